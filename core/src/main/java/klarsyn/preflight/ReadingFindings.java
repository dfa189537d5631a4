package klarsyn.preflight;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Collectors;
import klarsyn.base.Count;
import klarsyn.base.Where;
import klarsyn.data.Cohort;
import klarsyn.data.Finding;
import klarsyn.data.file.Kind;
import klarsyn.format.file.ReadingNote;
import klarsyn.format.file.StoredLabels;
import klarsyn.image.Spacing;

/** Summarizes decisions made in reading files: one finding per kind of decision. */
final class ReadingFindings {

    private ReadingFindings() {}

    static List<Finding> of(Cohort cohort, List<ImageScan> scans) {
        List<Finding> findings = new ArrayList<>();
        SequencedMap<String, Integer> orientations = new LinkedHashMap<>();
        SequencedMap<Integer, Integer> stacks = new LinkedHashMap<>();
        SequencedMap<String, Integer> frames = new LinkedHashMap<>();
        for (ImageScan scan : scans) {
            for (ReadingNote note : scan.reading().notes()) {
                switch (note) {
                    case ReadingNote.OrientationApplied applied ->
                        orientations.merge(applied.orientation().description(), 1, Integer::sum);
                    case ReadingNote.PagesAsSlices(int pages) -> stacks.merge(pages, 1, Integer::sum);
                    case ReadingNote.FramesAsChannels asChannels -> frames.merge(asChannels.text(), 1, Integer::sum);
                }
            }
        }
        Where where = Where.file(cohort.root());
        orientations(orientations).ifPresent(what -> findings.add(Finding.warning(where, what, ORIENTATION_FIX)));
        frames.forEach((text, count) -> findings.add(Finding.warning(
                where,
                "in %s %s".formatted(Count.of(count, "image"), text),
                "none needed if the model should use all frames at once; otherwise save each frame as"
                        + " a separate image")));
        few(stacks, where).ifPresent(findings::add);
        mixedSizes(cohort, scans, where).ifPresent(findings::add);
        rounding(scans).ifPresent(findings::add);
        return findings;
    }

    private static final String ORIENTATION_FIX =
            "none needed if the label maps match the pictures as displayed; if they were drawn on the pictures as"
                    + " stored, rotate them too";

    /** Volumes usually have many slices; so few pages may be channels. */
    private static final int FEW_PAGES = 4;

    private static Optional<String> orientations(Map<String, Integer> counts) {
        int all = counts.values().stream().mapToInt(Integer::intValue).sum();
        String each = counts.size() == 1
                ? counts.keySet().iterator().next()
                : counts.entrySet().stream()
                        .map(entry -> "%d %s".formatted(entry.getValue(), entry.getKey()))
                        .collect(Collectors.joining(", "));
        return all == 0
                ? Optional.empty()
                : Optional.of("orientation from EXIF applied to %s (%s)".formatted(Count.of(all, "picture"), each));
    }

    private static Optional<Finding> few(Map<Integer, Integer> stacks, Where where) {
        int images = stacks.entrySet().stream()
                .filter(entry -> entry.getKey() <= FEW_PAGES)
                .mapToInt(Map.Entry::getValue)
                .sum();
        return images == 0
                ? Optional.empty()
                : Optional.of(Finding.warning(
                        where,
                        "%s of 2 to %d pages: read as slices, since no metadata state what the pages are"
                                .formatted(Count.of(images, "TIFF image"), FEW_PAGES),
                        "none needed if they are slices; if they are channels, save them with ImageJ or OME metadata"
                                + " (axes CYX)"));
    }

    /** A pixel of unstated size counts as 1 mm, a thousand times a microscope's. */
    private static Optional<Finding> mixedSizes(Cohort cohort, List<ImageScan> scans, Where where) {
        List<CaseFacts> facts =
                scans.stream().flatMap(scan -> scan.facts().stream()).toList();
        List<CaseFacts> open = facts.stream()
                .filter(one -> one.spacing().equals(Spacing.isotropic(1)))
                .toList();
        boolean mixed = cohort.kind() == Kind.PICTURE
                && cohort.structures().isPresent()
                && !open.isEmpty()
                && open.size() < facts.size();
        return mixed
                ? Optional.of(Finding.error(
                        where,
                        "%d of %d pictures state no pixel size, but the others do: %s, for example"
                                .formatted(
                                        open.size(),
                                        facts.size(),
                                        open.getFirst().id()),
                        "state it in all (ImageJ or OME metadata), or remove it from all"))
                : Optional.empty();
    }

    private static Optional<Finding> rounding(List<ImageScan> scans) {
        List<ImageScan> rounded = scans.stream()
                .filter(scan -> scan.reading().rounding().voxels() > 0)
                .toList();
        if (rounded.isEmpty()) {
            return Optional.empty();
        }
        ImageScan first = rounded.getFirst();
        double value = first.reading().rounding().farthest();
        return Optional.of(Finding.warning(
                Where.of(first.subject().id(), first.subject().labelFile()),
                "label values close to whole numbers were rounded in %s (such as %.6g to %.0f; tolerance %s)"
                        .formatted(
                                Count.of(rounded.size(), "label map"),
                                value,
                                Math.rint(value) + 0.0,
                                StoredLabels.TOLERANCE),
                "none needed if intended; otherwise write labels as whole numbers"));
    }
}
