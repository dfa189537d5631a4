package klarsyn.predict.window;

/** Where windows begin along one axis. An image smaller than the window lies in its middle, the extra voxel at the end. */
public sealed interface WindowSteps {

    /** First voxels of the windows in ascending order; below 0 where the window reaches beyond a small image. */
    default int[] along(int image, int window) {
        return image < window ? new int[] {-((window - image) / 2)} : covering(image, window);
    }

    /** First voxels of windows that cover an image of at least their size. */
    int[] covering(int image, int window);

    /**
     * As nnU-Net places them: at even distances, the first at the image's beginning and the last at its end, rounded
     * half to even.
     *
     * @param share largest distance of neighbouring windows as a share of the window, above 0 up to 1
     */
    record Even(double share) implements WindowSteps {

        /** Refuses shares that reach no end, NaN included. */
        public Even {
            if (!(share > 0 && share <= 1)) {
                throw new IllegalArgumentException("share is " + share + ", must be above 0 and at most 1");
            }
        }

        @Override
        public int[] covering(int image, int window) {
            int last = image - window;
            int count = (int) Math.min(last, Math.ceil(last / (window * share))) + 1; // no window twice
            int[] starts = new int[count];
            double step = count > 1 ? (double) last / (count - 1) : 0;
            for (int i = 0; i < count; i++) {
                starts[i] = (int) Math.rint(step * i);
            }
            return starts;
        }
    }

    /**
     * As MONAI places them: at a fixed distance, the last moved back to end with the image.
     *
     * @param overlap share of a window that its neighbour sees too, from 0 to below 1
     */
    record Fixed(double overlap) implements WindowSteps {

        /** Refuses shares that reach no end, NaN included. */
        public Fixed {
            if (!(overlap >= 0 && overlap < 1)) {
                throw new IllegalArgumentException("overlap is " + overlap + ", must be from 0 to below 1");
            }
        }

        @Override
        public int[] covering(int image, int window) {
            int step = Math.max(1, (int) (window * (1 - overlap)));
            int count = Math.ceilDiv(image - window, step) + 1;
            int[] starts = new int[count];
            for (int i = 0; i < count; i++) {
                starts[i] = Math.min(i * step, image - window);
            }
            return starts;
        }
    }
}
