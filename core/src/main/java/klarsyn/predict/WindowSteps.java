package klarsyn.predict;

/** Where windows begin along one axis, as nnU-Net places them. */
final class WindowSteps {

    private WindowSteps() {}

    /**
     * Starts of windows that cover the image evenly, the first at its beginning and the last at its end, rounded half to
     * even.
     *
     * @param image  voxels of the image, at least the window's
     * @param window voxels of the window
     * @param share  largest distance of neighbouring windows as a share of the window, above 0 up to 1
     */
    static int[] along(int image, int window, double share) {
        int last = image - window;
        int count = (int) Math.ceil(last / (window * share)) + 1;
        int[] starts = new int[count];
        double step = count > 1 ? (double) last / (count - 1) : 0;
        for (int i = 0; i < count; i++) {
            starts[i] = (int) Math.rint(step * i);
        }
        return starts;
    }
}
