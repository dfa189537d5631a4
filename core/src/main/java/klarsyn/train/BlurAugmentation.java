package klarsyn.train;

import klarsyn.plan.Patch;

/**
 * Blurs the image by a Gaussian, axis after axis, the edge repeated.
 *
 * @param sigma in voxels
 */
record BlurAugmentation(double sigma) implements Augmentation {

    @Override
    public void apply(Sample sample) {
        Patch patch = sample.patch();
        float[] kernel = kernel();
        int[] size = {patch.depth(), patch.height(), patch.width()};
        int[] step = {patch.height() * patch.width(), patch.width(), 1};
        for (int channel = 0; channel < sample.channels(); channel++) {
            for (int axis = 0; axis < 3; axis++) {
                blur(sample.image(), channel * patch.voxels(), size, step, axis, kernel);
            }
        }
    }

    private float[] kernel() {
        int radius = (int) Math.ceil(3 * sigma);
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
        float[] line = new float[n];
        int a = (axis + 1) % 3;
        int b = (axis + 2) % 3;
        for (int p = 0; p < size[a]; p++) {
            for (int q = 0; q < size[b]; q++) {
                int first = start + p * step[a] + q * step[b];
                for (int i = 0; i < n; i++) {
                    line[i] = array[first + i * step[axis]];
                }
                for (int i = 0; i < n; i++) {
                    float sum = 0;
                    for (int t = -radius; t <= radius; t++) {
                        sum += kernel[t + radius] * line[Math.clamp(i + t, 0, n - 1)];
                    }
                    array[first + i * step[axis]] = sum;
                }
            }
        }
    }
}
