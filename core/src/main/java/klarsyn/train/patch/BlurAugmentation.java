package klarsyn.train.patch;

import klarsyn.image.Padding;
import klarsyn.plan.Patch;

/**
 * Gaussian blur of a channel, axis by axis, reflected at the centers of the outermost voxels.
 *
 * <p>The kernel has {@code round(6σ)} voxels, one more if that is even, as in nnU-Net.
 *
 * @param channel the channel
 * @param depth   σ along the depth in voxels, and so on
 */
record BlurAugmentation(int channel, double depth, double height, double width) implements Augmentation {

    @Override
    public void apply(LabeledPatch sample) {
        Patch patch = sample.patch();
        int[] size = {patch.depth(), patch.height(), patch.width()};
        int[] step = {patch.height() * patch.width(), patch.width(), 1};
        double[] sigma = {depth, height, width};
        for (int axis = 0; axis < 3; axis++) {
            if (size[axis] > 1) {
                blur(sample.image(), channel * patch.voxels(), size, step, axis, kernel(sigma[axis]));
            }
        }
    }

    private static float[] kernel(double sigma) {
        int radius = (int) Math.rint(6 * sigma) / 2;
        float[] kernel = new float[2 * radius + 1];
        double sum = 0;
        for (int i = 0; i < kernel.length; i++) {
            kernel[i] = (float) Math.exp(-(i - radius) * (i - radius) / (2 * sigma * sigma));
            sum += kernel[i];
        }
        for (int i = 0; i < kernel.length; i++) {
            kernel[i] = (float) (kernel[i] / sum);
        }
        return kernel;
    }

    private static void blur(float[] array, int start, int[] size, int[] step, int axis, float[] kernel) {
        int n = size[axis];
        int radius = kernel.length / 2;
        int[] source = new int[n + 2 * radius];
        for (int i = 0; i < source.length; i++) {
            source[i] = Padding.Extension.REFLECTED.index(i - radius, n) * step[axis];
        }
        float[] line = new float[source.length];
        int a = (axis + 1) % 3;
        int b = (axis + 2) % 3;
        for (int p = 0; p < size[a]; p++) {
            for (int q = 0; q < size[b]; q++) {
                int first = start + p * step[a] + q * step[b];
                for (int i = 0; i < line.length; i++) {
                    line[i] = array[first + source[i]];
                }
                for (int i = 0; i < n; i++) {
                    float sum = 0;
                    for (int t = 0; t < kernel.length; t++) {
                        sum += kernel[t] * line[i + t];
                    }
                    array[first + i * step[axis]] = sum;
                }
            }
        }
    }
}
