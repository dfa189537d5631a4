package klarsyn.preflight;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import klarsyn.base.Seed;
import klarsyn.image.LabelMap;
import klarsyn.image.Volume;

/**
 * Sampled foreground intensities of one case.
 *
 * @param id       case id
 * @param channels some voxels of each channel, not modified
 */
public record ForegroundSample(String id, List<FloatBuffer> channels) {

    private static final int DRAWN_VOXELS = 10_000;

    /** Copies the list. */
    public ForegroundSample {
        channels = List.copyOf(channels);
    }

    /** An empty sample, for a case without foreground. */
    static ForegroundSample none(String id) {
        return new ForegroundSample(id, List.of());
    }

    /**
     * The same voxels of every channel: the whole foreground, or 10,000 sampled without replacement (Knuth, algorithm
     * S).
     */
    static ForegroundSample draw(String id, List<Volume> channels, LabelMap map) {
        RandomGenerator random = Seed.of(0).child("foreground").child(id).generator();
        short[] labels = map.voxels();
        int left = 0;
        for (short label : labels) {
            left += label > 0 ? 1 : 0;
        }
        int wanted = Math.min(left, DRAWN_VOXELS);
        int[] drawn = new int[wanted];
        int taken = 0;
        for (int i = 0; i < labels.length && taken < wanted; i++) {
            if (labels[i] > 0) {
                if (left == wanted - taken || random.nextInt(left) < wanted - taken) {
                    drawn[taken++] = i;
                }
                left--;
            }
        }
        return new ForegroundSample(
                id,
                channels.stream()
                        .map(channel -> readOnly(finite(channel.voxels(), drawn)))
                        .toList());
    }

    /** Every n-th value, to limit the number per channel. */
    ForegroundSample thinned(int most) {
        return new ForegroundSample(
                id, channels.stream().map(channel -> everyNth(channel, most)).toList());
    }

    /** Statistics of each channel. */
    List<Intensities> intensities() {
        return channels.stream()
                .map(channel -> Intensities.of(values(List.of(channel))))
                .toList();
    }

    /** Statistics of the combined foreground of several cases, per channel. */
    static List<Intensities> pool(List<ForegroundSample> samples) {
        int most = samples.stream()
                .mapToInt(sample -> sample.channels.size())
                .max()
                .orElse(0);
        List<Intensities> pooled = new ArrayList<>();
        for (int channel = 0; channel < most; channel++) {
            int index = channel;
            pooled.add(Intensities.of(values(samples.stream()
                    .filter(sample -> sample.channels.size() > index)
                    .map(sample -> sample.channels.get(index))
                    .toList())));
        }
        return pooled;
    }

    private static float[] values(List<FloatBuffer> parts) {
        float[] all = new float[parts.stream().mapToInt(FloatBuffer::limit).sum()];
        int end = 0;
        for (FloatBuffer part : parts) {
            part.get(0, all, end, part.limit());
            end += part.limit();
        }
        return all;
    }

    private static float[] finite(float[] voxels, int[] positions) {
        float[] values = new float[positions.length];
        int n = 0;
        for (int position : positions) {
            if (Float.isFinite(voxels[position])) {
                values[n++] = voxels[position];
            }
        }
        return Arrays.copyOf(values, n);
    }

    private static FloatBuffer everyNth(FloatBuffer sample, int most) {
        int step = Math.ceilDiv(sample.limit(), most);
        if (step <= 1) {
            return sample;
        }
        float[] kept = new float[Math.ceilDiv(sample.limit(), step)];
        for (int i = 0; i < kept.length; i++) {
            kept[i] = sample.get(i * step);
        }
        return readOnly(kept);
    }

    private static FloatBuffer readOnly(float[] values) {
        return FloatBuffer.wrap(values).asReadOnlyBuffer();
    }
}
