package klarsyn.plan.nnunet;

import java.util.ArrayList;
import java.util.List;

/**
 * The size of a network's feature maps: nnU-Net's memory estimate.
 *
 * <p>It counts the outputs of all convolutions, including transposed ones and the finest output.
 */
final class FeatureMaps {

    private FeatureMaps() {}

    /**
     * Number of values per sample.
     *
     * @param patch   voxels of the finest resolution
     * @param outputs channels of the output
     */
    static long count(NnunetArchitecture network, List<Integer> patch, int outputs) {
        List<Long> voxels = voxels(network, patch);
        int stages = voxels.size();
        long sum = stages == 1 ? 0 : outputs * voxels.getFirst();
        for (int stage = 0; stage < stages; stage++) {
            long features = network.features().get(stage);
            long maps = encoderMaps(network, stage);
            if (stage < stages - 1) {
                maps += 1 + network.decoder().get(stages - 2 - stage);
            }
            sum += maps * features * voxels.get(stage);
        }
        return sum;
    }

    /** Convolutions of a stage; a residual block has two, and one more if its shortcut changes shape or channels. */
    private static long encoderMaps(NnunetArchitecture network, int stage) {
        int blocks = network.encoder().get(stage);
        return switch (network.network()) {
            case PLAIN -> blocks;
            case RESIDUAL_ENCODER -> 2L * blocks + 1; // the first stage has the stem instead of such a shortcut
        };
    }

    private static List<Long> voxels(NnunetArchitecture network, List<Integer> patch) {
        List<Integer> size = new ArrayList<>(patch);
        List<Long> voxels = new ArrayList<>();
        for (List<Integer> stride : network.strides()) {
            for (int axis = 0; axis < size.size(); axis++) {
                size.set(axis, size.get(axis) / stride.get(axis));
            }
            voxels.add(size.stream().mapToLong(Integer::longValue).reduce(1, Math::multiplyExact));
        }
        return voxels;
    }
}
