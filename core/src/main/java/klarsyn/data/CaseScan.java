package klarsyn.data;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import klarsyn.base.DataException;
import klarsyn.base.Seed;
import klarsyn.base.Where;
import klarsyn.image.LabelMap;
import klarsyn.image.Shape;
import klarsyn.image.Volume;

/**
 * What one reading of one case brought to light.
 *
 * @param subject     the case
 * @param findings    in the order of the checks
 * @param facts       one element, or none if image and labels could not be brought together
 * @param fingerprint number that other voxels would change; 0 if the image could not be read
 * @param samples     foreground intensities, a channel each; empty without facts
 */
record CaseScan(Case subject, List<Finding> findings, List<CaseFacts> facts, long fingerprint, List<float[]> samples) {

    private static final int SAMPLED_VOXELS = 10_000;
    private static final int POOLED_VOXELS = 2_000_000;

    static CaseScan of(Case subject, Cohort cohort) {
        List<Finding> findings = new ArrayList<>();
        List<Volume> channels = readOrReport(subject, findings, subject::readImage);
        List<LabelMap> maps = readOrReport(subject, findings, () -> List.of(subject.readLabels()));
        checkImage(subject, channels, cohort, findings);
        boolean sameGrid = true;
        for (LabelMap map : maps) {
            sameGrid = checkGrids(subject, channels, map, findings);
            checkLabels(subject, map, cohort, findings);
        }
        if (channels.isEmpty() || maps.isEmpty() || !sameGrid) {
            return new CaseScan(subject, findings, List.of(), fingerprint(channels), List.of());
        }
        List<float[]> samples = sampleForeground(subject, channels, maps.getFirst());
        CaseFacts facts = facts(subject, channels, maps.getFirst(), samples, cohort);
        return new CaseScan(subject, findings, List.of(facts), fingerprint(channels), thinned(samples, cohort));
    }

    /** Statistics of the foreground of all cases together, a channel each. */
    static List<Intensities> pool(List<ForegroundSample> samples) {
        int channels = samples.stream()
                .mapToInt(sample -> sample.channels().size())
                .max()
                .orElse(0);
        List<Intensities> pooled = new ArrayList<>();
        for (int channel = 0; channel < channels; channel++) {
            int index = channel;
            List<FloatBuffer> parts = samples.stream()
                    .filter(sample -> sample.channels().size() > index)
                    .map(sample -> sample.channels().get(index))
                    .toList();
            pooled.add(Intensities.of(concatenated(parts)));
        }
        return pooled;
    }

    private static float[] concatenated(List<FloatBuffer> parts) {
        float[] all = new float[parts.stream().mapToInt(FloatBuffer::limit).sum()];
        int end = 0;
        for (FloatBuffer part : parts) {
            part.get(0, all, end, part.limit());
            end += part.limit();
        }
        return all;
    }

    private static <T> List<T> readOrReport(Case subject, List<Finding> findings, Supplier<List<T>> reader) {
        try {
            return reader.get();
        } catch (DataException failure) {
            String place = failure.where().text();
            String named = place.startsWith("case ") ? place : "case " + subject.id() + ", " + place;
            findings.add(Finding.of(failure, Where.of(named)));
            return List.of();
        }
    }

    private static void checkImage(Case subject, List<Volume> channels, Cohort cohort, List<Finding> findings) {
        if (channels.isEmpty()) {
            return;
        }
        Where where = Where.of(subject.id(), subject.file());
        int expected = cohort.channels().size();
        if (channels.size() != expected) {
            findings.add(Finding.error(
                    where,
                    "the image has %d channels, the data set says %d %s"
                            .formatted(channels.size(), expected, modalities(cohort)),
                    "correct \"modality\" in dataset.json, or the image"));
        }
        int constant = 0;
        for (int i = 0; i < channels.size(); i++) {
            long broken = countNotFinite(channels.get(i).voxels());
            if (broken > 0) {
                findings.add(Finding.error(
                        where,
                        "%s voxels of channel %d are NaN or infinite".formatted(grouped(broken), i),
                        "replace them, outside the body by the background's value"));
            }
            if (Moments.of(channels.get(i).voxels()).isConstant()) {
                constant++;
            }
        }
        if (constant == channels.size()) {
            findings.add(Finding.error(
                    where, "all voxels of the image are the same", "export the image anew, or take the case out"));
        } else if (constant > 0) {
            findings.add(Finding.warning(
                    where,
                    "all voxels of %d of %d channels are the same".formatted(constant, channels.size()),
                    "if the channel was not acquired, take the case out"));
        }
    }

    private static List<String> modalities(Cohort cohort) {
        return cohort.channels().stream().map(Cohort.Channel::modality).toList();
    }

