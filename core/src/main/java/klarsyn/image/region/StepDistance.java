package klarsyn.image.region;

import klarsyn.image.Shape;

/** Minimum number of steps between neighbors from each voxel of a mask to the nearest voxel outside. */
final class StepDistance {

    private final float[] steps;
    private final Shape shape;
    private final int[][] earlier;

    private StepDistance(float[] steps, Shape shape, Connectivity connectivity) {
        this.steps = steps;
        this.shape = shape;
        this.earlier = connectivity.earlierNeighbors();
    }

    static float[] of(boolean[] mask, Shape shape, Connectivity connectivity) {
        if (mask.length != shape.voxels()) {
            throw new IllegalArgumentException("%d voxels do not fill %s".formatted(mask.length, shape));
        }
        float[] steps = new float[mask.length];
        for (int i = 0; i < steps.length; i++) {
            steps[i] = mask[i] ? Float.POSITIVE_INFINITY : 0;
        }
        var passes = new StepDistance(steps, shape, connectivity);
        passes.pass(1);
        passes.pass(-1);
        return steps;
    }

    /** Limits each voxel to one step more than its smallest neighbor already processed. */
    private void pass(int direction) {
        for (int n = 0; n < shape.z(); n++) {
            int z = direction > 0 ? n : shape.z() - 1 - n;
            for (int m = 0; m < shape.y(); m++) {
                int y = direction > 0 ? m : shape.y() - 1 - m;
                for (int l = 0; l < shape.x(); l++) {
                    lower(direction > 0 ? l : shape.x() - 1 - l, y, z, direction);
                }
            }
        }
    }

    private void lower(int x, int y, int z, int direction) {
        int at = shape.index(x, y, z);
        float least = steps[at];
        for (int[] step : earlier) {
            int i = x + direction * step[0];
            int j = y + direction * step[1];
            int k = z + direction * step[2];
            if (i >= 0 && i < shape.x() && j >= 0 && j < shape.y() && k >= 0 && k < shape.z()) {
                least = Math.min(least, steps[shape.index(i, j, k)] + 1);
            }
        }
        steps[at] = least;
    }
}
