package klarsyn.evaluate.voxel;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Overlapping objects of two maps, with their IoU. */
final class InstancePairs {

    private final Map<Integer, Long> referenceSizes = new HashMap<>();
    private final Map<Integer, Long> predictedSizes = new HashMap<>();
    private final Map<Long, Long> shared = new HashMap<>();

    private InstancePairs() {}

    static InstancePairs of(int[] reference, int[] predicted) {
        if (reference.length != predicted.length) {
            throw new IllegalArgumentException(
                    "the reference has %d voxels, the prediction %d".formatted(reference.length, predicted.length));
        }
        InstancePairs pairs = new InstancePairs();
        int start = 0;
        for (int i = 1; i <= reference.length; i++) {
            if (i == reference.length || reference[i] != reference[start] || predicted[i] != predicted[start]) {
                pairs.addRun(reference[start], predicted[start], i - start);
                start = i;
            }
        }
        return pairs;
    }

    private void addRun(int ofReference, int ofPrediction, long voxels) {
        if (ofReference != 0) {
            referenceSizes.merge(ofReference, voxels, Long::sum);
        }
        if (ofPrediction != 0) {
            predictedSizes.merge(ofPrediction, voxels, Long::sum);
        }
        if (ofReference != 0 && ofPrediction != 0) {
            shared.merge(((long) ofReference << 32) | (ofPrediction & 0xffffffffL), voxels, Long::sum);
        }
    }

    Detection detection(double threshold) {
        if (!(threshold >= 0 && threshold <= 1)) {
            throw new IllegalArgumentException("an IoU threshold must be between 0 and 1: " + threshold);
        }
        List<Pair> pairs = new ArrayList<>();
        shared.forEach((key, voxels) -> {
            int ofReference = (int) (key >> 32);
            int ofPrediction = (int) (long) key;
            double union = size(referenceSizes, ofReference) + size(predictedSizes, ofPrediction) - voxels;
            pairs.add(new Pair(ofReference, ofPrediction, voxels / union));
        });
        // Above one half, an object can match only one other, so the assignment is unique.
        List<Pair> chosen = threshold >= 0.5 ? pairs : Assignment.greatest(pairs);
        double[] kept = chosen.stream()
                .mapToDouble(Pair::iou)
                .filter(iou -> iou > threshold)
                .sorted()
                .toArray();
        double sum = 0;
        for (double iou : kept) {
            sum += iou;
        }
        return new Detection(
                kept.length, referenceSizes.size() - kept.length, predictedSizes.size() - kept.length, sum);
    }

    private static double size(Map<Integer, Long> sizes, int object) {
        return sizes.getOrDefault(object, 0L);
    }

    /** Two objects that share at least one voxel. */
    record Pair(int reference, int predicted, double iou) {}
}
