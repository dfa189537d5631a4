package klarsyn.layout.input;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import klarsyn.base.Count;
import klarsyn.base.DataException;
import klarsyn.base.Where;
import klarsyn.data.Source;
import klarsyn.image.Volume;

/**
 * One image to predict.
 *
 * @param name    name of its result, relative to the output folder and without extension, such as {@code site1/case_7}
 * @param sources of its channels, in the model's order; one source may contain several channels
 */
public record PredictionInput(String name, List<Source> sources) {

    /** Copies the list. Throws {@link IllegalArgumentException} if the name is blank or there is no source. */
    public PredictionInput {
        sources = List.copyOf(sources);
        if (name.isBlank() || sources.isEmpty()) {
            throw new IllegalArgumentException("an input needs a name and a source: \"" + name + "\", " + sources);
        }
    }

    /** The image's first file. */
    public Path file() {
        return sources.getFirst().file();
    }

    /** Every file of the image. */
    public List<Path> files() {
        return sources.stream().flatMap(PredictionInput::filesOf).toList();
    }

    private static Stream<Path> filesOf(Source source) {
        return source instanceof Source.Series series ? series.files().stream() : Stream.of(source.file());
    }

    /**
     * Reads all volumes: channels, or the volumes of a time series.
     *
     * @throws DataException if a file cannot be read or has NaN or infinite voxels
     */
    public List<Volume> read() {
        List<Volume> volumes = new ArrayList<>();
        for (Source source : sources) {
            for (Volume volume : source.readImage()) {
                requireFinite(volume, source.file());
                volumes.add(volume);
            }
        }
        return List.copyOf(volumes);
    }

    private static void requireFinite(Volume volume, Path file) {
        long wrong = 0;
        for (float voxel : volume.voxels()) {
            wrong += Float.isFinite(voxel) ? 0 : 1;
        }
        if (wrong > 0) {
            throw new DataException(
                    "%s NaN or infinite".formatted(wrong == 1 ? "1 voxel is" : wrong + " voxels are"),
                    Where.file(file),
                    "replace them by finite numbers, such as 0 outside the body");
        }
    }

    /** The image as the user would name it: its file, its channel files, or a series by its first file. */
    @Override
    public String toString() {
        return String.join(",", sources.stream().map(PredictionInput::describe).toList());
    }

    private static String describe(Source source) {
        return source instanceof Source.Series series
                ? "series of %s, the first %s".formatted(Count.of(series.files().size(), "file"), source.file())
                : source.file().toString();
    }
}
