package klarsyn.dicom.series;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import klarsyn.base.Count;
import klarsyn.base.DataException;
import klarsyn.base.Heap;
import klarsyn.base.Where;
import klarsyn.dicom.pixel.FrameValues;
import klarsyn.dicom.pixel.PixelFormat;
import klarsyn.image.Geometry;
import klarsyn.image.Shape;
import klarsyn.image.Volume;

/** Reads the pixels of slices, each file once, into the arrays of volumes. */
final class SliceDecoder {

    /** No supported compression reaches this number of pixels per byte. */
    private static final long MAX_PIXELS_PER_BYTE = 4096;

    private final Geometry geometry;
    private final List<List<Slice>> volumes;
    private final List<float[]> channels = new ArrayList<>();
    private int samples;

    private SliceDecoder(Geometry geometry, List<List<Slice>> volumes) {
        this.geometry = geometry;
        this.volumes = volumes;
    }

    /** Target of a slice. */
    private record Target(Slice slice, int volume, int z) {}

    /**
     * Volumes in list order, colors as red, green and blue in turn.
     *
     * @param volumes slices of each, as many as the grid has
     * @param bytes   total size of all files
     */
    static List<Volume> decode(Geometry geometry, List<List<Slice>> volumes, long bytes) {
        var decoder = new SliceDecoder(geometry, volumes);
        decoder.requireRoom(bytes);
        for (Map.Entry<Path, List<Target>> file : decoder.targets().entrySet()) {
            decoder.read(file.getKey(), file.getValue());
        }
        return decoder.channels.stream()
                .map(voxels -> new Volume(geometry, voxels))
                .toList();
    }

    private Where where() {
        return Where.file(volumes.getFirst().getFirst().file());
    }

    private void requireRoom(long bytes) {
        Shape shape = geometry.shape();
        long plane = (long) shape.x() * shape.y();
        if (plane > Integer.MAX_VALUE / shape.z() || plane * shape.z() * volumes.size() > bytes * MAX_PIXELS_PER_BYTE) {
            throw new DataException(
                    "the series claims %s voxels, more than its %d bytes or a Java array can hold"
                            .formatted(shape, bytes),
                    where(),
                    "export the series again, or in parts");
        }
    }

    private Map<Path, List<Target>> targets() {
        Map<Path, List<Target>> byFile = new LinkedHashMap<>();
        for (int volume = 0; volume < volumes.size(); volume++) {
            List<Slice> slices = volumes.get(volume);
            for (int z = 0; z < slices.size(); z++) {
                byFile.computeIfAbsent(slices.get(z).file(), _ -> new ArrayList<>())
                        .add(new Target(slices.get(z), volume, z));
            }
        }
        byFile.values()
                .forEach(list -> list.sort(
                        Comparator.comparingInt(target -> target.slice().frame())));
        return byFile;
    }

    private void read(Path path, List<Target> targets) {
        FrameValues frames = FrameValues.read(path);
        int decoded = -1;
        float[] values = new float[0];
        for (Target target : targets) {
            int frame = target.slice().frame();
            if (frame != decoded) {
                requireFrame(frames.format(), target.slice());
                values = frames.frame(frame);
                decoded = frame;
            }
            allocate(frames.samples(), target.slice());
            copy(values, frames.format().columns(), target);
        }
    }

    /** Allocates nothing before a first frame is decoded. */
    private void allocate(int samples, Slice slice) {
        if (samples != this.samples && !channels.isEmpty()) {
            throw changed(slice);
        }
        this.samples = samples;
        int wanted = Math.multiplyExact(samples, volumes.size());
        try {
            while (channels.size() < wanted) {
                channels.add(new float[geometry.shape().voxels()]);
            }
        } catch (OutOfMemoryError tooLarge) {
            channels.clear();
            throw new DataException(
                    "the series has %s of %s voxels, too many for the %d MiB of Java memory"
                            .formatted(
                                    Count.of(wanted, "channel"),
                                    geometry.shape(),
                                    Runtime.getRuntime().maxMemory() >> 20),
                    where(),
                    Heap.MORE,
                    tooLarge);
        }
    }

    /** The file may have changed since its header was read. */
    private static void requireFrame(PixelFormat format, Slice slice) {
        Slice.Tile tile = slice.tile();
        if (slice.frame() >= format.frames()
                || tile.x() + tile.width() > format.columns()
                || tile.y() + tile.height() > format.rows()) {
            throw changed(slice);
        }
    }

    private static DataException changed(Slice slice) {
        return new DataException(
                "the frames of the file changed during reading",
                Where.file(slice.file()),
                "read the file again when no program writes to it");
    }

    private void copy(float[] values, int columns, Target target) {
        Slice.Tile tile = target.slice().tile();
        Shape shape = geometry.shape();
        for (int sample = 0; sample < samples; sample++) {
            float[] channel = channels.get(target.volume() * samples + sample);
            for (int y = 0; y < tile.height(); y++) {
                int from = ((tile.y() + y) * columns + tile.x()) * samples + sample;
                int to = shape.index(0, y, target.z());
                for (int x = 0; x < tile.width(); x++) {
                    channel[to + x] = values[from + x * samples];
                }
            }
        }
    }
}
