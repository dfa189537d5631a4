package klarsyn.format.file;

import java.nio.ByteBuffer;
import klarsyn.base.Where;
import klarsyn.image.Geometry;

/** Receives the voxels of a file in order. */
public sealed interface VoxelSink {

    /** Receives the first numbers of an array. */
    public void accept(double[] values, int count);

    /** Receives the first numbers of a buffer, unscaled. */
    public default void accept(ByteBuffer raw, VoxelType type, int count) {
        double[] values = new double[count];
        type.decode(raw, values, count);
        accept(values, count);
    }

    /** Stores the intensities of one channel as the nearest floats. */
    final class Intensities implements VoxelSink {

        private final float[] voxels;
        private int filled;

        public Intensities(float[] voxels) {
            this.voxels = voxels;
        }

        @Override
        public void accept(double[] values, int count) {
            for (int i = 0; i < count; i++) {
                voxels[filled + i] = (float) values[i];
            }
            filled += count;
        }

        @Override
        public void accept(ByteBuffer raw, VoxelType type, int count) {
            type.decode(raw, voxels, filled, count);
            filled += count;
        }
    }

    /** Stores interleaved channels, such as colors. */
    final class Interleaved implements VoxelSink {

        private final float[][] channels;
        private long taken;

        public Interleaved(float[][] channels) {
            this.channels = channels;
        }

        @Override
        public void accept(double[] values, int count) {
            int channel = (int) (taken % channels.length);
            int voxel = (int) (taken / channels.length);
            for (int i = 0; i < count; i++) {
                channels[channel][voxel] = (float) values[i];
                if (++channel == channels.length) {
                    channel = 0;
                    voxel++;
                }
            }
            taken += count;
        }
    }

    /** Stores labels, and collects invalid numbers until the end. */
    final class Labels implements VoxelSink {

        private final short[] voxels;
        private final LabelNumbers unusual = new LabelNumbers();
        private int filled;

        public Labels(short[] voxels) {
            this.voxels = voxels;
        }

        @Override
        public void accept(double[] values, int count) {
            for (int i = 0; i < count; i++) {
                accept(values[i]);
            }
        }

        @Override
        public void accept(ByteBuffer raw, VoxelType type, int count) {
            if (type != VoxelType.UINT8) {
                VoxelSink.super.accept(raw, type, count);
                return;
            }
            for (int i = 0; i < count; i++) { // fast path: most label maps contain only such numbers
                voxels[filled + i] = (short) (raw.get(i) & 0xff);
            }
            filled += count;
        }

        public void accept(double value) {
            short label = (short) value;
            voxels[filled++] = label == value && label >= 0 ? label : unusual.code(value);
        }

        /** All labels, if they are valid. */
        public StoredLabels on(Geometry geometry, Where where) {
            return on(geometry, new StoredLabels.Storage.Numbers(), where);
        }

        public StoredLabels on(Geometry geometry, StoredLabels.Storage storage, Where where) {
            unusual.requireLabels(filled, where);
            return new StoredLabels(geometry, voxels, unusual.others(), storage, unusual.rounding());
        }
    }
}
