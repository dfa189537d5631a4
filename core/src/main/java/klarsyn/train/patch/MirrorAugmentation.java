package klarsyn.train.patch;

import klarsyn.plan.Patch;

/**
 * Mirrors image and labels.
 *
 * @param axis 0 depth, 1 height, 2 width
 */
record MirrorAugmentation(int axis) implements Augmentation {

    @Override
    public void apply(LabeledPatch sample) {
        Patch patch = sample.patch();
        int voxels = patch.voxels();
        for (int channel = 0; channel < sample.channels(); channel++) {
            mirror(sample.image(), channel * voxels, patch);
        }
        mirror(sample.labels(), 0, patch);
    }

    private void mirror(float[] array, int start, Patch patch) {
        int[] size = {patch.depth(), patch.height(), patch.width()};
        int[] step = {patch.height() * patch.width(), patch.width(), 1};
        int a = (axis + 1) % 3;
        int b = (axis + 2) % 3;
        for (int p = 0; p < size[a]; p++) {
            for (int q = 0; q < size[b]; q++) {
                int low = start + p * step[a] + q * step[b];
                int high = low + (size[axis] - 1) * step[axis];
                while (low < high) {
                    float value = array[low];
                    array[low] = array[high];
                    array[high] = value;
                    low += step[axis];
                    high -= step[axis];
                }
            }
        }
    }
}
