package klarsyn.format.metaimage;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import klarsyn.format.file.PlacementNote;
import klarsyn.format.file.StoredLabels;
import klarsyn.format.file.WritableFormat;
import klarsyn.format.rawdata.VoxelBytes;
import klarsyn.image.Geometry;
import klarsyn.image.LabelMap;
import klarsyn.image.Volume;

/**
 * MetaImage, with the header in the same file (.mha) or separate (.mhd); written with zlib into one file.
 *
 * <p>Source: the MetaIO documentation, and where that is silent ITK's reader: {@code TransformMatrix} contains the first
 * axis in its first numbers, {@code AnatomicalOrientation} and {@code CenterOfRotation} are ignored, intensities are
 * not scaled. Components and axes beyond the third are channels, the components fastest. Images of one or two axes have
 * depth 1 and use only their spacing, with the center of the first voxel at the origin.
 */
public final class MetaImage implements WritableFormat {

    @Override
    public String name() {
        return "MetaImage";
    }

    @Override
    public List<String> endings() {
        return List.of(".mha", ".mhd");
    }

    @Override
    public boolean recognizes(byte[] head) {
        String start = new String(head, StandardCharsets.ISO_8859_1);
        return start.startsWith("ObjectType = Image") || start.startsWith("NDims = ");
    }

    @Override
    public Geometry readGeometry(Path file) {
        return MetaImageHeader.read(file).geometry();
    }

    @Override
    public List<PlacementNote> placementNotes(Path file) {
        return MetaImageNotes.of(MetaImageHeader.read(file));
    }

    @Override
    public List<Volume> readChannels(Path file) {
        MetaImageHeader header = MetaImageHeader.read(file);
        return Arrays.stream(header.voxels().intensities())
                .map(voxels -> new Volume(header.geometry(), voxels))
                .toList();
    }

    @Override
    public StoredLabels readLabels(Path file) {
        MetaImageHeader header = MetaImageHeader.read(file);
        return header.voxels().labels(header.geometry());
    }

    @Override
    public void write(Volume volume, Path file) {
        MetaImageWriter.write(file, MetaImageWriter.placing(volume.geometry()), VoxelBytes.of(volume));
    }

    @Override
    public void write(LabelMap labels, Path file) {
        MetaImageWriter.write(file, MetaImageWriter.placing(labels.geometry()), VoxelBytes.of(labels));
    }

    @Override
    public void writeOnGridOf(LabelMap labels, Path image, Path file) {
        MetaImageHeader like = MetaImageHeader.read(image);
        if (!like.geometry().matches(labels.geometry())) {
            throw new IllegalArgumentException(
                    "labels on %s are not on the grid of %s, %s".formatted(labels.geometry(), image, like.geometry()));
        }
        if (like.dimensions() > 3) {
            write(labels, file);
        } else {
            MetaImageWriter.write(file, MetaImageWriter.placingAs(like), VoxelBytes.of(labels));
        }
    }
}
