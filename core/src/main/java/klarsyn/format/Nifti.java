package klarsyn.format;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import klarsyn.base.DataException;
import klarsyn.base.Where;
import klarsyn.image.Geometry;
import klarsyn.image.LabelMap;
import klarsyn.image.Shape;
import klarsyn.image.Volume;

/**
 * NIfTI-1 in a single file, plain or gzip.
 *
 * <p>Source: the header {@code nifti1.h} of the NIfTI Data Format Working Group. The affine is in mm whatever unit the
 * file has; extensions are skipped; where neither form of affine is given, the spacing alone counts, the first voxel's
 * centre at the origin.
 */
final class Nifti implements WritableFormat {

    @Override
    public String name() {
        return "NIfTI-1";
    }

    @Override
    public List<String> endings() {
        return List.of(".nii.gz", ".nii");
    }

    @Override
    public Geometry readGeometry(Path file) {
        try (var bytes = NiftiBytes.open(file)) {
            return bytes.header().geometry();
        }
    }

    @Override
    public List<Volume> readChannels(Path file) {
        try (var bytes = NiftiBytes.open(file)) {
            NiftiHeader header = bytes.header();
            List<Volume> channels = new ArrayList<>();
            for (int channel = 0; channel < header.channels(); channel++) {
                float[] voxels = allocate(float[]::new, header, file);
                bytes.readChannel(new VoxelSink.Intensities(voxels));
                channels.add(new Volume(header.geometry(), voxels));
            }
            bytes.finish();
            return List.copyOf(channels);
        }
    }

    @Override
    public LabelMap readLabels(Path file) {
        try (var bytes = NiftiBytes.open(file)) {
            NiftiHeader header = bytes.header();
            if (header.channels() != 1) {
                throw new DataException(
                        "a label map has one channel, this file has " + header.channels(),
                        Where.file(file),
                        "write one label a voxel");
            }
            var labels = new VoxelSink.Labels(allocate(short[]::new, header, file));
            bytes.readChannel(labels);
            bytes.finish();
            return new LabelMap(header.geometry(), labels.voxels(Where.file(file)));
        }
    }

    /** Memory for one channel; what the header claims has been held against the file's size before. */
    private static <A> A allocate(IntFunction<A> constructor, NiftiHeader header, Path file) {
        int voxels = header.geometry().shape().voxels();
        try {
            return constructor.apply(voxels);
        } catch (OutOfMemoryError tooLarge) {
            throw new DataException(
                    "the image has %d voxels a channel, too many for the %d MiB of memory that Java may take"
                            .formatted(voxels, Runtime.getRuntime().maxMemory() >> 20),
                    Where.file(file),
                    "give Java more memory with -Xmx",
                    tooLarge);
        }
    }

    @Override
    public void write(Volume volume, Path file) {
        NiftiPlacement placement = NiftiPlacement.of(volume.geometry().affine());
        byte[] header = header(volume.shape(), 3, VoxelType.FLOAT32, placement, file);
        NiftiWriter.write(file, header, volume.voxels());
    }

    @Override
    public void write(LabelMap labels, Path file) {
        write(labels, 3, NiftiPlacement.of(labels.geometry().affine()), file);
    }

    @Override
    public void writeOnGridOf(LabelMap labels, Path image, Path file) {
        NiftiHeader like;
        try (var bytes = NiftiBytes.open(image)) {
            like = bytes.header();
        }
        if (!like.geometry().matches(labels.geometry())) {
            throw new IllegalArgumentException(
                    "labels on %s are not on the grid of %s, %s".formatted(labels.geometry(), image, like.geometry()));
        }
        write(labels, Math.min(3, like.dimensions()), like.placement(), file);
    }

    private static void write(LabelMap labels, int dimensions, NiftiPlacement placement, Path file) {
        short[] voxels = labels.voxels();
        short largest = 0;
        for (short label : voxels) {
            largest = label > largest ? label : largest;
        }
        VoxelType type = largest < 256 ? VoxelType.UINT8 : VoxelType.INT16;
        NiftiWriter.write(file, header(labels.shape(), dimensions, type, placement, file), voxels, type);
    }

    private static byte[] header(Shape shape, int dimensions, VoxelType type, NiftiPlacement placement, Path file) {
        int longest = Math.max(shape.x(), Math.max(shape.y(), shape.z()));
        if (longest > Short.MAX_VALUE) {
            throw new DataException(
                    "%s voxels do not fit into NIfTI-1, which ends at %d an axis".formatted(shape, Short.MAX_VALUE),
                    Where.file(file),
                    "cut the image into parts");
        }
        return NiftiHeader.bytes(shape, dimensions, type, placement);
    }
}
