package klarsyn.preflight;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import klarsyn.base.DataException;
import klarsyn.base.Where;
import klarsyn.data.Case;
import klarsyn.data.Cohort;
import klarsyn.data.Finding;
import klarsyn.data.OpenArrays;
import klarsyn.data.Source;
import klarsyn.data.file.Kind;
import klarsyn.data.label.LabelSource;
import klarsyn.data.label.Labels;
import klarsyn.format.Images;
import klarsyn.format.file.ReadingNote;
import klarsyn.format.file.StoredLabels;
import klarsyn.image.Geometry;
import klarsyn.image.LabelMap;
import klarsyn.image.Shape;
import klarsyn.image.Volume;

/**
 * Results of reading one image case.
 *
 * @param subject     the case
 * @param findings    in the order of the checks
 * @param facts       one element, or empty if image and labels could not be matched
 * @param fingerprint hash of the voxels; 0 if the image could not be read
 * @param sample      foreground intensities, without channels if there are no facts
 * @param placements  notes on voxel positions
 * @param reading     decisions made in reading the files
 */
record ImageScan(
        Case subject,
        List<Finding> findings,
        List<CaseFacts> facts,
        long fingerprint,
        ForegroundSample sample,
        List<PlacementFindings.Noted> placements,
        Reading reading) {

    /**
     * Decisions made in reading the files.
     *
     * @param notes    on the image files
     * @param rounding of the label map
     */
    record Reading(List<ReadingNote> notes, StoredLabels.Rounding rounding) {

        private static final Reading NOTHING_NOTED = new Reading(List.of(), StoredLabels.Rounding.NONE);

        static Reading of(List<ReadingNote> notes) {
            return notes.isEmpty() ? NOTHING_NOTED : new Reading(List.copyOf(notes), StoredLabels.Rounding.NONE);
        }
    }

    /** Copies the lists, trimmed to size: there may be 100,000 scans. */
    ImageScan {
        findings = List.copyOf(findings);
        placements = List.copyOf(placements);
    }

    /** A copy that shares one object for all equal grids, because most images of a data set have the same. */
    ImageScan withGrids(UnaryOperator<Geometry> shared) {
        List<CaseFacts> same = facts.stream()
                .map(one -> one.withGeometry(shared.apply(one.geometry())))
                .toList();
        return new ImageScan(subject, findings, same, fingerprint, sample, placements, reading);
    }

    /** Total number of sampled voxels in a large cohort, which limits memory to a few megabytes. */
    private static final int POOLED_VOXELS = 2_000_000;

    static ImageScan of(Case subject, Cohort cohort, OpenArrays arrays) {
        List<Finding> findings = new ArrayList<>();
        List<Volume> channels = readOrReport(subject, findings, () -> channels(subject, cohort, arrays));
        List<Moments> moments =
                channels.stream().map(channel -> Moments.of(channel.voxels())).toList();
        Reading reading = Reading.of(channels.isEmpty() ? List.of() : notes(subject));
        ImageChecks checks = new ImageChecks(subject, cohort, findings);
        checks.voxels(channels, moments);
        List<PlacementFindings.Noted> placements = new ArrayList<>(PlacementFindings.ofImage(subject, channels));
        ForegroundSample none = ForegroundSample.none(subject.id());
        if (!subject.hasLabels() || cohort.structures().isEmpty()) {
            checks.notFinite(channels, List.of());
            List<CaseFacts> facts = channels.isEmpty() ? List.of() : List.of(facts(subject, channels, moments));
            return new ImageScan(subject, findings, facts, fingerprint(channels), none, placements, reading);
        }
        Labels structures = cohort.structures().get();
        List<LabelSource.Content> labels = readOrReport(subject, findings, () -> List.of(subject.readLabelContent()));
        if (!labels.isEmpty()) {
            reading = new Reading(reading.notes(), labels.getFirst().rounding());
        }
        List<LabelMap> maps = labels.stream().map(LabelSource.Content::labels).toList();
        placements.addAll(PlacementFindings.ofLabels(subject, maps));
        boolean sameGrid = true;
        for (LabelMap map : maps) {
            sameGrid = checks.grids(channels, map, reading.notes());
            checks.labels(map, structures);
        }
        checks.notFinite(channels, sameGrid ? maps : List.of());
        if (channels.isEmpty() || maps.isEmpty() || !sameGrid) {
            return new ImageScan(subject, findings, List.of(), fingerprint(channels), none, placements, reading);
        }
        ForegroundSample drawn = ForegroundSample.draw(subject.id(), channels, maps.getFirst());
        CaseFacts facts = new CaseFacts(
                subject.id(),
                channels.getFirst().geometry(),
                nonZeroBox(channels),
                moments,
                drawn.intensities(),
                voxels(maps.getFirst(), structures));
        int most = Math.max(1, POOLED_VOXELS / cohort.cases().size());
        return new ImageScan(
                subject, findings, List.of(facts), fingerprint(channels), drawn.thinned(most), placements, reading);
    }

    /** Pictures without label maps may be views of different sizes. */
    private static List<Volume> channels(Case subject, Cohort cohort, OpenArrays arrays) {
        if (cohort.kind() != Kind.PICTURE || subject.hasLabels()) {
            return subject.readImage(arrays);
        }
        List<Volume> channels = new ArrayList<>();
        for (Source source : subject.sources()) {
            channels.addAll(source.readImage(arrays));
        }
        return channels;
    }

    private static List<ReadingNote> notes(Case subject) {
        List<ReadingNote> notes = new ArrayList<>();
        for (Source source : subject.sources()) {
            if (source instanceof Source.ImageFile(Path file)) {
                notes.addAll(Images.notes(file));
            }
        }
        return notes;
    }

    private static <T> List<T> readOrReport(Case subject, List<Finding> findings, Supplier<List<T>> reader) {
        try {
            return reader.get();
        } catch (DataException failure) {
            findings.add(Finding.of(failure, named(subject, failure.where())));
            return List.of();
        }
    }

    /** The location of an exception, with its case. */
    static Where named(Case subject, Where place) {
        return place.text().startsWith("case ") ? place : Where.of("case " + subject.id() + ", " + place.text());
    }

    private static List<Long> voxels(LabelMap map, Labels labels) {
        Map<Integer, Long> counts = map.counts();
        return labels.foreground().stream()
                .map(label -> label.members().stream()
                        .mapToLong(value -> counts.getOrDefault(value, 0L))
                        .sum())
                .toList();
    }

    /** Facts without those that only segmentation needs. */
    private static CaseFacts facts(Case subject, List<Volume> channels, List<Moments> moments) {
        Geometry geometry = channels.getFirst().geometry();
        return new CaseFacts(subject.id(), geometry, geometry.shape(), moments, List.of(), List.of());
    }

    private static Shape nonZeroBox(List<Volume> channels) {
        Shape shape = channels.getFirst().shape();
        int[] low = {shape.x(), shape.y(), shape.z()};
        int[] high = {-1, -1, -1};
        for (Volume channel : channels) {
            if (!channel.shape().equals(shape)) {
                continue;
            }
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
}
