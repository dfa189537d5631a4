package klarsyn.tensor;

/** Order of the numbers of {@code [N, C, D, H, W]} in memory; the shape stays the same. */
public enum Layout {
    /** Channel after channel, each with W fastest. */
    CONTIGUOUS,
    /** Voxel after voxel, each with its channels side by side. */
    CHANNELS_LAST
}
