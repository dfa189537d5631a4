package klarsyn.train;

import java.util.List;
import klarsyn.tensor.Tensor;

/**
 * Soft Dice plus cross-entropy, summed over resolutions with halving weights (Isensee et al., 2021; Lee et al., 2015).
 *
 * <p>Dice is taken per sample and class over all voxels, without background, with 1e-5 added above and below, so a class
 * that is neither there nor predicted counts as 1. Cross-entropy is the mean over voxels. A coarser resolution sees every
 * s-th voxel of the labels.
 */
final class SegmentationLoss {

    private static final double SMOOTH = 1e-5;

    private SegmentationLoss() {}

    /**
     * The loss of logits from fine to coarse.
     *
     * @param logits {@code [N, classes, D/s, H/s, W/s]} each
     * @param labels {@code [N, 1, D, H, W]}, whole numbers in FP32
     * @return a scalar, at least 0
     */
    static Tensor of(List<Tensor> logits, Tensor labels) {
        double total = 0;
        for (int level = 0; level < logits.size(); level++) {
            total += Math.pow(0.5, level);
        }
        Tensor sum = level(logits.getFirst(), labels).multiply(1 / total);
        for (int level = 1; level < logits.size(); level++) {
            Tensor coarse = thinned(labels, logits.get(level));
            sum = sum.add(level(logits.get(level), coarse).multiply(Math.pow(0.5, level) / total));
        }
        return sum;
    }

    private static Tensor thinned(Tensor labels, Tensor logits) {
        Tensor thin = labels;
        for (int axis = 2; axis < 5; axis++) {
            long step = labels.size(axis) / logits.size(axis);
            thin = step == 1 ? thin : thin.every(axis, step);
        }
        return thin;
    }

    private static Tensor level(Tensor logits, Tensor labels) {
        int classes = Math.toIntExact(logits.size(1));
        Tensor truth = labels.oneHot(classes);
        Tensor logProbabilities = logits.logSoftmax(1);
        double voxels = (double) labels.elements();
        Tensor crossEntropy = logProbabilities.multiply(truth).sum().multiply(-1 / voxels);
        Tensor probabilities = logProbabilities.exp();
        Tensor overlap = foreground(probabilities.multiply(truth).sum(2, 3, 4));
        Tensor extent = foreground(probabilities.sum(2, 3, 4).add(truth.sum(2, 3, 4)));
        Tensor dice = overlap.multiply(2).add(SMOOTH).divide(extent.add(SMOOTH)).mean();
        return crossEntropy.add(dice.multiply(-1).add(1));
    }

    private static Tensor foreground(Tensor perClass) {
        return perClass.narrow(1, 1, perClass.size(1) - 1);
    }
}
