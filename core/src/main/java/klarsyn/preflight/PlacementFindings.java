package klarsyn.preflight;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import klarsyn.base.DataException;
import klarsyn.base.Where;
import klarsyn.data.Case;
import klarsyn.data.Finding;
import klarsyn.data.Source;
import klarsyn.format.Images;
import klarsyn.format.file.PlacementNote;
import klarsyn.image.LabelMap;
import klarsyn.image.Volume;

/** Reports notes on voxel positions: one finding per cause, for any number of files. */
final class PlacementFindings {

    private static final int NAMED = 5;

    private PlacementFindings() {}

    /**
     * A note on one file of a case.
     *
     * @param caseId case id
     * @param file   image or label map
     * @param note   the note
     */
    record Noted(String caseId, Path file, PlacementNote note) {}

    /** Notes on the image files of a case; empty if they cannot be read. */
    static List<Noted> ofImage(Case subject, List<Volume> channels) {
        if (channels.isEmpty()) {
            return List.of();
        }
        List<Noted> noted = new ArrayList<>();
        for (Source source : subject.sources()) {
            if (source instanceof Source.ImageFile(Path file)) {
                noted.addAll(ofFile(subject, file));
            }
        }
        PlacementNote.onShear(channels.getFirst().geometry())
                .ifPresent(note -> noted.add(new Noted(subject.id(), subject.file(), note)));
        return noted;
    }

    /** Notes on the label map file of a case; empty if it cannot be read. */
    static List<Noted> ofLabels(Case subject, List<LabelMap> maps) {
        return maps.isEmpty() ? List.of() : ofFile(subject, subject.labelFile());
    }

    private static List<Noted> ofFile(Case subject, Path file) {
        try {
            return Images.placementNotes(file).stream()
                    .map(note -> new Noted(subject.id(), file, note))
                    .toList();
        } catch (DataException unreadable) { // reported when its voxels are read
            return List.of();
        }
    }

    static List<Finding> of(List<ImageScan> scans) {
        Map<PlacementNote.Cause, List<Noted>> byCause = scans.stream()
                .flatMap(scan -> scan.placements().stream())
                .collect(Collectors.groupingBy(
                        noted -> noted.note().cause(),
                        () -> new EnumMap<>(PlacementNote.Cause.class),
                        Collectors.toList()));
        return byCause.values().stream().map(PlacementFindings::finding).toList();
    }

    private static Finding finding(List<Noted> noted) {
        Noted first = noted.getFirst();
        if (noted.size() == 1) {
            return Finding.warning(
                    Where.of(first.caseId(), first.file()),
                    first.note().what(),
                    first.note().fix());
        }
        List<String> cases = noted.stream().map(Noted::caseId).distinct().toList();
        String named = cases.stream().limit(NAMED).collect(Collectors.joining(", "));
        boolean same = noted.stream().allMatch(one -> one.note().equals(first.note()));
        return Finding.warning(
                Where.of("case " + named + (cases.size() > NAMED ? ", …" : "")),
                "in %d files%s: %s%s"
                        .formatted(
                                noted.size(),
                                cases.size() > NAMED ? " of %d cases".formatted(cases.size()) : "",
                                first.note().what(),
                                same ? "" : " (numbers of %s)".formatted(first.file())),
                first.note().fix());
    }
}
