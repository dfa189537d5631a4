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

/** Models that predict together. */
final class Members {

    private Members() {}

    /** The predictor of models of one task, at least one. */
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

    /** Models of one plan are averaged before anything else, others by the probabilities that they give. */
    private static Predictor segmentation(SegmentationPlan first, List<LoadedModel> members) {
        return members.stream().allMatch(member -> seesAs(first, plan(member)))
                ? SegmentationPredictor.ofFolds(
                        first, members.stream().map(LoadedModel::network).toList())
                : SegmentationPredictor.ensemble(members.stream()
                        .map(member -> SegmentationPredictor.of(plan(member), member.network()))
                        .toList());
    }

    private static SegmentationPlan plan(LoadedModel member) {
        return SegmentationPlan.require(member.plan(), Where.of("ensemble"));
    }

    private static boolean seesAs(SegmentationPlan one, SegmentationPlan other) {
        return one.labels().equals(other.labels())
                && one.modalities().equals(other.modalities())
                && one.preprocessing().equals(other.preprocessing())
                && one.patch().equals(other.patch())
                && one.inference().equals(other.inference())
                && one.network().strides().equals(other.network().strides());
    }

    /** Whether all could be the folds of one model. */
    static boolean areAlike(List<LoadedModel> members) {
        Plan any = members.getFirst().plan();
        return switch (any) {
            case SegmentationPlan first ->
                members.stream()
                        .map(Members::plan)
                        .allMatch(plan -> plan.network().equals(first.network()) && seesAs(first, plan));
            case ClassificationPlan _ -> true; // refused by the folder, which holds segmentations alone
        };
    }

    /**
     * One predictor of several.
     *
     * @throws ModelException if they predict different things
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
                    "some of the models segment and others classify",
                    Where.of("ensemble"),
                    "join models of the same task");
        }
        return classifying.isEmpty()
                ? SegmentationPredictor.ensemble(segmenting)
                : ClassPredictor.ensemble(classifying);
    }
}
