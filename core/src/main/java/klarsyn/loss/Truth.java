package klarsyn.loss;

import klarsyn.tensor.Tensor;

/** The reference per voxel; ignored voxels belong to no channel. */
sealed interface Truth {

    /** {@code [N, 1, D, H, W]} or {@code [N, C, D, H, W]}. */
    Tensor values();

    Truth with(Tensor values);

    /** The channel number of each voxel; −1 where ignored. */
    record Channel(Tensor values) implements Truth {
        @Override
        public Truth with(Tensor others) {
            return new Channel(others);
        }

        /** As above without −1, if ignored voxels are masked later. */
        Tensor positions() {
            return values.atLeast(0);
        }

        Tensor volumes(int channels) {
            return values.add(1).countLabels(channels + 1).narrow(1, 1, channels);
        }
    }

    /** Share of each channel in a voxel. */
    record Shares(Tensor values) implements Truth {
        @Override
        public Truth with(Tensor others) {
            return new Shares(others);
        }
    }
}
