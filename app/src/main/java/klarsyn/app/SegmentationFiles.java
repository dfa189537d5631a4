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
 * Where segmentations are written.
 *
 * @param place      a folder, or the file of the only image
 * @param isFile     whether it is a file
 * @param overwrites what may be replaced
 */
record SegmentationFiles(Path place, boolean isFile, Overwrite overwrites) {

    private static final String OPTION = "--out";

    /** What a result may replace. Images that are predicted are never replaced. */
    enum Overwrite {
        /** Earlier results, but nothing that lies beside the image. */
        RESULTS,
        /** Files beside the image too. */
        ALL
    }

    /**
     * Checks the place before anything is computed.
     *
     * @throws DataException if it cannot be written, is a file for several images, or an image would be replaced
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
                        "name a folder");
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
                        "a segmentation would be written over this image",
                        Where.file(result),
                        "name another folder with --out");
            });
        }
    }

    /** Where the result of an image goes. */
    Path file(PredictionInput image) {
        return isFile ? place : place.resolve(image.name() + "_seg.nii.gz");
    }

    /** Where the results of an image of several volumes go, one for each. */
    List<Path> files(PredictionInput image, int volumes) {
        if (volumes == 1) {
            return List.of(file(image));
        }
        if (isFile) {
            throw new DataException(
                    "%s is one file, but the image has %d volumes".formatted(place, volumes),
                    Where.of(OPTION),
                    "name a folder");
        }
        int digits = String.valueOf(volumes - 1).length();
        return IntStream.range(0, volumes)
                .mapToObj(i -> place.resolve(("%s_vol%0" + digits + "d_seg.nii.gz").formatted(image.name(), i)))
                .toList();
    }

    /**
     * Refuses to replace a file that lies beside the image: it may be a segmentation by hand.
     *
     * @throws DataException if there is one
     */
    void requireFree(PredictionInput image, Path result) {
        boolean isCompanion =
                image.files().stream().anyMatch(file -> realPath(parent(file)).equals(realPath(parent(result))));
        if (overwrites == Overwrite.RESULTS && !isFile && isCompanion && Files.exists(result)) {
            throw new DataException(
                    "the result would replace this file, which lies beside the image",
                    Where.file(result),
                    "name another folder with --out, or replace the file with --overwrite");
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
