package klarsyn.workflow;

import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import klarsyn.base.PlanException;
import klarsyn.base.Where;
import klarsyn.data.Case;
import klarsyn.data.Kind;
import klarsyn.data.Labels;
import klarsyn.data.Split;
import klarsyn.plan.Budget;
import klarsyn.plan.Fingerprint;
import klarsyn.plan.HalfResolution;
import klarsyn.plan.MemoryForecast;
import klarsyn.plan.PlanJson;
import klarsyn.plan.Planner;
import klarsyn.plan.Preset;
import klarsyn.plan.Reason;
import klarsyn.plan.Recipe;
import klarsyn.plan.SegmentationPlan;
import klarsyn.plan.nnunet.NnunetFingerprint;
import klarsyn.plan.nnunet.NnunetForeground;
import klarsyn.plan.nnunet.NnunetIntensities;
import klarsyn.plan.nnunet.NnunetPlans;
import klarsyn.plan.nnunet.NnunetRules;
import klarsyn.preflight.CaseFacts;
import klarsyn.tensor.Device;
import klarsyn.train.TrainingEvent;
import klarsyn.train.patch.PatchStepTimer;

/** From a study to its plan: what its training cases have in common, what the machine reaches, what is left of the time. */
final class SegmentationPlanning {

    /** Of a small case in one lane. */
    private static final double TEST_SECONDS = 0.12;

    private static final int PICTURES_LOOKED_AT = 16;

    private final StudySpec study;
    private final Labels labels;

    SegmentationPlanning(StudySpec study, Labels labels) {
        this.study = study;
        this.labels = labels;
    }

    /**
     * Rejects the later part of a cascade.
     *
     * @throws PlanException if the plan is one
     */
    void requireNoCascade(SegmentationPlan plan) {
        requireNoCascade(plan, study.givenPlan().isPresent() ? "--plan" : "--configuration");
    }

    SegmentationPlan plan(Split split, Consumer<TrainingEvent> listener) {
        if (study.givenPlan().isPresent()) {
            return given(SegmentationPlan.require(study.givenPlan().orElseThrow(), Where.of("--plan")));
        }
        listener.accept(new TrainingEvent.StageBegun("planning: trying ways to compute on this machine"));
        SegmentationPlan plan = switch (study.recipe()) {
            case Recipe.Own(var blocks) -> own(planner(split).withBlocks(blocks), split);
            case Recipe.Nnunet(var preset, String configuration) ->
                nnunet(split).plan(preset, configuration);
        };
        return plan.withReasons(PlanJson.reasoned(plan));
    }

    /** A plan of nnU-Net's for this machine and budget. */
    SegmentationPlan plan(NnunetPlans plans, String configuration, Split split) {
        SegmentationPlan plan = nnunet(split).plan(plans, configuration);
        return plan.withReasons(PlanJson.reasoned(plan));
    }

    /** All that nnU-Net plans for the study's training cases. */
    NnunetPlans nnunetPlans(Split split) {
        Preset preset = switch (study.recipe()) {
            case Recipe.Own _ -> Preset.KLARSYN;
            case Recipe.Nnunet(var theirs, String _) -> theirs;
        };
        return nnunet(split).plans(preset);
    }

    private Planner planner(Split split) {
        Fingerprint fingerprint = fingerprint(split);
        double kept = keptAtHalf(split, facts(split));
        return Planner.of(study.cohort(), labels, fingerprint.withKeptAtHalf(kept), study.budget())
                .on(study.resources());
    }

    private NnunetRules nnunet(Split split) {
        NnunetFingerprint asStored =
                NnunetFingerprint.of(facts(split), study.preflight().foreground(ids(split)));
        NnunetFingerprint drawn = hasHounsfield() ? asStored.withForeground(drawn(split)) : asStored;
        return new NnunetRules(study.cohort(), labels, fingerprint(split), drawn, study.budget(), study.resources());
    }

    private SegmentationPlan own(Planner planner, Split split) {
        return switch (study.budget().time()) {
            case Budget.Iterations _ -> planner.byRules();
            case Budget.Minutes _ ->
                planner.byMeasurement(new PatchStepTimer(study.resources()), new RunClock(study).trainingSeconds(testing(split)));
        };
    }

