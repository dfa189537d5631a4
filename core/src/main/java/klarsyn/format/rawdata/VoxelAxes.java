package klarsyn.format.rawdata;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import klarsyn.image.Shape;

/**
 * The axes of a file's voxels, the fastest first.
 *
 * @param lengths voxels along each axis, at least 1
 * @param spatial the spatial axes, at most three, ascending; the others together count channels
 */
public record VoxelAxes(List<Integer> lengths, List<Integer> spatial) {

    /** Far more than any scanner produces, and few enough that one volume each is cheap. */
    private static final int MAX_CHANNELS = 1 << 20;

    public VoxelAxes {
        lengths = List.copyOf(lengths);
        spatial = List.copyOf(spatial);
    }

    /** Rejects too many voxels for an array, and too many channels. */
    public static VoxelAxes of(List<Integer> lengths, List<Integer> spatial, Path file) {
        var axes = new VoxelAxes(lengths, spatial);
        try {
            int voxels = axes.shape().voxels();
            long channels = axes.countChannels();
            if (channels > MAX_CHANNELS) {
                throw StoredVoxels.bad(
                        file, "the header claims %d channels, more than %d".formatted(channels, MAX_CHANNELS));
            }
            Math.multiplyExact(16L * voxels, channels); // prevents overflow when counting bits or digits
        } catch (ArithmeticException tooMany) {
            throw StoredVoxels.bad(file, "the header claims more than 2³¹ − 1 voxels (%s)".formatted(axes));
        }
        return axes;
    }

    /** Voxels of one channel; missing axes have depth 1. */
    public Shape shape() {
        int[] along = {1, 1, 1};
        for (int i = 0; i < spatial.size(); i++) {
            along[i] = lengths.get(spatial.get(i));
        }
        return new Shape(along[0], along[1], along[2]);
    }

    int channels() {
        return Math.toIntExact(countChannels());
    }

    private long countChannels() {
        long channels = 1;
        for (int axis = 0; axis < lengths.size(); axis++) {
            channels = spatial.contains(axis) ? channels : Math.multiplyExact(channels, (long) lengths.get(axis));
        }
        return channels;
    }

    /** Voxels of all channels. */
    long voxels() {
        return (long) shape().voxels() * countChannels();
    }

    /** Distributes voxels in file order to channels. */
    Scatter scatterTo(float[][] channels) {
        int[] voxelSteps = new int[lengths.size()];
        int[] channelSteps = new int[lengths.size()];
        int voxel = 1;
        int channel = 1;
        for (int axis = 0; axis < lengths.size(); axis++) {
            if (spatial.contains(axis)) {
                voxelSteps[axis] = voxel;
                voxel *= lengths.get(axis);
            } else {
                channelSteps[axis] = channel;
                channel *= lengths.get(axis);
            }
        }
        return new Scatter(
                channels, lengths.stream().mapToInt(Integer::intValue).toArray(), voxelSteps, channelSteps);
    }

    @Override
    public String toString() {
        return lengths.stream().map(String::valueOf).collect(Collectors.joining("×"));
    }
}
