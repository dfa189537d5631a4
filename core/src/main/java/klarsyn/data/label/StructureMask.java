package klarsyn.data.label;

import java.nio.file.Path;

/**
 * The mask of one structure.
 *
 * @param structure its name
 * @param file      image on the grid of the case
 * @param channel   of the file, from 0
 * @param inside    rule for its voxels
 */
public record StructureMask(String structure, Path file, int channel, Inside inside) {

    /** Rule for the voxels of a structure. */
    public sealed interface Inside {

        /** Whether a voxel with this value is inside. */
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
         * Voxels of a probability map at or above a threshold.
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
