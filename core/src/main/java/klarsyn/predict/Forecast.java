package klarsyn.predict;

import java.util.Locale;

/**
 * What predicting an image will cost, reading and writing files not counted.
 *
 * <p>From the shapes, the plan and a trial of network and kernels on this machine as busy as it is now. The memory is that
 * of the whole process with the image in it; images whose borders are cut off take less of both.
 *
 * @param seconds on the wall
 * @param bytes   largest resident size of the process
 * @param windows that are computed
 * @param passes  how often each is: once a network and mirror image
 * @param tiles   that the image is cut into, to stay within the memory
 */
public record Forecast(double seconds, long bytes, long windows, int passes, int tiles) {

    /** Such as {@code about 12 s and 1.21 GiB: 18 windows, each computed 4 times}. */
    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "about %s and %.2f GiB: %d window%s, each computed %s%s",
                time(),
                bytes / (double) (1 << 30),
                windows,
                windows == 1 ? "" : "s",
                passes == 1 ? "once" : passes + " times",
                tiles == 1 ? "" : ", in " + tiles + " tiles to save memory");
    }

    private String time() {
        return seconds < 100
                ? String.format(Locale.ROOT, "%.0f s", seconds)
                : String.format(Locale.ROOT, "%.0f min", seconds / 60);
    }
}
