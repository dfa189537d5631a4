package klarsyn.dicom.series;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import klarsyn.base.Count;
import klarsyn.base.DataException;
import klarsyn.base.Where;
import klarsyn.image.Geometry;
import klarsyn.image.Volume;

/**
 * The files of one series (Series Instance UID), from their headers, and the volumes they form.
 *
 * <p>Slices are sorted by their position along the normal of row × column; the spacing follows from the positions, and
 * file names are irrelevant. Several slices at each position are time points or channels, ordered by temporal position,
 * acquisition, trigger time, echo, part of a complex number and instance number, if present. Enhanced multi-frame
 * objects, radiotherapy doses and Siemens mosaics are first split into slices. Values are modality values, each slice
 * rescaled by its own slope and intercept; colors become three volumes, red, green and blue.
 *
 * <p>Slices that do not form a volume are rejected: see {@link #problems}.
 */
public final class DicomSeries {

    private final List<DicomInstance> instances;
    private final List<Slice> slices;

    private DicomSeries(List<DicomInstance> instances) {
        this.instances = instances.stream()
                .sorted(Comparator.comparing(instance -> instance.file().toString()))
                .toList();
        slices = this.instances.stream()
                .flatMap(instance -> instance.slices().stream())
                .toList();
    }

    /**
     * The one series of these files, from their headers.
     *
     * @throws DataException if a file cannot be read, is not a DICOM image, or there are several series
     */
    public static DicomSeries of(List<Path> files) {
        List<DicomInstance> instances = new ArrayList<>();
        for (Path file : files) {
            instances.add(DicomInstance.read(file)
                    .orElseThrow(() -> new DataException(
                            "this DICOM file contains no image", Where.file(file), "remove it from the series")));
        }
        List<DicomSeries> all = grouped(instances);
        if (all.size() != 1) {
            var several = new SeriesProblem.SeveralSeries(
                    all.stream().map(series -> series.files().size()).toList());
            throw new DataException(
                    several.what(),
                    files.isEmpty() ? Where.of("a series") : Where.file(files.getFirst()),
                    several.fix());
        }
        return all.getFirst();
    }

    /** All series of a folder and its subfolders, ordered by the names of their first files: {@link DicomFolder}. */
    public static List<DicomSeries> find(Path folder) {
        return DicomFolder.open(folder).series();
    }

    static List<DicomSeries> grouped(List<DicomInstance> instances) {
        Map<String, List<DicomInstance>> byUid = instances.stream()
                .collect(Collectors.groupingBy(DicomInstance::series, TreeMap::new, Collectors.toList()));
        return byUid.values().stream()
                .map(DicomSeries::new)
                .sorted(Comparator.comparing(series -> series.files().getFirst().toString()))
                .toList();
    }

    /** Series Instance UID; empty if the files have none. */
    public String uid() {
        return instances.getFirst().series();
    }

    /** Modality such as {@code CT}; may be empty. */
    public String modality() {
        return instances.getFirst().modality();
    }

    /** Series Description; may be empty. Free text, which may identify a person. */
    public String description() {
        return instances.getFirst().description();
    }

    /** The files, sorted by name. */
    public List<Path> files() {
        return instances.stream().map(DicomInstance::file).toList();
    }

    /** Number of slices with a position, over all files and time points. */
    public int slices() {
        return slices.size();
    }

    /** Whether every slice is a localizer (scout), acquired only for planning. */
    public boolean isLocalizer() {
        return !slices.isEmpty()
                && slices.stream().allMatch(slice -> slice.kind().localizer());
    }

    /** The reasons why the series does not form volumes; empty if {@link #assemble()} succeeds. */
    public List<SeriesProblem> problems() {
        List<SeriesProblem> problems = new ArrayList<>();
        int unplaced = instances.stream().mapToInt(DicomInstance::unplaced).sum();
        if (unplaced > 0) {
            problems.add(new SeriesProblem.NoPlace(unplaced));
        }
        for (SeriesProblem.Property property : SeriesProblem.Property.values()) {
            List<List<Slice>> sorts = sorts(slices, equalIn(property));
            if (sorts.size() > 1) {
                problems.add(new SeriesProblem.Mixed(
                        property, sorts.stream().map(List::size).toList()));
            }
        }
        if (problems.isEmpty()) {
            problems.addAll(stack().problems());
        }
        return List.copyOf(problems);
    }

