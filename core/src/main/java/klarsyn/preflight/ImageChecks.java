package klarsyn.preflight;

import java.nio.file.Files;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import klarsyn.base.Count;
import klarsyn.base.Where;
import klarsyn.data.Case;
import klarsyn.data.Cohort;
import klarsyn.data.Finding;
import klarsyn.data.file.Grids;
import klarsyn.data.file.Kind;
import klarsyn.data.label.Labels;
import klarsyn.format.file.ReadingNote;
import klarsyn.image.Geometry;
import klarsyn.image.LabelMap;
import klarsyn.image.Volume;

/**
 * Checks one image and its label map.
 *
 * @param subject  the case
 * @param cohort   its data set
 * @param findings receives the findings
 */
record ImageChecks(Case subject, Cohort cohort, List<Finding> findings) {

    void voxels(List<Volume> channels, List<Moments> moments) {
        if (channels.isEmpty()) {
            return;
        }
        Where where = Where.of(subject.id(), subject.file());
        int expected = cohort.channels().size();
        boolean isCompared = cohort.structures().isPresent(); // otherwise PictureFindings compares them
        if (expected > 0 && channels.size() != expected && isCompared) {
            findings.add(Finding.error(
                    where,
                    "the image has %s, but the data set has %d: %s"
                            .formatted(
                                    Count.of(channels.size(), "channel"),
                                    expected,
                                    String.join(", ", cohort.modalities())),
                    "give this case the same channels as the others, or exclude it: --exclude %s; if all cases have"
                                    .formatted(subject.id())
                            + " these channels, correct their list in " + description()));
        }
        constant(
                where,
                channels.size(),
                moments.stream().filter(Moments::isConstant).count());
    }

    /**
     * Reports NaN and infinite voxels: only the user knows the right values, such as air or brain.
     *
     * @param maps the label map, if it could be read and is on the image's grid
     */
    void notFinite(List<Volume> channels, List<LabelMap> maps) {
        for (int i = 0; i < channels.size(); i++) {
            float[] voxels = channels.get(i).voxels();
            if (areFinite(voxels)) {
                continue;
            }
            long broken = 0;
            long labeled = 0;
            for (int voxel = 0; voxel < voxels.length; voxel++) {
                if (!Float.isFinite(voxels[voxel])) {
                    broken++;
                    labeled += !maps.isEmpty() && maps.getFirst().voxels()[voxel] > 0 ? 1 : 0;
                }
            }
            findings.add(Finding.error(
                    Where.of(subject.id(), subject.file()),
                    "channel %d has voxels that are NaN or infinite: %s of %s%s"
                            .formatted(i, grouped(broken), grouped(voxels.length), maps.isEmpty() ? "" : in(labeled)),
                    "replace them by the value of the background, such as 0 for MR or -1024 for CT (in Python:"
                            + " numpy.nan_to_num(voxels, nan=0, posinf=0, neginf=0)), also in images to be"
                            + " predicted"));
        }
    }

    /** Zero times a value is zero unless the value is NaN or infinite. */
    private static boolean areFinite(float[] voxels) {
        float sum = 0;
        for (float voxel : voxels) {
            sum += voxel * 0;
        }
        return sum == 0;
    }

    /** The file that names labels and channels: that of the layout if there is one, else the user's own. */
    private String description() {
        return Files.exists(cohort.root().resolve("dataset.json")) ? "dataset.json" : "klarsyn.json";
    }

    private static String in(long labeled) {
        return ", %s of them in a label".formatted(grouped(labeled));
    }

    private void constant(Where where, int channels, long constant) {
        String what = "all voxels of the image are the same";
        if (constant == channels
                && cohort.kind() == Kind.VOLUME
                && cohort.structures().isPresent()) {
            findings.add(Finding.error(
                    where, what, "export the image again, or exclude the case: --exclude " + subject.id()));
        } else if (constant == channels) {
            findings.add(Finding.warning(
                    where, what, "export the image again, or exclude the case: --exclude " + subject.id()));
        } else if (constant > 0 && cohort.kind() == Kind.VOLUME) {
            findings.add(Finding.warning(
                    where,
                    "all voxels of %d of %d channels are the same".formatted(constant, channels),
                    "if the channel was not acquired, exclude the case: --exclude " + subject.id()));
        }
    }

    /** Whether the label map is on the image's grid. */
    boolean grids(List<Volume> channels, LabelMap map, List<ReadingNote> notes) {
        if (channels.isEmpty() || channels.getFirst().geometry().matches(map.geometry())) {
            return true;
        }
        Where where = Where.of(subject.id(), subject.labelFile());
        Geometry image = channels.getFirst().geometry();
        findings.add(GridCause.of(image.shape(), map.shape(), notes)
                .map(cause -> Finding.error(where, cause.what(), cause.fix()))
                .or(() -> sizes(where, map.geometry(), image))
                .orElseGet(() -> Finding.error(
                        where,
                        "labels and image have different grids%s: labels %s; image %s"
                                .formatted(
                                        map.geometry()
                                                .differenceFrom(image)
                                                .map(words -> " (" + words + ")")
                                                .orElse(""),
                                        Grids.describe(map.geometry()),
                                        Grids.describe(image)),
                        "resample the label map to the image's grid (nearest neighbor), or exclude the case:"
                                + " --exclude "
                                + subject.id())));
        return false;
    }

    /** Pictures have no position in the world: only their sizes can differ. */
    private Optional<Finding> sizes(Where where, Geometry map, Geometry image) {
        return cohort.kind() == Kind.PICTURE && !map.shape().equals(image.shape())
                ? Optional.of(Finding.error(
                        where,
                        "the label map has %d×%d pixels, the picture %d×%d"
                                .formatted(
                                        map.shape().x(),
                                        map.shape().y(),
                                        image.shape().x(),
                                        image.shape().y()),
                        "give the label map the size of its picture, or exclude the case: --exclude " + subject.id()))
                : Optional.empty();
    }

    void labels(LabelMap map, Labels labels) {
        Where where = Where.of(subject.id(), subject.labelFile());
        Map<Integer, Long> counts = map.counts();
        Map<Integer, Long> unknown = new TreeMap<>(counts);
        unknown.keySet().removeAll(labels.values());
        unknown.remove(0);
        if (!unknown.isEmpty()) {
            findings.add(Finding.error(
                    where,
                    "%s not among the data set's labels, which are %s"
                            .formatted(LabelText.describe(unknown), LabelText.describe(labels)),
                    LabelText.remap(counts, unknown, labels, description())));
        }
        if (!labels.ignored().isEmpty() && labels.ignored().containsAll(counts.keySet())) {
            findings.add(Finding.error(
                    where,
                    "all voxels are marked as ignored: the case is useless for training and testing",
                    "label a part of it, or exclude it: --exclude " + subject.id()));
        }
        if (cohort.kind() == Kind.VOLUME) { // radiographs show the left lung on the right
            SideCheck.of(subject, map, labels, findings);
        }
    }

    private static String grouped(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }
}
