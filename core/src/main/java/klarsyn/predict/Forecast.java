package klarsyn.predict;

import java.util.Locale;

/**
 * Estimated cost of predicting an image, without reading and writing files.
 *
 * <p>Based on shapes, plan and a trial of network and kernels on this machine under its current load. The memory is
 * that of the whole process, including the image; images whose borders are cropped need less of both.
 *
 * @param seconds elapsed time
 * @param bytes   peak resident size of the process
 * @param windows number of predicted windows
 * @param passes  predictions per window: one per network and mirrored image
 * @param tiles   number of tiles of the image, to limit memory
 */
public record Forecast(double seconds, long bytes, long windows, int passes, int tiles) {

    /** For example {@code about 12 s and 1.21 GiB: 18 windows, each predicted 4 times}. */
    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "about %s and %.2f GiB: %d window%s, each predicted %s%s",
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