    private SegmentationPlan given(SegmentationPlan plan) {
        if (!plan.labels().equals(labels)) {
            throw new PlanException(
                    "the plan was made for other labels (%s) than the data has (%s)".formatted(plan.labels(), labels),
                    Where.of("--plan"),
                    "make a plan for this data: klarsyn plan DATA");
        }
        if (!plan.modalities().equals(study.cohort().modalities())) {
            throw new PlanException(
                    "the plan was made for the channels %s, the data has %s"
                            .formatted(
                                    String.join(", ", plan.modalities()),
                                    String.join(", ", study.cohort().modalities())),
                    Where.of("--plan, modalities"),
                    "make a plan for this data: klarsyn plan DATA; or, if they are the same by another name, edit it");
        }
        if (plan.compute().device() == Device.GPU && study.resources().device() != Device.GPU) {
            throw new PlanException(
                    "the plan asks for a graphics processor, and libtorch finds none here",
                    Where.of("--plan, compute.device"),
                    "CPU");
        }
        MemoryForecast.require(plan, study.budget(), "make a smaller patch or a narrower network");
        return switch (study.budget().time()) {
            case Budget.Iterations(long steps) -> withSteps(plan, steps, "as many as were asked for");
            case Budget.Minutes _ -> withSteps(plan, 0, "as many as the minutes hold");
        };
    }

    /** The budget's steps are no change that a person made by hand. */
    private static SegmentationPlan withSteps(SegmentationPlan plan, long steps, String why) {
        String key = "optimization.steps";
        return plan.withOptimization(plan.optimization().withSteps(steps))
                .withReasons(plan.reasons().stream()
                        .map(reason -> reason.key().equals(key) ? new Reason(key, String.valueOf(steps), why) : reason)
                        .toList());
    }

    private static void requireNoCascade(SegmentationPlan plan, String option) {
        plan.origin().previous().stream().findFirst().ifPresent(previous -> {
            throw new PlanException(
                    "%s refines what %s predicts: such a cascade is planned here, but not trained"
                            .formatted(plan.origin().configuration(), previous),
                    Where.of(option),
                    "train another configuration, such as 3d_fullres or %s".formatted(previous));
        });
    }

    private Fingerprint fingerprint(Split split) {
        return Fingerprint.of(facts(split), study.preflight().foreground(ids(split)));
    }

    private List<CaseFacts> facts(Split split) {
        Set<String> ids = ids(split);
        return study.preflight().cases().stream()
                .filter(fact -> ids.contains(fact.id()))
                .toList();
    }

    /** The cases that a plan may look at: all but those of the test. */
    private static Set<String> ids(Split split) {
        return Stream.concat(split.train().stream(), split.validation().stream())
                .map(Case::id)
                .collect(Collectors.toSet());
    }

    private boolean hasHounsfield() {
        return study.cohort().modalities().stream().anyMatch("CT"::equalsIgnoreCase);
    }

    /** What nnU-Net draws from the foreground: in its plans only the scheme for Hounsfield units asks for it. */
    private static List<NnunetIntensities> drawn(Split split) {
        List<Case> cases = Stream.concat(split.train().stream(), split.validation().stream())
                .toList();
        NnunetForeground drawn = NnunetForeground.of(NnunetForeground.ALL_SAMPLES, cases.size());
        cases.forEach(one -> drawn.add(one.readImage(), one.readLabels()));
        return drawn.intensities();
    }

    /** Looked at for pictures alone, whose resolution may follow from it, and for some of them. */
    private double keptAtHalf(Split split, List<CaseFacts> facts) {
        if (study.cohort().kind() != Kind.PICTURE) {
            return Double.NaN;
        }
        Set<String> labeled = facts.stream()
                .filter(fact -> fact.labelVoxels().stream().anyMatch(count -> count > 0))
                .map(CaseFacts::id)
                .collect(Collectors.toSet());
        List<Case> cases =
                split.train().stream().filter(one -> labeled.contains(one.id())).toList();
        int step = Math.max(1, Math.ceilDiv(cases.size(), PICTURES_LOOKED_AT));
        return HalfResolution.dice(IntStream.iterate(0, i -> i < cases.size(), i -> i + step)
                .mapToObj(i -> cases.get(i).readLabels()));
    }

    /** A guess, as long as nothing has been tried. */
    private double testing(Split split) {
        int cases = split.test().size() + split.validation().size();
        return TEST_SECONDS
                * cases
                / CaseEvaluator.lanes(
                        study.resources().cores(), cases, study.resources().device(), study.resources().cores());
    }
}
