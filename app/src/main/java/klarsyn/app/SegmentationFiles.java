package klarsyn.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import klarsyn.base.DataException;
import klarsyn.base.OutputFolder;
import klarsyn.base.Where;
import klarsyn.format.Images;
import klarsyn.layout.input.PredictionInput;
import klarsyn.layout.input.PredictionInputs;

/**
 * Output paths of predictions.
 *
 * @param place      a folder, or the output file of a single image
 * @param isFile     whether it is a file
 * @param overwrites files that may be replaced
 */
record SegmentationFiles(Path place, boolean isFile, Overwrite overwrites) {

    private static final String OPTION = "--out";

    /** Files that results may replace. Predicted images are never replaced. */
    enum Overwrite {
        /** Earlier results, but no files next to the image. */
        RESULTS,
        /** Also files next to the image. */
        ALL
    }

    /**
     * Checks the output path before prediction.
     *
     * @throws DataException if it is not writable, is a file for several images, or an image would be replaced
     */
    static SegmentationFiles of(Path place, PredictionInputs inputs, Overwrite overwrites) {
        boolean isFile = Images.hasKnownEnding(place) && !Files.isDirectory(place);
        SegmentationFiles files = new SegmentationFiles(place, isFile, overwrites);
        if (isFile) {
            int images = inputs.images().size() + inputs.failures().size();
            if (images > 1) {
                throw new DataException(
                        "%s is one file, but there are %d images to predict".formatted(place, images),
                        Where.of(OPTION),
                        "specify a folder");
            }
            Images.requireWritable(place);
        }
        new OutputFolder(isFile ? parent(place) : place).requireWritable();
        files.requireImagesKept(inputs.images());
        return files;
    }

    private void requireImagesKept(List<PredictionInput> images) {
        Set<Path> read = new HashSet<>();
        images.forEach(image -> image.files().forEach(file -> realPath(file).ifPresent(read::add)));
        for (PredictionInput image : images) {
            Path result = file(image);
            realPath(result).filter(read::contains).ifPresent(_ -> {
                throw new DataException(
                        "this image would be overwritten by a segmentation",
                        Where.file(result),
                        "select another folder with --out");
            });
        }
    }

    /** Output path of an image. */
    Path file(PredictionInput image) {
        return isFile ? place : place.resolve(image.name() + "_seg.nii.gz");
    }

    /** Output paths of an image of several volumes. */
    List<Path> files(PredictionInput image, int volumes) {
        if (volumes == 1) {
            return List.of(file(image));
        }
        if (isFile) {
            throw new DataException(
                    "%s is one file, but the image has %d volumes".formatted(place, volumes),
                    Where.of(OPTION),
                    "specify a folder");
        }
        int digits = String.valueOf(volumes - 1).length();
        return IntStream.range(0, volumes)
                .mapToObj(i -> place.resolve(("%s_vol%0" + digits + "d_seg.nii.gz").formatted(image.name(), i)))
                .toList();
    }

    /**
     * Prevents replacing a file next to the image: it may be a manual segmentation.
     *
     * @throws DataException if it exists
     */
    void requireFree(PredictionInput image, Path result) {
        boolean isCompanion =
                image.files().stream().anyMatch(file -> realPath(parent(file)).equals(realPath(parent(result))));
        if (overwrites == Overwrite.RESULTS && !isFile && isCompanion && Files.exists(result)) {
            throw new DataException(
                    "this file next to the image would be overwritten by the result",
                    Where.file(result),
                    "select another folder with --out, or replace the file with --overwrite");
        }
    }

    private static Path parent(Path file) {
        Path parent = file.toAbsolutePath().normalize().getParent();
        return parent == null ? file : parent;
    }

    private static Optional<Path> realPath(Path file) {
        try {
            return Files.exists(file) ? Optional.of(file.toRealPath()) : Optional.empty();
        } catch (IOException failure) {
            throw new UncheckedIOException("files cannot be compared", failure);
        }
    }
}
