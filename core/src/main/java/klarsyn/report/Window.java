package klarsyn.report;

import java.util.Arrays;
import klarsyn.image.Volume;

/**
 * Intensities displayed as black and white.
 *
 * @param black 1st percentile of the region
 * @param white 99th percentile of the region
 */
record Window(double black, double white) {

    private static final int SAMPLES = 20_000;

    static Window of(Volume image, Display display, Focus focus) {
        int[] size = new int[3];
        for (int axis = 0; axis < 3; axis++) {
            size[axis] = focus.to()[axis] - focus.from()[axis] + 1;
        }
        long voxels = (long) size[0] * size[1] * size[2];
        int samples = (int) Math.min(SAMPLES, voxels);
        float[] values = new float[samples];
        for (int i = 0; i < samples; i++) {
            long voxel = i * voxels / samples;
            int x = (int) (voxel % size[0]);
            int y = (int) (voxel / size[0] % size[1]);
            int z = (int) (voxel / size[0] / size[1]);
            values[i] = image.voxels()[display.index(focus.from()[0] + x, focus.from()[1] + y, focus.from()[2] + z)];
        }
        Arrays.sort(values);
        return new Window(values[(int) (0.01 * (samples - 1))], values[(int) (0.99 * (samples - 1))]);
    }

    /** Gray value: 0 is black, 255 white. */
    byte gray(float intensity) {
        double share = white > black ? (intensity - black) / (white - black) : 0.5;
        return (byte) Math.round(255 * Math.clamp(Double.isNaN(share) ? 0 : share, 0.0, 1.0));
    }
}
