package klarsyn.train.patch;

import klarsyn.plan.Patch;
import klarsyn.train.Sample;
import klarsyn.train.SampleTarget;

/**
 * A training patch during sampling and augmentation.
 *
 * @param patch  its size
 * @param image  {@code [C, D, H, W]}, W fastest; modified by augmentations
 * @param labels {@code [D, H, W]}, integers; −1 outside the case until the patch is finished
 */
record LabeledPatch(Patch patch, float[] image, float[] labels) {

    int channels() {
        return image.length / labels.length;
    }

    Sample<SampleTarget.LabelPatch> sample() {
        return new Sample<>(patch, image, new SampleTarget.LabelPatch(labels));
    }
}
