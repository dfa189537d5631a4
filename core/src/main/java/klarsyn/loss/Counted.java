package klarsyn.loss;

import klarsyn.tensor.Precision;
import klarsyn.tensor.Tensor;

/** The voxels that count in a loss. */
sealed interface Counted {

    /** {@code x} where a voxel counts, 0 elsewhere. */
    Tensor of(Tensor x);

    /** A sum divided by channels times counting voxels, at least one; {@code voxels} is the total number. */
    Tensor divide(Tensor sum, double voxels, double channels);

    /** Sums {@code [N, C]} divided by the counting voxels of each sample, at least one. */
    Tensor dividePerSample(Tensor sums, double voxels);

    Counted thinned(int axis, long step);

    /** All voxels. */
    record Everything() implements Counted {
        @Override
        public Tensor of(Tensor x) {
            return x;
        }

        @Override
        public Tensor divide(Tensor sum, double voxels, double channels) {
            return sum.multiply(1 / (voxels * channels));
        }

        @Override
        public Tensor dividePerSample(Tensor sums, double voxels) {
            return sums.multiply(sums.size(0) / voxels);
        }

        @Override
        public Counted thinned(int axis, long step) {
            return this;
        }
    }

    /** Voxels where a mask, {@code [N, 1, D, H, W]}, is true. */
    record Within(Tensor mask) implements Counted {
        @Override
        public Tensor of(Tensor x) {
            return x.where(mask);
        }

        @Override
        public Tensor divide(Tensor sum, double voxels, double channels) {
            return sum.divide(mask.to(Precision.FP32).sum().atLeast(1).multiply(channels));
        }

        @Override
        public Tensor dividePerSample(Tensor sums, double voxels) {
            return sums.divide(mask.to(Precision.FP32).sum(2, 3, 4).atLeast(1));
        }

        @Override
        public Counted thinned(int axis, long step) {
            return new Within(mask.every(axis, step / 2, step));
        }
    }
}
