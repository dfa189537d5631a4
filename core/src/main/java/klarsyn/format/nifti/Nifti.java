package klarsyn.format.nifti;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPInputStream;
import klarsyn.format.file.PlacementNote;
import klarsyn.format.file.StoredLabels;
import klarsyn.format.file.VoxelType;
import klarsyn.format.file.WritableFormat;
import klarsyn.image.Geometry;
import klarsyn.image.LabelMap;
import klarsyn.image.Shape;
import klarsyn.image.Volume;

/**
 * NIfTI-1 and NIfTI-2 in a single file, plain or gzip.
 *
 * <p>Source: the headers {@code nifti1.h} and {@code nifti2.h} of the NIfTI Data Format Working Group. The affine is in
 * mm, whatever the unit of the file; extensions are skipped; if neither sform nor qform is given, only the spacing is
 * used, with the center of the first voxel at the origin. Further dimensions, time points or vector components, are
 * channels, the fourth fastest; a color is three or four channels. Voxels become the nearest floats, scaling is done in
 * double. Complex numbers and 128-bit floats are rejected.
 *
 * <p>Writes version 1, or version 2 if an axis is too long for it or the grid comes from a version 2 image.
 */
public final class Nifti implements WritableFormat {

    @Override
    public String name() {
        return "NIfTI";
    }

    @Override
    public List<String> endings() {
        return List.of(".nii.gz", ".nii");
    }

    @Override
    public boolean recognizes(byte[] head) {
        byte[] start = head;
        if (head.length > 2 && head[0] == 0x1f && head[1] == (byte) 0x8b) {
            start = inflated(head);
        }
        for (NiftiVersion version : NiftiVersion.values()) {
            if (start.length >= NiftiVersion.ONE.headerBytes() && version.isSingle(start)) {
                return true;
            }
        }
        return false;
    }

    /** The part of a header available from the first bytes of a gzip file. */
    private static byte[] inflated(byte[] head) {
        byte[] start = new byte[NiftiVersion.ONE.headerBytes()];
        int there = 0;
        try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(head))) {
            int read = 0;
            while (read >= 0 && there < start.length) {
                there += read;
                read = in.read(start, there, start.length - there);
            }
        } catch (IOException end) {
            // only the first bytes of the file are available
        }
        return Arrays.copyOf(start, there);
    }

    @Override
    public Geometry readGeometry(Path file) {
        try (var bytes = NiftiBytes.single(file)) {
            return bytes.header().geometry();
        }
    }

    @Override
    public List<PlacementNote> placementNotes(Path file) {
        try (var bytes = NiftiBytes.single(file)) {
            return bytes.header().notes();
        }
    }

    @Override
    public List<Volume> readChannels(Path file) {
        try (var bytes = NiftiBytes.single(file)) {
            return NiftiVoxels.channels(bytes);
        }
    }

    @Override
    public StoredLabels readLabels(Path file) {
        try (var bytes = NiftiBytes.single(file)) {
            return NiftiVoxels.labels(bytes);
        }
    }

    @Override
    public void write(Volume volume, Path file) {
        NiftiVersion version = versionFor(volume.shape());
        NiftiPlacement placement = NiftiPlacement.of(volume.geometry().affine(), version);
        byte[] header = NiftiHeader.bytes(version, volume.shape(), 3, VoxelType.FLOAT32, placement);
        NiftiWriter.write(file, header, volume.voxels());
    }

    @Override
    public void write(LabelMap labels, Path file) {
        NiftiVersion version = versionFor(labels.shape());
        write(labels, version, 3, NiftiPlacement.of(labels.geometry().affine(), version), file);
    }

    @Override
    public void writeOnGridOf(LabelMap labels, Path image, Path file) {
        NiftiHeader like;
        try (var bytes = NiftiBytes.single(image)) {
            like = bytes.header();
        }
        if (!like.geometry().matches(labels.geometry())) {
            throw new IllegalArgumentException(
                    "labels on %s are not on the grid of %s, %s".formatted(labels.geometry(), image, like.geometry()));
        }
        write(labels, like.version(), Math.min(3, like.dimensions()), like.placement(), file);
    }

    private static NiftiVersion versionFor(Shape shape) {
        int longest = Math.max(shape.x(), Math.max(shape.y(), shape.z()));
        return longest > Short.MAX_VALUE ? NiftiVersion.TWO : NiftiVersion.ONE;
    }

    private static void write(
            LabelMap labels, NiftiVersion version, int dimensions, NiftiPlacement placement, Path file) {
        short[] voxels = labels.voxels();
        short largest = 0;
        for (short label : voxels) {
            largest = label > largest ? label : largest;
        }
        VoxelType type = largest < 256 ? VoxelType.UINT8 : VoxelType.INT16;
        byte[] header = NiftiHeader.bytes(version, labels.shape(), dimensions, type, placement);
        NiftiWriter.write(file, header, voxels, type);
    }
}
