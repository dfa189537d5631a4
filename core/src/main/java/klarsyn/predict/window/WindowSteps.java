package klarsyn.predict.window;

/**
 * Start positions of windows along one axis. An image smaller than the window is centered in it, the extra voxel at the
 * end.
 */
public sealed interface WindowSteps {

    /** Start positions in ascending order; negative if the window extends beyond a small image. */
    default int[] along(int image, int window) {
        return image < window ? new int[] {-((window - image) / 2)} : covering(image, window);
    }

    /** Start positions of windows that cover an image of at least their size. */
    int[] covering(int image, int window);

    /**
     * As in nnU-Net: evenly spaced, the first at the start and the last at the end of the image, rounded half to even.
     *
     * @param share maximum distance of adjacent windows as a share of the window, above 0 up to 1
     */
    record Even(double share) implements WindowSteps {

        /** Rejects invalid shares, NaN included. */
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
     * As in MONAI: at a fixed distance, the last one moved back to end with the image.
     *
     * @param overlap share of a window covered by the next one, from 0 to below 1
     */
    record Fixed(double overlap) implements WindowSteps {

        /** Rejects invalid shares, NaN included. */
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
