package klarsyn.train;

import klarsyn.plan.Patch;

/**
 * One training patch on the heap, as loaders hand it to the lanes.
 *
 * @param patch  its size
 * @param image  {@code [C, D, H, W]}, W fastest; whoever augments it may write to it
 * @param labels {@code [D, H, W]}, whole numbers
 */
record Sample(Patch patch, float[] image, float[] labels) {

    int channels() {
        return image.length / labels.length;
    }
}
