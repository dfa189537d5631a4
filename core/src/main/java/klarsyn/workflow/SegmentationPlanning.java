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
import klarsyn.data.file.Kind;
import klarsyn.data.label.Labels;
import klarsyn.data.split.Split;
import klarsyn.plan.Budget;
import klarsyn.plan.Preset;
import klarsyn.plan.Reason;
import klarsyn.plan.Recipe;
import klarsyn.plan.SegmentationPlan;
import klarsyn.plan.json.PlanJson;
import klarsyn.plan.nnunet.NnunetFingerprint;
import klarsyn.plan.nnunet.NnunetForeground;
import klarsyn.plan.nnunet.NnunetIntensities;
import klarsyn.plan.nnunet.NnunetPlans;
import klarsyn.plan.nnunet.NnunetRules;
import klarsyn.plan.rules.Fingerprint;
import klarsyn.plan.rules.HalfResolution;
import klarsyn.plan.rules.MemoryForecast;
import klarsyn.plan.rules.Planner;
import klarsyn.preflight.CaseFacts;
import klarsyn.tensor.Device;
import klarsyn.train.TrainingEvent;
import klarsyn.train.patch.PatchStepTimer;

/** Plans a study: statistics of its training cases, measured speed and memory, remaining time. */
final class SegmentationPlanning {

    /** Seconds for a small case in one lane. */
    private static final double TEST_SECONDS = 0.12;

    private static final int SAMPLED_PICTURES = 16;

    private final StudySpec study;
    private final Labels labels;

    SegmentationPlanning(StudySpec study, Labels labels) {
        this.study = study;
        this.labels = labels;
    }

    /**
     * Rejects the second stage of a cascade.
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
        listener.accept(new TrainingEvent.StageBegun("planning: measuring configurations on this machine"));
        SegmentationPlan plan = switch (study.recipe()) {
            case Recipe.Own(var blocks) -> klarsynPlan(planner(split).withBlocks(blocks), split);
            case Recipe.Nnunet(var preset, String configuration) ->
                nnunet(split).plan(preset, configuration);
        };
        return plan.withReasons(PlanJson.reasoned(plan));
    }

    /** A plan of nnU-Net, adapted to this machine and budget. */
    SegmentationPlan plan(NnunetPlans plans, String configuration, Split split) {
        SegmentationPlan plan = nnunet(split).plan(plans, configuration);
        return plan.withReasons(PlanJson.reasoned(plan));
    }

    /** All configurations that nnU-Net plans for the study's training cases. */
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

    private SegmentationPlan klarsynPlan(Planner planner, Split split) {
        return switch (study.budget().time()) {
            case Budget.Iterations _ -> planner.byRules();
            case Budget.Minutes _ ->
                planner.byMeasurement(
                        new PatchStepTimer(study.resources()), new RunClock(study).trainingSeconds(testing(split)));
        };
    }

    private SegmentationPlan given(SegmentationPlan plan) {
        if (!plan.labels().equals(labels)) {
            throw new PlanException(
                    "the plan has other labels (%s) than the data set (%s)".formatted(plan.labels(), labels),
                    Where.of("--plan"),
                    "make a plan for this data set: klarsyn plan DATA");
        }
        if (!plan.modalities().equals(study.cohort().modalities())) {
            throw new PlanException(
                    "the plan has the channels %s, but the data set has %s"
                            .formatted(
                                    String.join(", ", plan.modalities()),
                                    String.join(", ", study.cohort().modalities())),
                    Where.of("--plan, modalities"),
                    "make a plan for this data set: klarsyn plan DATA; or edit the channel names if only these differ");
        }
        if (plan.compute().device() == Device.GPU && study.resources().device() != Device.GPU) {
            throw new PlanException(
                    "the plan requires a GPU, but libtorch finds none", Where.of("--plan, compute.device"), "CPU");
        }
        MemoryForecast.require(plan, study.budget(), "reduce the patch size or the network width");
        return switch (study.budget().time()) {
            case Budget.Iterations(long steps) -> withSteps(plan, steps, "number of steps as requested");
            case Budget.Minutes _ -> withSteps(plan, 0, "number of steps that fit the time limit");
        };
    }

    /** The budget's number of steps does not count as a manual edit. */
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
                    "%s refines predictions of %s: such cascades can be planned but not trained"
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

    /** The cases that planning may use: all except test cases. */
    private static Set<String> ids(Split split) {
        return Stream.concat(split.train().stream(), split.validation().stream())
                .map(Case::id)
                .collect(Collectors.toSet());
    }

    private boolean hasHounsfield() {
        return study.cohort().modalities().stream().anyMatch("CT"::equalsIgnoreCase);
    }

    /** Foreground samples for nnU-Net's normalization, which are needed only for Hounsfield units. */
    private static List<NnunetIntensities> drawn(Split split) {
        List<Case> cases = Stream.concat(split.train().stream(), split.validation().stream())
                .toList();
        NnunetForeground drawn = NnunetForeground.of(NnunetForeground.ALL_SAMPLES, cases.size());
        cases.forEach(one -> drawn.add(one.readImage(), one.readLabels()));
        return drawn.intensities();
    }

    /** Structure sizes, needed only for pictures, whose resolution may depend on them; from some of the cases. */
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
        int step = Math.max(1, Math.ceilDiv(cases.size(), SAMPLED_PICTURES));
        return HalfResolution.dice(IntStream.iterate(0, i -> i < cases.size(), i -> i + step)
                .mapToObj(i -> cases.get(i).readLabels()));
    }

    /** An initial guess before measurement. */
    private double testing(Split split) {
        int cases = split.test().size() + split.validation().size();
        return TEST_SECONDS
                * cases
                / CaseEvaluator.lanes(
                        study.resources().cores(),
                        cases,
                        study.resources().device(),
                        study.resources().cores());
    }
}
