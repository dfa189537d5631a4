package klarsyn.format.nrrd;

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
 * NRRD, with the header in the same file or separate; written with gzip.
 *
 * <p>Source: "Definition of NRRD File Format" of Teem 1.9 and later, <a
 * href="https://teem.sourceforge.net/nrrd/format.html">teem.sourceforge.net/nrrd/format.html</a>. Axes without a space
 * direction, and those whose kind is neither {@code domain} nor {@code space}, are channels. Missing axes have depth 1.
 * If the header names no patient space, only the spacing is used, with the center of the first voxel at the origin.
 * Numbers written as text are used as they are, regardless of the declared type.
 */
public final class Nrrd implements WritableFormat {

    @Override
    public String name() {
        return "NRRD";
    }

    @Override
    public List<String> endings() {
        return List.of(".nrrd", ".nhdr");
    }

    @Override
    public boolean recognizes(byte[] head) {
        return new String(head, 0, Math.min(8, head.length), StandardCharsets.ISO_8859_1).matches("NRRD000[1-5]");
    }

    @Override
    public Geometry readGeometry(Path file) {
        return NrrdHeader.read(file).geometry();
    }

    @Override
    public List<PlacementNote> placementNotes(Path file) {
        NrrdHeader header = NrrdHeader.read(file);
        return NrrdNotes.of(header.fields(), header.placement(), NrrdHeader.lengths(header.fields()));
    }

    @Override
    public List<Volume> readChannels(Path file) {
        NrrdHeader header = NrrdHeader.read(file);
        Geometry geometry = header.geometry();
        return Arrays.stream(header.voxels().intensities())
                .map(voxels -> new Volume(geometry, voxels))
                .toList();
    }

    @Override
    public StoredLabels readLabels(Path file) {
        NrrdHeader header = NrrdHeader.read(file);
        return header.voxels().labels(header.geometry());
    }

    @Override
    public void write(Volume volume, Path file) {
        NrrdWriter.write(file, NrrdWriter.placing(volume.geometry()), VoxelBytes.of(volume));
    }

    @Override
    public void write(LabelMap labels, Path file) {
        NrrdWriter.write(file, NrrdWriter.placing(labels.geometry()), VoxelBytes.of(labels));
    }

    @Override
    public void writeOnGridOf(LabelMap labels, Path image, Path file) {
        NrrdHeader like = NrrdHeader.read(image);
        if (!like.geometry().matches(labels.geometry())) {
            throw new IllegalArgumentException(
                    "labels on %s are not on the grid of %s, %s".formatted(labels.geometry(), image, like.geometry()));
        }
        if (like.placement().isThreeDimensional()) {
            NrrdWriter.write(file, NrrdWriter.placingAs(like), VoxelBytes.of(labels));
        } else {
            write(labels, file);
        }
    }
}
