package klarsyn.train;

import klarsyn.plan.Patch;

/**
 * One training sample in Java memory, passed from loaders to lanes.
 *
 * @param patch  size of the image
 * @param image  {@code [C, D, H, W]}, W fastest; must not be modified
 * @param target expected output of the network
 */
public record Sample<T extends SampleTarget>(Patch patch, float[] image, T target) {

    /** Number of channels. */
    public int channels() {
        return image.length / patch.voxels();
    }
}
