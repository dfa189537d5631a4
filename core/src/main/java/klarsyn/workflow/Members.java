package klarsyn.workflow;

import java.util.ArrayList;
import java.util.List;
import klarsyn.base.ModelException;
import klarsyn.base.Where;
import klarsyn.model.LoadedModel;
import klarsyn.plan.ClassificationPlan;
import klarsyn.plan.Plan;
import klarsyn.plan.SegmentationPlan;
import klarsyn.predict.ClassPredictor;
import klarsyn.predict.Predictor;
import klarsyn.predict.SegmentationPredictor;

/** Combines models as an ensemble. */
final class Members {

    private Members() {}

    /** The predictor of one or more models of the same task. */
    static Predictor predictor(List<LoadedModel> members) {
        return switch (members.getFirst().plan()) {
            case SegmentationPlan first -> segmentation(first, members);
            case ClassificationPlan _ ->
                ClassPredictor.ensemble(members.stream()
                        .map(member -> ClassPredictor.of(
                                ClassificationPlan.require(member.plan(), Where.of("ensemble")), member.network()))
                        .toList());
        };
    }

    /** Models with the same plan are averaged before post-processing, others by their probabilities. */
    private static Predictor segmentation(SegmentationPlan first, List<LoadedModel> members) {
        return members.stream().allMatch(member -> hasSameInput(first, plan(member)))
                ? SegmentationPredictor.ofFolds(
                        first, members.stream().map(LoadedModel::network).toList())
                : SegmentationPredictor.ensemble(members.stream()
                        .map(member -> SegmentationPredictor.of(plan(member), member.network()))
                        .toList());
    }

    private static SegmentationPlan plan(LoadedModel member) {
        return SegmentationPlan.require(member.plan(), Where.of("ensemble"));
    }

    private static boolean hasSameInput(SegmentationPlan one, SegmentationPlan other) {
        return one.labels().equals(other.labels())
                && one.modalities().equals(other.modalities())
                && one.preprocessing().equals(other.preprocessing())
                && one.patch().equals(other.patch())
                && one.inference().equals(other.inference())
                && one.network().strides().equals(other.network().strides());
    }

    /** Whether all models could be folds of one model. */
    static boolean areFolds(List<LoadedModel> members) {
        Plan any = members.getFirst().plan();
        return switch (any) {
            case SegmentationPlan first ->
                members.stream()
                        .map(Members::plan)
                        .allMatch(plan -> plan.network().equals(first.network()) && hasSameInput(first, plan));
            case ClassificationPlan _ -> true; // rejected by the folder, which contains only segmentations
        };
    }

    /**
     * Combines several models.
     *
     * @throws ModelException if their tasks differ
     */
    static Predictor together(List<Predictor> predictors) {
        List<SegmentationPredictor> segmenting = new ArrayList<>();
        List<ClassPredictor> classifying = new ArrayList<>();
        for (Predictor predictor : predictors) {
            switch (predictor) {
                case SegmentationPredictor one -> segmenting.add(one);
                case ClassPredictor one -> classifying.add(one);
            }
        }
        if (!segmenting.isEmpty() && !classifying.isEmpty()) {
            throw new ModelException(
                    "some models segment and others classify", Where.of("ensemble"), "combine models of the same task");
        }
        return classifying.isEmpty()
                ? SegmentationPredictor.ensemble(segmenting)
                : ClassPredictor.ensemble(classifying);
    }
}
