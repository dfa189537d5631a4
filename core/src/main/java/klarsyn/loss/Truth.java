package klarsyn.loss;

import klarsyn.tensor.Tensor;

/** What is true of each voxel; where a voxel does not count, it belongs to no channel. */
sealed interface Truth {

    /** {@code [N, 1, D, H, W]} or {@code [N, C, D, H, W]}. */
    Tensor values();

    Truth with(Tensor values);

    /** The number of the channel that a voxel belongs to; −1 where it does not count. */
    record Channel(Tensor values) implements Truth {
        @Override
        public Truth with(Tensor others) {
            return new Channel(others);
        }

        /** The same without −1, for where the voxels that do not count are put right afterwards. */
        Tensor positions() {
            return values.atLeast(0);
        }

        Tensor volumes(int channels) {
            return values.add(1).countLabels(channels + 1).narrow(1, 1, channels);
        }
    }

    /** How much of a voxel belongs to each channel. */
    record Shares(Tensor values) implements Truth {
        @Override
        public Truth with(Tensor others) {
            return new Shares(others);
        }
    }
}
