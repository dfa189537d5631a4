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
 * Results of a model, and of a baseline without a network, on cases with targets.
 *
 * @param test      of the model
 * @param baselines on the same cases; empty or one
 * @param remark    the cases the baseline was fitted on, or why there is none
 */
public record EvaluationResult(Evaluation test, List<Evaluation> baselines, String remark) {

    /** Copies the list. */
    public EvaluationResult {
        baselines = List.copyOf(baselines);
    }

    /**
     * Predicts cases and compares them with their targets.
     *
     * <p>The baseline is fitted on the cohort's cases that the model was trained on, as in training. Without them there
     * is no baseline: fitted on the evaluated cases, it would know their targets.
     *
     * @param cohort data set of the cases
     * @param cases  at least one, with targets
     */
    public static EvaluationResult of(Model model, Cohort cohort, List<Case> cases) {
        return of(model, cohort, cases, (_, _) -> {});
    }

    /** Evaluates, and passes each prediction to a consumer, from several threads. */
    static EvaluationResult of(Model model, Cohort cohort, List<Case> cases, BiConsumer<Case, Prediction> predictions) {
        Evaluation test = model.evaluate(cases, predictions);
        List<Case> training = trainingCases(model, cohort);
        if (training.isEmpty()) {
            String why = model.cases().isEmpty()
                    ? "the model does not list its training cases"
                    : "the model's training cases are not in this data set";
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
