package klarsyn.format.nifti;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import klarsyn.base.DataException;
import klarsyn.base.Heap;
import klarsyn.base.Where;
import klarsyn.format.file.PlacementNote;
import klarsyn.format.file.StoredLabels;
import klarsyn.format.file.VoxelSink;
import klarsyn.image.Volume;

/** Decodes the bytes of a NIfTI file to images, in one pass without a second copy of the voxels. */
final class NiftiVoxels {

    private NiftiVoxels() {}

    /** Volume by volume in file order, colors as one volume per component. */
    static List<Volume> channels(NiftiBytes bytes) {
        NiftiHeader header = bytes.header();
        int components = header.voxel().components();
        List<Volume> channels = new ArrayList<>();
        bytes.rejectEmptyClaim();
        for (int volume = 0; volume < header.volumes(); volume++) {
            float[][] parts = new float[components][];
            for (int part = 0; part < components; part++) {
                parts[part] = allocate(float[]::new, header, bytes.file());
                channels.add(new Volume(header.geometry(), parts[part]));
            }
            bytes.readVolume(components == 1 ? new VoxelSink.Intensities(parts[0]) : new VoxelSink.Interleaved(parts));
        }
        bytes.finish();
        return List.copyOf(channels);
    }

    static StoredLabels labels(NiftiBytes bytes) {
        NiftiHeader header = bytes.header();
        if (header.channels() != 1) {
            throw header.notes().stream()
                    .filter(note -> note.cause() == PlacementNote.Cause.SLICES_AS_CHANNELS)
                    .findFirst()
                    .map(note -> new DataException(
                            "a label map has one channel, but this file has %d: %s"
                                    .formatted(header.channels(), note.what()),
                            Where.file(bytes.file()),
                            note.fix()))
                    .orElseGet(() -> new DataException(
                            "a label map has one channel, but this file has " + header.channels(),
                            Where.file(bytes.file()),
                            "write one label per voxel"));
        }
        bytes.rejectEmptyClaim();
        var labels = new VoxelSink.Labels(allocate(short[]::new, header, bytes.file()));
        bytes.readVolume(labels);
        bytes.finish();
        return labels.on(header.geometry(), Where.file(bytes.file()));
    }

    /** Allocates one channel; the claimed size was checked against the file size before. */
    private static <A> A allocate(IntFunction<A> constructor, NiftiHeader header, Path file) {
        int voxels = header.geometry().shape().voxels();
        try {
            return constructor.apply(voxels);
        } catch (OutOfMemoryError tooLarge) {
            throw new DataException(
                    "the image has %d voxels per channel, too many for the %d MiB of Java memory"
                            .formatted(voxels, Runtime.getRuntime().maxMemory() >> 20),
                    Where.file(file),
                    Heap.MORE,
                    tooLarge);
        }
    }
}