    /**
     * The series split into groups of slices with the same orientation, size, pixel spacing and kind, in order of their
     * first slices; images without a position are left out.
     */
    public List<DicomSeries> apart() {
        BiPredicate<Slice, Slice> same = (_, _) -> true;
        for (SeriesProblem.Property property : SeriesProblem.Property.values()) {
            same = same.and(equalIn(property));
        }
        return sorts(slices, same).stream().map(this::only).toList();
    }

    private DicomSeries only(List<Slice> kept) {
        Map<Path, List<Slice>> byFile = kept.stream().collect(Collectors.groupingBy(Slice::file));
        return new DicomSeries(instances.stream()
                .filter(instance -> byFile.containsKey(instance.file()))
                .map(instance -> instance.with(byFile.getOrDefault(instance.file(), List.of())))
                .toList());
    }

    /**
     * Grid of the volumes.
     *
     * @throws DataException as {@link #assemble(Tilt)}
     */
    public Geometry geometry(Tilt tilt) {
        return sound(tilt).geometry();
    }

    /** The volumes; sheared slices are rejected. */
    public List<Volume> assemble() {
        return assemble(Tilt.REFUSE);
    }

    /**
     * The volumes, one for each time point or channel, in order; colors as red, green and blue in turn.
     *
     * @throws DataException if there are {@link #problems}, except for a shear that is kept, or pixels cannot be
     *     decoded
     */
    public List<Volume> assemble(Tilt tilt) {
        SliceStack stack = sound(tilt);
        long bytes = instances.stream().mapToLong(DicomInstance::bytes).sum();
        return SliceDecoder.decode(stack.geometry(), stack.volumes(), bytes);
    }

    private SliceStack sound(Tilt tilt) {
        List<SeriesProblem> problems = problems().stream()
                .filter(problem -> tilt == Tilt.REFUSE || !(problem instanceof SeriesProblem.Tilted))
                .toList();
        if (!problems.isEmpty()) {
            throw new DataException(
                    "the series is not a volume: "
                            + problems.stream().map(SeriesProblem::what).collect(Collectors.joining("; ")),
                    where(),
                    problems.getFirst().fix());
        }
        return stack();
    }

    private Where where() {
        Path first = files().getFirst();
        return files().size() == 1
                ? Where.file(first)
                : Where.of("series of %d files, the first %s".formatted(files().size(), first));
    }

    private SliceStack stack() {
        return SliceStack.of(slices, instances.getFirst().thicknessMm());
    }

    private static BiPredicate<Slice, Slice> equalIn(SeriesProblem.Property property) {
        return switch (property) {
            case ORIENTATION -> (a, b) -> a.plane().hasDirectionsOf(b.plane());
            case SIZE ->
                (a, b) -> a.tile().width() == b.tile().width()
                        && a.tile().height() == b.tile().height();
            case SPACING -> (a, b) -> a.plane().hasSpacingOf(b.plane());
            case KIND -> (a, b) -> a.kind().equals(b.kind());
            case RESCALE_TYPE -> (_, _) -> true;
        };
    }

    /** Slices grouped by similarity to the first of each group. */
    private static List<List<Slice>> sorts(List<Slice> slices, BiPredicate<Slice, Slice> same) {
        List<List<Slice>> sorts = new ArrayList<>();
        for (Slice slice : slices) {
            Optional<List<Slice>> known = IntStream.range(0, sorts.size())
                    .mapToObj(i -> sorts.get(sorts.size() - 1 - i))
                    .filter(sort -> same.test(sort.getFirst(), slice))
                    .findFirst();
            known.orElseGet(() -> started(sorts)).add(slice);
        }
        return sorts;
    }

    private static List<Slice> started(List<List<Slice>> sorts) {
        sorts.add(new ArrayList<>());
        return sorts.getLast();
    }

    @Override
    public String toString() {
        return "%s series of %s, %s"
                .formatted(modality(), Count.of(instances.size(), "file"), Count.of(slices.size(), "slice"));
    }
}
