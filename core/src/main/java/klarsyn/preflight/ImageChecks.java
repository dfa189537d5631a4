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
        for (int i = 0; i < channels.size(); i++) {
            long broken = countNotFinite(channels.get(i).voxels());
            if (broken > 0) {
                findings.add(Finding.error(
                        where,
                        "%s voxels of channel %d are NaN or infinite".formatted(grouped(broken), i),
                        "replace them, outside the body by the background's value"));
            }
        }
        constant(
                where,
                channels.size(),
                moments.stream().filter(Moments::isConstant).count());
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
    boolean grids(List<Volume> channels, LabelMap map) {
        if (channels.isEmpty() || channels.getFirst().geometry().matches(map.geometry())) {
            return true;
        }
        findings.add(Finding.error(
                Where.of(subject.id(), subject.labelFile()),
                "labels and image disagree in their grids%s: labels %s; image %s"
                        .formatted(
                                map.geometry()
                                        .differenceFrom(channels.getFirst().geometry())
                                        .map(words -> " (" + words + ")")
                                        .orElse(""),
                                Grids.describe(map.geometry()),
                                Grids.describe(channels.getFirst().geometry())),
                "write the labels on the image's grid, or take the case out"));
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
        boolean empty = counts.keySet().stream().noneMatch(value -> value > 0);
        if (empty && cohort.kind() == Kind.VOLUME) { // of slices many show nothing: they are counted together
            findings.add(Finding.error(
                    where, "the label map is empty: all voxels are background", "label the case, or take it out"));
        }
        if (cohort.kind() == Kind.VOLUME) { // the left lung is on the right of a radiograph
            SideCheck.of(subject, map, labels, findings);
        }
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

    private static String grouped(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }
}
