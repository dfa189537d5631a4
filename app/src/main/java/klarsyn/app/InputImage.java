package klarsyn.app;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import klarsyn.base.DataException;
import klarsyn.base.Where;
import klarsyn.format.Images;
import klarsyn.image.Volume;

/**
 * One examination to be segmented.
 *
 * @param files its channels in the model's order
 */
record InputImage(List<Path> files) {

    InputImage {
        files = List.copyOf(files);
    }

    /** {@code t1.nii.gz}, or {@code t1.nii.gz,t2.nii.gz} for two channels of one examination. */
    static InputImage parse(String argument) {
        if (!argument.contains(",") || Files.exists(Path.of(argument))) {
            return new InputImage(List.of(Path.of(argument)));
        }
        return new InputImage(
                Arrays.stream(argument.split(",", -1)).map(Path::of).toList());
    }

    /** Name of its segmentation: that of its first file, with {@code _seg}. */
    String segmentationName() {
        return Images.stem(files.getFirst()) + "_seg.nii.gz";
    }

    /** Looks at the headers alone, so that what is no image is known before any time is spent. */
    void requireReadable() {
        files.forEach(Images::readGeometry);
    }

    List<Volume> read() {
        List<Volume> channels = new ArrayList<>();
        for (Path file : files) {
            for (Volume channel : Images.readChannels(file)) {
                requireFinite(channel, file);
                channels.add(channel);
            }
        }
        return channels;
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
                    "write finite numbers there, such as 0 outside of the body");
        }
    }

    @Override
    public String toString() {
        return String.join(",", files.stream().map(Path::toString).toList());
    }
}
