package klarsyn.plan.nnunet;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import klarsyn.base.MersenneTwister;
import klarsyn.image.LabelMap;
import klarsyn.image.Volume;
import klarsyn.plan.rules.OrderStatistics;

/**
 * The foreground intensities of nnU-Net's fingerprint, drawn with its random numbers.
 *
 * <p>The same number is drawn from each case, with replacement, so large cases do not dominate. Cases are added one by
 * one; not thread-safe.
 */
public final class NnunetForeground {

    /** Number of intensities that nnU-Net draws from all cases. */
    public static final int ALL_SAMPLES = 100_000_000;

    private static final int SEED = 1234;

    private final int samples;
    private final List<List<float[]>> cases = new ArrayList<>();

    private NnunetForeground(int samples) {
        this.samples = samples;
    }

    /**
     * An empty sample.
     *
     * @param all   intensities per channel to draw from all cases, 4 bytes each: {@link #ALL_SAMPLES} for identical
     *              results, less to save memory
     * @param cases number of cases
     */
    public static NnunetForeground of(int all, int cases) {
        return new NnunetForeground(Math.max(1, all / cases));
    }

    /**
     * Adds a case; one without foreground adds nothing.
     *
     * @param image  its channels
     * @param labels on the same grid; foreground is above 0
     */
    public void add(List<Volume> image, LabelMap labels) {
        cases.add(draw(image.stream().map(Volume::voxels).toList(), labels.voxels(), samples));
    }

    /** Statistics of the sample per channel; NaN without foreground. */
    public List<NnunetIntensities> intensities() {
        int channels = cases.stream().mapToInt(List::size).max().orElse(0);
        List<NnunetIntensities> all = new ArrayList<>();
        for (int channel = 0; channel < channels; channel++) {
            int index = channel;
            all.add(statistics(joined(cases.stream().map(one -> one.get(index)).toList())));
        }
        return List.copyOf(all);
    }

    /** The same number of foreground voxels of each channel, with replacement, from one generator per case. */
    static List<float[]> draw(List<float[]> channels, short[] labels, int samples) {
        int[] foreground = positions(labels);
        MersenneTwister random = MersenneTwister.of(SEED);
        List<float[]> drawn = new ArrayList<>();
        for (float[] voxels : channels) {
            float[] values = new float[foreground.length == 0 ? 0 : samples];
            for (int i = 0; i < values.length; i++) {
                values[i] = voxels[foreground[random.below(foreground.length)]];
            }
            drawn.add(values);
        }
        return drawn;
    }

    private static int[] positions(short[] labels) {
        int[] positions = new int[labels.length];
        int count = 0;
        for (int i = 0; i < labels.length; i++) {
            if (labels[i] > 0) {
                positions[count++] = i;
            }
        }
        return Arrays.copyOf(positions, count);
    }

    private static float[] joined(List<float[]> parts) {
        float[] all = new float[parts.stream().mapToInt(part -> part.length).reduce(0, Math::addExact)];
        int end = 0;
        for (float[] part : parts) {
            System.arraycopy(part, 0, all, end, part.length);
            end += part.length;
        }
        return all;
    }

    /** Bit-identical to NumPy, which sums float32 numbers in float32, pairwise. */
    static NnunetIntensities statistics(float[] values) {
        if (values.length == 0) {
            double none = Double.NaN;
            return new NnunetIntensities(none, none, none, none, none, none, none);
        }
        float mean = sum(values, 0, values.length) / values.length;
        float[] work = new float[values.length];
        for (int i = 0; i < work.length; i++) {
            float off = values[i] - mean;
            work[i] = off * off;
        }
        float std = (float) Math.sqrt(sum(work, 0, work.length) / work.length);
        System.arraycopy(values, 0, work, 0, work.length);
        Arrays.sort(work);
        return new NnunetIntensities(
                mean,
                OrderStatistics.percentile(work, 50),
                std,
                work[0],
                work[work.length - 1],
                OrderStatistics.percentile(work, 99.5),
                OrderStatistics.percentile(work, 0.5));
    }

    /** NumPy's pairwise summation: blocks of at most 128 with eight accumulators, larger ones in halves. */
    private static float sum(float[] values, int from, int count) {
        if (count > 128) {
            int half = count / 2;
            half -= half % 8;
            return sum(values, from, half) + sum(values, from + half, count - half);
        }
        int even = count < 8 ? 0 : count - count % 8;
        float[] running = new float[8];
        for (int i = 0; i < even; i++) {
            running[i % 8] += values[from + i];
        }
        float sum = ((running[0] + running[1]) + (running[2] + running[3]))
                + ((running[4] + running[5]) + (running[6] + running[7]));
        for (int i = even; i < count; i++) {
            sum += values[from + i];
        }
        return sum;
    }
}
