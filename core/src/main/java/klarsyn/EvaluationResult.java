package klarsyn;

import java.util.List;
import java.util.function.BiConsumer;
import klarsyn.base.Count;
import klarsyn.base.DataException;
import klarsyn.data.Case;
import klarsyn.data.Cohort;
import klarsyn.evaluate.Evaluation;
import klarsyn.model.KnownCases;
import klarsyn.predict.Prediction;
import klarsyn.workflow.CaseEvaluator;
import klarsyn.workflow.CaseEvaluators;

/**
 * How good a model is on cases with targets, and how good a baseline without a network is.
 *
 * @param test      of the model
 * @param baselines on the same cases; empty or one
 * @param remark    what the baseline was fitted on, or why there is none
 */
public record EvaluationResult(Evaluation test, List<Evaluation> baselines, String remark) {

    /** Keeps an own copy of the list. */
    public EvaluationResult {
        baselines = List.copyOf(baselines);
    }

    /**
     * Predicts cases and compares them with their targets.
     *
     * <p>The baseline is fitted on those cases of the cohort that the model was trained on, as in training, so that both
     * have learned from the same cases. Without them there is no baseline: one that is fitted on the cases that it is
     * judged on would know their answers.
     *
     * @param cohort that the cases are from
     * @param cases  at least one, with targets
     */
    public static EvaluationResult of(Model model, Cohort cohort, List<Case> cases) {
        return of(model, cohort, cases, (_, _) -> {});
    }

    /** The same, which also hands over each prediction, in several threads. */
    static EvaluationResult of(Model model, Cohort cohort, List<Case> cases, BiConsumer<Case, Prediction> predictions) {
        Evaluation test = model.evaluate(cases, predictions);
        List<Case> training = trainingCases(model, cohort);
        if (training.isEmpty()) {
            String why = model.cases().isEmpty()
                    ? "the model does not state its training cases"
                    : "the cases that the model was trained on are not in this data set";
            return new EvaluationResult(test, List.of(), "no baseline: " + why);
        }
        CaseEvaluator evaluator = CaseEvaluators.of(model.plan());
        try {
            return new EvaluationResult(
                    test,
                    List.of(evaluator.baseline(training, cases)),
                    "baseline: %s, fitted on %s in this data set"
                            .formatted(evaluator.baselineName(), Count.of(training.size(), "training case")));
        } catch (DataException unreadable) {
            return new EvaluationResult(
                    test,
                    List.of(),
                    "no baseline: a training case cannot be read (%s: %s)"
                            .formatted(unreadable.where(), unreadable.what()));
        }
    }

    private static List<Case> trainingCases(Model model, Cohort cohort) {
        KnownCases known = model.cases().orElse(KnownCases.of(List.of()));
        return cohort.cases().stream()
                .filter(one -> known.contains(KnownCases.Part.TRAIN, one.id()))
                .toList();
    }
}
