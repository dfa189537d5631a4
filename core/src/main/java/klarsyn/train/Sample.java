package klarsyn.train;

import klarsyn.plan.Patch;

/**
 * One training patch on the heap, as loaders hand it to the lanes.
 *
 * @param patch    its size
 * @param image    {@code [C, D, H, W]}, W fastest; whoever augments it may write to it
 * @param labels   {@code [D, H, W]}, whole numbers; while it is augmented −1 outside the case
 * @param previous what a cascade's earlier network said, {@code [D, H, W]}; empty if there is none
 */
record Sample(Patch patch, float[] image, float[] labels, float[] previous) {

    /** A sample of a single network. */
    Sample(Patch patch, float[] image, float[] labels) {
        this(patch, image, labels, new float[0]);
    }

    int channels() {
        return image.length / labels.length;
    }
}
