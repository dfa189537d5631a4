package klarsyn.preflight;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import klarsyn.base.Where;
import klarsyn.data.Case;
import klarsyn.data.Cohort;
import klarsyn.data.Finding;
import klarsyn.data.Grids;
import klarsyn.data.Kind;
import klarsyn.data.Labels;
import klarsyn.data.Task;
import klarsyn.format.ReadingNote;
import klarsyn.image.Geometry;
import klarsyn.image.LabelMap;
import klarsyn.image.Volume;

/**
 * What can be wrong with one image and its label map.
 *
 * @param subject  the case
 * @param cohort   the data set that it belongs to
 * @param findings where they are put
 */
record ImageChecks(Case subject, Cohort cohort, List<Finding> findings) {

    void voxels(List<Volume> channels, List<Moments> moments) {
        if (channels.isEmpty()) {
            return;
        }
        Where where = Where.of(subject.id(), subject.file());
        int expected = cohort.channels().size();
        boolean views = subject.sources().size() > 1 && !(cohort.task() instanceof Task.Segmentation);
        if (expected > 0 && channels.size() != expected && !views) {
            findings.add(Finding.error(
                    where,
                    "the image has %d channels, the data set says %d %s"
                            .formatted(channels.size(), expected, cohort.modalities()),
                    "correct the data set's channels (\"modality\" in dataset.json), or the image"));
        }
        constant(
                where,
                channels.size(),
                moments.stream().filter(Moments::isConstant).count());
    }

    /**
     * Voxels without a value: what they should be, air or brain, only the user knows.
     *
     * @param maps the label map, if it could be read and lies on the image's grid
     */
    void notFinite(List<Volume> channels, List<LabelMap> maps) {
        for (int i = 0; i < channels.size(); i++) {
            float[] voxels = channels.get(i).voxels();
            long broken = 0;
            long labeled = 0;
            for (int voxel = 0; voxel < voxels.length; voxel++) {
                if (!Float.isFinite(voxels[voxel])) {
                    broken++;
                    labeled += !maps.isEmpty() && maps.getFirst().voxels()[voxel] > 0 ? 1 : 0;
                }
            }
            if (broken > 0) {
                findings.add(Finding.error(
                        Where.of(subject.id(), subject.file()),
                        "%s of %s voxels of channel %d %s NaN or infinite%s"
                                .formatted(
                                        grouped(broken),
                                        grouped(voxels.length),
                                        i,
                                        broken == 1 ? "is" : "are",
                                        maps.isEmpty() ? "" : in(labeled)),
                        "replace them by the value of the background, such as 0 for MR or -1024 for CT (in Python:"
                                + " numpy.nan_to_num(voxels, nan=0, posinf=0, neginf=0)), also in images to be"
                                + " predicted"));
            }
        }
    }

    private static String in(long labeled) {
        return labeled == 0 ? ", none of them in a label" : ", %s of them in a label".formatted(grouped(labeled));
    }

    private void constant(Where where, int channels, long constant) {
        String what = "all voxels of the image are the same";
        if (constant == channels && cohort.kind() == Kind.VOLUME && cohort.task() instanceof Task.Segmentation) {
            findings.add(Finding.error(where, what, "export the image anew, or take the case out"));
        } else if (constant == channels) {
            findings.add(Finding.warning(where, what, "export the image anew, or take the case out"));
        } else if (constant > 0 && cohort.kind() == Kind.VOLUME) {
            findings.add(Finding.warning(
                    where,
                    "all voxels of %d of %d channels are the same".formatted(constant, channels),
                    "if the channel was not acquired, take the case out"));
        }
    }

    /** Whether the label map lies on the image's grid. */
    boolean grids(List<Volume> channels, LabelMap map, List<ReadingNote> notes) {
        if (channels.isEmpty() || channels.getFirst().geometry().matches(map.geometry())) {
            return true;
        }
        Where where = Where.of(subject.id(), subject.labelFile());
        Geometry image = channels.getFirst().geometry();
        findings.add(GridCause.of(image.shape(), map.shape(), notes)
                .map(cause -> Finding.error(where, cause.what(), cause.fix()))
                .orElseGet(() -> Finding.error(
                        where,
                        "labels and image disagree in their grids%s: labels %s; image %s"
                                .formatted(
                                        map.geometry()
                                                .differenceFrom(image)
                                                .map(words -> " (" + words + ")")
                                                .orElse(""),
                                        Grids.describe(map.geometry()),
                                        Grids.describe(image)),
                        "write the labels on the image's grid, or take the case out")));
        return false;
    }

    void labels(LabelMap map) {
        Labels labels = cohort.task().labels();
        Where where = Where.of(subject.id(), subject.labelFile());
        Map<Integer, Long> counts = map.counts();
        Map<Integer, Long> unknown = new TreeMap<>(counts);
        unknown.keySet().removeAll(labels.values());
        unknown.remove(0);
        if (!unknown.isEmpty()) {
            findings.add(Finding.error(
                    where,
                    "%s none of the data set's labels, which are %s"
                            .formatted(LabelWords.told(unknown), LabelWords.told(labels)),
                    LabelWords.remap(counts, unknown, labels)));
        }
        if (!labels.ignored().isEmpty() && labels.ignored().containsAll(counts.keySet())) {
            findings.add(Finding.error(
                    where,
                    "all voxels are marked to be ignored: nothing can be learned from this case or tested on it",
                    "label a part of it, or exclude it: --exclude " + subject.id()));
        }
        if (cohort.kind() == Kind.VOLUME) { // the left lung is on the right of a radiograph
            SideCheck.of(subject, map, labels, findings);
        }
    }

    private static String grouped(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }
}
