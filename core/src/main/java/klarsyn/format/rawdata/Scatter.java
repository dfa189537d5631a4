package klarsyn.format.rawdata;

/** Distributes voxels in file order to channels, for any position of the channel axis. */
final class Scatter implements StoredVoxels.Numbers {

    private final float[][] channels;
    private final int axes;
    private final int[] lengths;
    private final int[] voxelSteps;
    private final int[] channelSteps;
    private final int[] at;
    private int voxel;
    private int channel;

    /**
     * Length and step of each axis, fastest first.
     *
     * @param channels to be filled
     */
    Scatter(float[][] channels, int[] lengths, int[] voxelSteps, int[] channelSteps) {
        this.channels = channels;
        this.lengths = lengths.clone();
        this.voxelSteps = voxelSteps.clone();
        this.channelSteps = channelSteps.clone();
        this.at = new int[lengths.length];
        this.axes = merge();
    }

    /** Drops axes of length one and merges contiguous axes: longer runs. */
    private int merge() {
        int last = 0;
        for (int axis = 1; axis < lengths.length; axis++) {
            if (lengths[axis] == 1) {
                continue;
            }
            boolean empty = lengths[last] == 1;
            boolean goesOn = voxelSteps[axis] == voxelSteps[last] * lengths[last]
                    && channelSteps[axis] == channelSteps[last] * lengths[last];
            if (!empty && goesOn) {
                lengths[last] *= lengths[axis];
            } else {
                last += empty ? 0 : 1;
                lengths[last] = lengths[axis];
                voxelSteps[last] = voxelSteps[axis];
                channelSteps[last] = channelSteps[axis];
            }
        }
        return last + 1;
    }

    @Override
    public void accept(double[] values, int count) {
        int done = 0;
        while (done < count) {
            int run = Math.min(count - done, lengths[0] - at[0]);
            if (channelSteps[0] == 0) {
                put(channels[channel], values, done, run);
            } else {
                for (int i = 0; i < run; i++) {
                    channels[channel + i * channelSteps[0]][voxel] = (float) values[done + i];
                }
            }
            done += run;
            at[0] += run;
            voxel += run * voxelSteps[0];
            channel += run * channelSteps[0];
            carry();
        }
    }

    private void put(float[] target, double[] values, int first, int count) {
        int step = voxelSteps[0];
        int to = voxel;
        for (int i = 0; i < count; i++) {
            target[to + i * step] = (float) values[first + i];
        }
    }

    private void carry() {
        for (int axis = 0; axis < axes && at[axis] == lengths[axis]; axis++) {
            voxel -= lengths[axis] * voxelSteps[axis];
            channel -= lengths[axis] * channelSteps[axis];
            at[axis] = 0;
            if (axis + 1 < axes) {
                at[axis + 1]++;
                voxel += voxelSteps[axis + 1];
                channel += channelSteps[axis + 1];
            }
        }
    }
}
