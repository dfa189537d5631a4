package klarsyn;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import klarsyn.base.Count;
import klarsyn.base.DataException;
import klarsyn.base.Interval;
import klarsyn.base.Seed;
import klarsyn.data.Case;
import klarsyn.data.Cohort;
import klarsyn.evaluate.Bootstrap;
import klarsyn.evaluate.SegmentationEvaluation;
import klarsyn.evaluate.ThresholdBaseline;
import klarsyn.image.LabelMap;
import klarsyn.model.CaseHashes;

/**
 * How well a model segments labeled cases, and how well a baseline without learning does.
 *
 * @param scores   of the model
 * @param baseline Dice of the best intensity range of each label on the same cases; empty if there is none
 * @param remark   what the baseline was fitted on, or why there is none
 */
public record EvaluationResult(SegmentationEvaluation scores, Optional<Interval> baseline, String remark) {

    /**
     * Predicts cases and compares them with their labels.
     *
     * <p>The baseline is fitted on those cases of the cohort that the model was trained on, as in training, so that both
     * have learned from the same cases. Without them there is no baseline: one that is fitted on the cases that it is
     * judged on would know their answers.
     *
     * @param cohort that the cases are from
     * @param cases  at least one, with labels
     */
    public static EvaluationResult of(Model model, Cohort cohort, List<Case> cases) {
        return of(model, cohort, cases, (_, _) -> {});
    }

    /** The same, which also hands over each prediction, in several threads. */
    static EvaluationResult of(Model model, Cohort cohort, List<Case> cases, BiConsumer<Case, LabelMap> predictions) {
        SegmentationEvaluation scores =
                Evaluator.of(model.labels(), cases).handingTo(predictions).score(model);
        List<Case> training = trainingCases(model, cohort);
        if (training.isEmpty()) {
            String why = model.cases().isEmpty()
                    ? "the model does not state its training cases"
                    : "the cases that the model was trained on are not in this data set";
            return new EvaluationResult(scores, Optional.empty(), "no baseline: " + why);
        }
        try {
            return new EvaluationResult(
                    scores,
                    Optional.of(baseline(model, training, cases)),
                    "baseline: the best intensity range for each label, fitted on %s in this data set"
                            .formatted(Count.of(training.size(), "training case")));
        } catch (DataException unreadable) {
            return new EvaluationResult(
                    scores,
                    Optional.empty(),
                    "no baseline: a training case cannot be read (%s: %s)"
                            .formatted(unreadable.where(), unreadable.what()));
        }
    }

    private static List<Case> trainingCases(Model model, Cohort cohort) {
        Set<String> trained = new HashSet<>(model.cases().map(CaseHashes::train).orElse(List.of()));
        return cohort.cases().stream()
                .filter(one -> trained.contains(CaseHashes.hash(one.id())))
                .toList();
    }

    private static Interval baseline(Model model, List<Case> training, List<Case> cases) {
        ThresholdBaseline baseline =
                ThresholdBaseline.fit(training.stream().map(EvaluationResult::example), model.labels());
        double[] dice = Stream.of(cases.toArray(Case[]::new))
                .mapToDouble(one -> baseline.meanDice(example(one)))
                .toArray();
        List<String> patients = cases.stream().map(Case::patient).toList();
        return Bootstrap.mean(dice, patients, Seed.of(0).child("bootstrap"));
    }

    private static ThresholdBaseline.Example example(Case one) {
        return new ThresholdBaseline.Example(one.readImage().getFirst(), one.readLabels());
    }
}
