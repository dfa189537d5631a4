package klarsyn.data;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import klarsyn.base.DataException;
import klarsyn.base.Where;
import klarsyn.image.Geometry;
import klarsyn.image.LabelMap;
import klarsyn.image.Volume;

/**
 * One examination with what is known about it.
 *
 * @param id      name that no other case of the cohort has
 * @param patient whom it belongs to; cases of one patient never lie on both sides of a split
 * @param sources where its channels are read from, in their order; one source may hold several
 * @param target  what a model is to learn from it
 * @param part    side of the data set's own split
 */
public record Case(String id, String patient, List<Source> sources, Target target, Part part) {

    /**
     * Keeps an own copy of the list; a case without any source is refused, and one whose name no file below a folder could
     * have: predictions are called by it.
     */
    public Case {
        if (leavesFolder(id)) {
            throw new DataException(
                    "a case is called \"%s\", a path that leads elsewhere".formatted(id),
                    Where.of("case " + id),
                    "give it a name without .. and without a slash at its beginning");
        }
        sources = List.copyOf(sources);
        if (sources.isEmpty()) {
            throw new IllegalArgumentException("case " + id + " has nothing to be read from");
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

    /** The same case as that of another patient. */
    public Case withPatient(String other) {
        return new Case(id, other, sources, target, part);
    }

    /** An examination of image files with a label map that holds 1, 2, 3 … themselves, on no side of a split. */
    public static Case ofImages(String id, String patient, List<Path> images, Path labels) {
        List<Source> sources =
                images.stream().<Source>map(Source.ImageFile::new).toList();
        var source = new LabelSource.LabelFile(labels, LabelCoding.asStored());
        return new Case(id, patient, sources, new Target.Mask(source), Part.ANY);
    }

    /** What is known about a case. */
    public sealed interface Target {

        /**
         * A label a voxel, on the grid of the image.
         *
         * @param labels where they are read from
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
         * Marks at moments of a recording, such as the beats of an ECG.
         *
         * @param file annotations
         */
        record Marks(Path file) implements Target {}

        /** Nothing. */
        record Unknown() implements Target {}

        /** Where a label map is read from; empty for other targets. */
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

        /** File of marks at moments of a recording; empty for other targets. */
        default Optional<Path> markFile() {
            return switch (this) {
                case Marks(Path file) -> Optional.of(file);
                case Mask _, Category _, Quantity _, Unknown _ -> Optional.empty();
            };
        }
    }

    /** The file, or the first of several, that the case is read from. */
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
     * Reads all channels, in order, in the grid and orientation of the files; for one case alone.
     *
     * @throws DataException if a file cannot be read, or if channels in several files disagree in grid
     */
    public List<Volume> readImage() {
        return readImage(new OpenArrays());
    }

    /**
     * As {@link #readImage()}, for one of many cases: arrays that hold several of them are read once.
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
     * Reads the label map, in its own grid, with the labels' values 1, 2, 3 …
     *
     * @throws DataException if the file cannot be read or holds anything but whole labels
     */
    public LabelMap readLabels() {
        return readLabelContent().labels();
    }

    /**
     * Reads the label map with what was decided in reading it, on the grid of the image if both are pictures of the same
     * size: pictures seldom state how large a pixel is, and a mask is drawn pixel by pixel.
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
                    "this channel's grid is not that of the first: %s (%s against %s)"
                            .formatted(difference, Grids.describe(geometry), Grids.describe(first)),
                    Where.of(id, file),
                    "resample the channels of a case to one grid, or leave it out: --exclude " + id);
        });
    }
}
