package klarsyn.train;

import klarsyn.plan.Patch;

/**
 * One training sample on the heap, as loaders hand it to the lanes.
 *
 * @param patch  size of the image
 * @param image  {@code [C, D, H, W]}, W fastest; nobody writes to it any more
 * @param target what the network should give
 */
public record Sample<T extends SampleTarget>(Patch patch, float[] image, T target) {

    /** Number of channels. */
    public int channels() {
        return image.length / patch.voxels();
    }
}
