package klarsyn.tensor;

/** Memory order of {@code [N, C, D, H, W]}; the shape does not change. */
public enum Layout {
    /** Channels first in memory: each channel contiguous, W fastest. */
    CONTIGUOUS,
    /** Channels last in memory: the channels of each voxel contiguous. */
    CHANNELS_LAST
}