    private static boolean checkGrids(Case subject, List<Volume> channels, LabelMap map, List<Finding> findings) {
        if (channels.isEmpty() || channels.getFirst().geometry().matches(map.geometry())) {
            return true;
        }
        findings.add(Finding.error(
                Where.of(subject.id(), subject.labelFile()),
                "labels and image disagree in their grids: labels %s; image %s"
                        .formatted(
                                Grids.describe(map.geometry()),
                                Grids.describe(channels.getFirst().geometry())),
                "write the labels on the image's grid, or take the case out"));
        return false;
    }

    private static void checkLabels(Case subject, LabelMap map, Cohort cohort, List<Finding> findings) {
        Labels labels = cohort.task().labels();
        Where where = Where.of(subject.id(), subject.labelFile());
        Map<Integer, Long> counts = LabelTables.count(map);
        Map<Integer, Long> unknown = new TreeMap<>(counts);
        unknown.keySet().removeIf(value -> value <= labels.count());
        if (!unknown.isEmpty()) {
            findings.add(Finding.error(
                    where,
                    "%s not in dataset.json, which knows %s"
                            .formatted(LabelTables.told(unknown), LabelTables.told(labels)),
                    LabelTables.remap(counts, unknown, labels)));
        }
        if (counts.keySet().stream().noneMatch(value -> value > 0)) {
            findings.add(Finding.error(
                    where, "the label map is empty: all voxels are background", "label the case, or take it out"));
        }
    }

    private static CaseFacts facts(
            Case subject, List<Volume> channels, LabelMap map, List<float[]> samples, Cohort cohort) {
        Map<Integer, Long> counts = LabelTables.count(map);
        List<Long> voxels = new ArrayList<>();
        for (Labels.Label label : cohort.task().labels().foreground()) {
            voxels.add(counts.getOrDefault(label.value(), 0L));
        }
        return new CaseFacts(
                subject.id(),
                channels.getFirst().geometry(),
                nonZeroBox(channels),
                channels.stream().map(channel -> Moments.of(channel.voxels())).toList(),
                samples.stream().map(Intensities::of).toList(),
                voxels);
    }

    private static long countNotFinite(float[] voxels) {
        long count = 0;
        for (float voxel : voxels) {
            if (!Float.isFinite(voxel)) {
                count++;
            }
        }
        return count;
    }

    private static Shape nonZeroBox(List<Volume> channels) {
        Shape shape = channels.getFirst().shape();
        int[] low = {shape.x(), shape.y(), shape.z()};
        int[] high = {-1, -1, -1};
        for (Volume channel : channels) {
            float[] voxels = channel.voxels();
            for (int z = 0; z < shape.z(); z++) {
                for (int y = 0; y < shape.y(); y++) {
                    int row = shape.index(0, y, z);
                    for (int x = 0; x < shape.x(); x++) {
                        if (voxels[row + x] != 0) {
                            low[0] = Math.min(low[0], x);
                            low[1] = Math.min(low[1], y);
                            low[2] = Math.min(low[2], z);
                            high[0] = Math.max(high[0], x);
                            high[1] = Math.max(high[1], y);
                            high[2] = Math.max(high[2], z);
                        }
                    }
                }
            }
        }
        return high[0] < 0 ? shape : new Shape(high[0] - low[0] + 1, high[1] - low[1] + 1, high[2] - low[2] + 1);
    }

    /** The same voxels of every channel: all of the foreground, or 10,000 drawn without return (Knuth, algorithm S). */
    private static List<float[]> sampleForeground(Case subject, List<Volume> channels, LabelMap map) {
        RandomGenerator random =
                Seed.of(0).child("foreground").child(subject.id()).generator();
        short[] labels = map.voxels();
        int left = 0;
        for (short label : labels) {
            left += label > 0 ? 1 : 0;
        }
        int wanted = Math.min(left, SAMPLED_VOXELS);
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
        return channels.stream().map(channel -> finite(channel.voxels(), drawn)).toList();
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

    /** Every n-th value, so that all cases of a large cohort together stay within a few megabytes. */
    private static List<float[]> thinned(List<float[]> samples, Cohort cohort) {
        int most = Math.max(1, POOLED_VOXELS / cohort.cases().size());
        return samples.stream()
                .map(sample -> everyNth(sample, Math.ceilDiv(sample.length, most)))
                .toList();
    }

    private static float[] everyNth(float[] sample, int step) {
        if (step <= 1) {
            return sample;
        }
        float[] kept = new float[Math.ceilDiv(sample.length, step)];
        for (int i = 0; i < kept.length; i++) {
            kept[i] = sample[i * step];
        }
        return kept;
    }

    private static long fingerprint(List<Volume> channels) {
        long hash = 0;
        for (Volume channel : channels) {
            hash = (hash ^ channel.shape().hashCode()) * 0x9E3779B97F4A7C15L;
            for (float voxel : channel.voxels()) {
                hash = (Long.rotateLeft(hash, 23) ^ Float.floatToIntBits(voxel)) * 0x9E3779B97F4A7C15L;
            }
        }
        return hash;
    }

    private static String grouped(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }
}
