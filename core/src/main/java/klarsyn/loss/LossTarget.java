package klarsyn.loss;

import java.util.List;
import klarsyn.tensor.Precision;
import klarsyn.tensor.Tensor;

/**
 * The reference for each voxel, and which voxels count.
 *
 * <p>Classes are mutually exclusive, channel 0 being background; regions are independent and have none. A target
 * belongs to the scope of its tensors.
 */
public final class LossTarget {

    private static final int[] SPACE = {2, 3, 4};

    private final Truth truth;
    private final Counted counted;
    private final boolean regions;

    private LossTarget(Truth truth, Counted counted, boolean regions) {
        if (truth.values().dimensions() != 5) {
            throw new IllegalArgumentException("a target must be [N, 1 or C, D, H, W], got " + truth.values());
        }
        this.truth = truth;
        this.counted = counted;
        this.regions = regions;
    }

    /**
     * One class per voxel.
     *
     * @param labels {@code [N, 1, D, H, W]}, the channel number in FP32, from 0
     */
    public static LossTarget ofClasses(Tensor labels) {
        if (labels.dimensions() > 1 && labels.size(1) != 1) {
            throw new IllegalArgumentException("class labels must be [N, 1, D, H, W], got " + labels);
        }
        return new LossTarget(new Truth.Channel(labels), new Counted.Everything(), false);
    }

    /**
     * Soft labels: shares of several classes per voxel.
     *
     * @param shares {@code [N, C, D, H, W]}, 0 to 1, background first
     */
    public static LossTarget ofShares(Tensor shares) {
        return new LossTarget(new Truth.Shares(shares.to(Precision.FP32)), new Counted.Everything(), false);
    }

    /**
     * Regions that may overlap.
     *
     * @param regions {@code [N, C, D, H, W]}, 0 to 1
     */
    public static LossTarget ofRegions(Tensor regions) {
        return new LossTarget(new Truth.Shares(regions.to(Precision.FP32)), new Counted.Everything(), true);
    }

    /**
     * A copy that counts only some voxels.
     *
     * @param mask {@code [N, 1, D, H, W]} or broadcast to it: a mask, or 1 where the voxel counts and 0 elsewhere
     */
    public LossTarget counting(Tensor mask) {
        if (mask.dimensions() != 5 || mask.size(1) != 1 || !fits(mask)) {
            throw new IllegalArgumentException(
                    "the mask %s does not match the target %s".formatted(mask, truth.values()));
        }
        Tensor known = mask.isMask() ? mask : mask.isAnyOf(List.of(1));
        Tensor everySample = known.expand(truth.values().size(0), 1, mask.size(2), mask.size(3), mask.size(4));
        double outside = truth instanceof Truth.Channel ? -1 : 0;
        return new LossTarget(
                truth.with(truth.values().where(everySample, outside)), new Counted.Within(everySample), regions);
    }

    private boolean fits(Tensor mask) {
        for (int axis : SPACE) {
            if (mask.size(axis) != truth.values().size(axis)) {
                return false;
            }
        }
        return mask.size(0) == 1 || mask.size(0) == truth.values().size(0);
    }

    /** Subsampled to the middle one of every s voxels, the later of two, for coarser logits (nearest-exact). */
    LossTarget thinnedTo(Tensor logits) {
        Tensor thin = truth.values();
        Counted rest = counted;
        for (int axis : SPACE) {
            long step = thin.size(axis) / logits.size(axis);
            if (step > 1) {
                thin = thin.every(axis, step / 2, step);
                rest = rest.thinned(axis, step);
            }
        }
        return new LossTarget(truth.with(thin), rest, regions);
    }

    /** Logits, interpreted as the target requires. */
    Scores read(Tensor logits) {
        return regions ? Scores.sigmoid(logits) : Scores.softmax(logits);
    }

    Truth truth() {
        return truth;
    }

    Counted counted() {
        return counted;
    }

    double samples() {
        return truth.values().size(0);
    }

    boolean hasBackground() {
        return !regions;
    }

    /** Number of voxels of all samples, counting or not. */
    double voxels() {
        Tensor values = truth.values();
        return values.elements() / (double) values.size(1);
    }
}
