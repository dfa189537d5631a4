package klarsyn.data;

import java.nio.FloatBuffer;
import java.util.List;

/**
 * Foreground intensities drawn from one case.
 *
 * @param id       the case's
 * @param channels some voxels of each channel, not to be written to
 */
public record ForegroundSample(String id, List<FloatBuffer> channels) {

    /** Keeps an own copy of the list. */
    public ForegroundSample {
        channels = List.copyOf(channels);
    }

    static ForegroundSample of(String id, List<float[]> channels) {
        return new ForegroundSample(
                id,
                channels.stream()
                        .map(voxels -> FloatBuffer.wrap(voxels).asReadOnlyBuffer())
                        .toList());
    }
}
