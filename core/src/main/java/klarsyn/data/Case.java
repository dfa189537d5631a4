package klarsyn.data;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import klarsyn.base.DataException;
import klarsyn.base.Where;
import klarsyn.data.file.Grids;
import klarsyn.data.label.LabelCoding;
import klarsyn.data.label.LabelSource;
import klarsyn.image.Geometry;
import klarsyn.image.LabelMap;
import klarsyn.image.Volume;

/**
 * One examination.
 *
 * @param id      unique name in the cohort
 * @param patient patient of the case; cases of one patient are never divided between parts of a split
 * @param sources of its channels, in order; one source may contain several
 * @param target  what a model learns from it
 * @param part    part of the data set's own split
 */
public record Case(String id, String patient, List<Source> sources, Target target, Part part) {

    /**
     * Copies the list; rejects a case without sources, and an id that is not a valid relative path, because it names
     * the prediction.
     */
    public Case {
        if (leavesFolder(id)) {
            throw new DataException(
                    "the case name \"%s\" is a path outside the folder".formatted(id),
                    Where.of("case " + id),
                    "use a name without .. and without a leading slash");
        }
        sources = List.copyOf(sources);
        if (sources.isEmpty()) {
            throw new IllegalArgumentException("case " + id + " has no source");
        }
    }

    private static boolean leavesFolder(String id) {
        try {
            Path path = Path.of(id);
            return id.isBlank() || path.isAbsolute() || !path.equals(path.normalize()) || path.startsWith("..");
        } catch (InvalidPathException noPath) {
            return true;
        }
    }

    /** The same case with another patient. */
    public Case withPatient(String other) {
        return new Case(id, other, sources, target, part);
    }

    /** A case of image files with a label map of values 1, 2, 3 …, without a part of a split. */
    public static Case ofImages(String id, String patient, List<Path> images, Path labels) {
        List<Source> sources =
                images.stream().<Source>map(Source.ImageFile::new).toList();
        var source = new LabelSource.LabelFile(labels, LabelCoding.asStored());
        return new Case(id, patient, sources, new Target.Mask(source), Part.ANY);
    }

    /** Reference value of a case. */
    public sealed interface Target {

        /**
         * A label map, on the grid of the image.
         *
         * @param labels source of the labels
         */
        record Mask(LabelSource labels) implements Target {}

        /**
         * One of the task's classes.
         *
         * @param name of the class
         */
        record Category(String name) implements Target {}

        /**
         * A number.
         *
         * @param value in the unit of the data set
         */
        record Quantity(double value) implements Target {}

        /**
         * Annotations of a recording, such as the beats of an ECG.
         *
         * @param file annotations
         */
        record Marks(Path file) implements Target {}

        /** No target. */
        record Unknown() implements Target {}

        /** Source of the label map; empty for other targets. */
        default Optional<LabelSource> labelSource() {
            return switch (this) {
                case Mask(LabelSource labels) -> Optional.of(labels);
                case Category _, Quantity _, Marks _, Unknown _ -> Optional.empty();
            };
        }

        /** Name of the class; empty for other targets. */
        default Optional<String> category() {
            return switch (this) {
                case Category(String name) -> Optional.of(name);
                case Mask _, Quantity _, Marks _, Unknown _ -> Optional.empty();
            };
        }

        /** File of annotations of a recording; empty for other targets. */
        default Optional<Path> markFile() {
            return switch (this) {
                case Marks(Path file) -> Optional.of(file);
                case Mask _, Category _, Quantity _, Unknown _ -> Optional.empty();
            };
        }
    }

    /** The first file of the case. */
    public Path file() {
        return sources.getFirst().file();
    }

    /**
     * File of the label map, or the first of the masks.
     *
     * @throws DataException if the case has another kind of target
     */
    public Path labelFile() {
        return labelSource().file();
    }

    /** Whether the case has a label map or masks. */
    public boolean hasLabels() {
        return target.labelSource().isPresent();
    }

    private LabelSource labelSource() {
        return target.labelSource()
                .orElseThrow(() -> new DataException(
                        "this case has no label map",
                        Where.of(id, file()),
                        "add one, or exclude the case: --exclude " + id));
    }

    /**
     * Reads all channels, in order, in the grid and orientation of the files; for a single case.
     *
     * @throws DataException if a file cannot be read, or channels of several files have different grids
     */
    public List<Volume> readImage() {
        return readImage(new OpenArrays());
    }

    /**
     * As {@link #readImage()}, for many cases: an array that contains several of them is read once.
     *
     * @throws DataException as {@link #readImage()}
     */
    public List<Volume> readImage(OpenArrays arrays) {
        List<Volume> channels = new ArrayList<>();
        for (Source source : sources) {
            for (Volume channel : source.readImage(arrays)) {
                requireSameGrid(source.file(), channel.geometry(), channels);
                channels.add(channel);
            }
        }
        return List.copyOf(channels);
    }

    /**
     * Reads the label map in its own grid, with label values 1, 2, 3 …
     *
     * @throws DataException if the file cannot be read or contains invalid labels
     */
    public LabelMap readLabels() {
        return readLabelContent().labels();
    }

    /**
     * Reads the label map with the rounding applied, on the grid of the image if both are pictures of the same size,
     * because pictures rarely state a pixel size.
     *
     * @throws DataException as {@link #readLabels()}
     */
    public LabelSource.Content readLabelContent() {
        return labelSource().read(id, file());
    }

    private void requireSameGrid(Path file, Geometry geometry, List<Volume> earlier) {
        if (earlier.isEmpty()) {
            return;
        }
        Geometry first = earlier.getFirst().geometry();
        geometry.differenceFrom(first).ifPresent(difference -> {
            throw new DataException(
                    "the grid of this channel differs from the first one: %s (%s versus %s)"
                            .formatted(difference, Grids.describe(geometry), Grids.describe(first)),
                    Where.of(id, file),
                    "resample the channels of the case to one grid, or exclude it: --exclude " + id);
        });
    }
}
