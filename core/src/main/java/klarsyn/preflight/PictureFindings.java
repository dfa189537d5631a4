package klarsyn.preflight;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import klarsyn.base.Count;
import klarsyn.base.Where;
import klarsyn.data.Case;
import klarsyn.data.Cohort;
import klarsyn.data.Finding;
import klarsyn.data.file.Kind;
import klarsyn.image.Shape;

/**
 * Compares images without label maps: numbers of channels, names of channels, sizes.
 *
 * @param cohort the data set
 * @param scans  one for each case
 */
record PictureFindings(Cohort cohort, List<ImageScan> scans) {

    private static final int NAMED = 10;

    /** Ratio of sizes above which resizing to one size loses or invents details. */
    private static final int MAX_TIMES = 4;

    List<Finding> all() {
        if (cohort.structures().isPresent()) {
            return List.of();
        }
        List<Finding> findings = new ArrayList<>();
        channels().ifPresent(findings::add);
        sizes().ifPresent(findings::add);
        return findings;
    }

    /** One finding for all images whose number of channels differs from the most frequent one. */
    private Optional<Finding> channels() {
        Map<Integer, List<ImageScan>> counts = scans.stream()
                .filter(scan ->
                        scan.subject().sources().size() == 1 && !scan.facts().isEmpty())
                .collect(Collectors.groupingBy(PictureFindings::channels, TreeMap::new, Collectors.toList()));
        if (counts.size() < 2) {
            return counts.keySet().stream().findFirst().flatMap(this::otherThanNamed);
        }
        int most = counts.entrySet().stream()
                .max(Comparator.comparingInt(entry -> entry.getValue().size()))
                .orElseThrow()
                .getKey();
        List<ImageScan> others = counts.entrySet().stream()
                .filter(entry -> entry.getKey() != most)
                .flatMap(entry -> entry.getValue().stream())
                .toList();
        String named = others.stream()
                .limit(NAMED)
                .map(scan -> "%s (%d)".formatted(relative(scan.subject().file()), channels(scan)))
                .collect(Collectors.joining(", "));
        return Optional.of(Finding.error(
                Where.file(cohort.root()),
                "in %d of %d images the number of channels is not %d: %s%s"
                        .formatted(
                                others.size(),
                                counts.values().stream().mapToInt(List::size).sum(),
                                most,
                                named,
                                others.size() > NAMED ? ", …" : ""),
                "save all with %s (1: gray, 3: color, 4: color and transparency), or exclude them: --exclude %s"
                        .formatted(Count.of(most, "channel"), ids(others))));
    }

    private Path relative(Path file) {
        return file.startsWith(cohort.root()) ? cohort.root().relativize(file) : file;
    }

    private static int channels(ImageScan scan) {
        return scan.facts().getFirst().channels().size();
    }

    private Optional<Finding> otherThanNamed(int channels) {
        int named = cohort.channels().size();
        boolean isRead = scans.stream().noneMatch(scan -> scan.facts().isEmpty()); // else that is the cause
        return named == 0 || named == channels || !isRead
                ? Optional.empty()
                : Optional.of(Finding.error(
                        Where.file(cohort.root()),
                        "the images have %s, and %d %s named: %s"
                                .formatted(
                                        Count.of(channels, "channel"),
                                        named,
                                        named == 1 ? "is" : "are",
                                        String.join(", ", cohort.modalities())),
                        "correct \"channels\" in klarsyn.json"));
    }

    private static String ids(List<ImageScan> some) {
        String first =
                some.stream().limit(NAMED).map(ImageScan::subject).map(Case::id).collect(Collectors.joining(","));
        return some.size() > NAMED ? first + ",…" : first;
    }

    private Optional<Finding> sizes() {
        List<CaseFacts> facts =
                scans.stream().flatMap(scan -> scan.facts().stream()).toList();
        if (cohort.kind() != Kind.PICTURE || cohort.task().isEmpty() || facts.isEmpty()) {
            return Optional.empty();
        }
        CaseFacts small = facts.stream().min(BY_LONGER_SIDE).orElseThrow();
        CaseFacts large = facts.stream().max(BY_LONGER_SIDE).orElseThrow();
        return longer(large) <= MAX_TIMES * longer(small)
                ? Optional.empty()
                : Optional.of(Finding.warning(
                        Where.file(cohort.root()),
                        "picture sizes differ widely: from %s pixels (%s) to %s (%s)"
                                .formatted(size(small.shape()), small.id(), size(large.shape()), large.id()),
                        "none needed if they show the same part at different resolutions; otherwise crop them alike,"
                                + " because all are resized to one size"));
    }

    private static final Comparator<CaseFacts> BY_LONGER_SIDE = Comparator.comparingInt(PictureFindings::longer);

    private static int longer(CaseFacts facts) {
        return Math.max(facts.shape().x(), facts.shape().y());
    }

    private static String size(Shape shape) {
        return "%d×%d".formatted(shape.x(), shape.y());
    }
}
