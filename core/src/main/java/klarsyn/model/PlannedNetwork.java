package klarsyn.model;

import klarsyn.base.Seed;
import klarsyn.nn.Classifier;
import klarsyn.nn.Network;
import klarsyn.nn.UNet;
import klarsyn.plan.ClassificationPlan;
import klarsyn.plan.Plan;
import klarsyn.plan.SegmentationPlan;

/** The network of a plan. */
public final class PlannedNetwork {

    private PlannedNetwork() {}

    /** With initialized weights in the innermost scope. */
    public static Network fresh(Plan plan, Seed seed) {
        return switch (plan) {
            case SegmentationPlan segmentation ->
                UNet.create(segmentation.network(), segmentation.startingOdds(), seed);
            case ClassificationPlan classification ->
                Classifier.create(classification.network(), classification.classFrequencies(), seed);
        };
    }

    /** Without weights, in the innermost scope, to be loaded from a file. */
    public static Network blank(Plan plan) {
        return switch (plan) {
            case SegmentationPlan segmentation -> UNet.blank(segmentation.network());
            case ClassificationPlan classification ->
                Classifier.blank(
                        classification.network(), classification.classes().size());
        };
    }

    /** Number of parameters in a file of its weights. */
    static long numbers(Plan plan) {
        return switch (plan) {
            case SegmentationPlan segmentation -> segmentation.network().numbers();
            case ClassificationPlan classification ->
                Classifier.numbers(
                        classification.network(), classification.classes().size());
        };
    }
}
