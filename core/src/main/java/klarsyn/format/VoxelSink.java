package klarsyn.format;

import klarsyn.base.DataException;
import klarsyn.base.Where;

/** Takes the voxels of a file in order. */
sealed interface VoxelSink {

    void accept(double[] values, int count);

    /** Keeps intensities. */
    final class Intensities implements VoxelSink {

        private final float[] voxels;
        private int filled;

        Intensities(float[] voxels) {
            this.voxels = voxels;
        }

        @Override
        public void accept(double[] values, int count) {
            for (int i = 0; i < count; i++) {
                voxels[filled + i] = (float) values[i];
            }
            filled += count;
        }
    }

    /** Keeps labels and counts what is none. */
    final class Labels implements VoxelSink {

        private final short[] voxels;
        private int filled;
        private int refused;
        private double firstRefused;

        Labels(short[] voxels) {
            this.voxels = voxels;
        }

        @Override
        public void accept(double[] values, int count) {
            for (int i = 0; i < count; i++) {
                accept(values[i]);
            }
        }

        void accept(double value) {
            short label = (short) value;
            if (label != value || label < 0) {
                firstRefused = refused == 0 ? value : firstRefused;
                refused++;
            }
            voxels[filled++] = label;
        }

        /** All labels, if they are. */
        short[] voxels(Where where) {
            if (refused > 0) {
                throw new DataException(
                        "%d of %d voxels are no label, the first of them holds %s"
                                .formatted(refused, filled, firstRefused),
                        where,
                        "write labels as whole numbers from 0 to " + Short.MAX_VALUE);
            }
            return voxels;
        }
    }
}
