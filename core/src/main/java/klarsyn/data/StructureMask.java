package klarsyn.data;

import java.nio.file.Path;

/**
 * Where one structure is drawn.
 *
 * @param structure what it is called
 * @param file      image on the grid of the case
 * @param channel   of the file, from 0
 * @param inside    which voxels belong to it
 */
public record StructureMask(String structure, Path file, int channel, Inside inside) {

    /** Which voxels of a mask belong to the structure. */
    public sealed interface Inside {

        /** Whether a voxel of this value belongs to it. */
        boolean contains(float value);

        /** Every voxel that is not 0. */
        record NotZero() implements Inside {
            @Override
            public boolean contains(float value) {
                return value != 0;
            }
        }

        /**
         * Voxels of one value.
         *
         * @param value from 1
         */
        record Equal(int value) implements Inside {
            @Override
            public boolean contains(float other) {
                return other == value;
            }
        }

        /**
         * Voxels of a probability map from a threshold on.
         *
         * @param threshold above 0
         */
        record AtLeast(double threshold) implements Inside {
            @Override
            public boolean contains(float value) {
                return value >= threshold;
            }
        }
    }
}
