package klarsyn.train;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import klarsyn.base.DataException;
import klarsyn.base.Where;
import klarsyn.base.WholeFile;
import klarsyn.data.Case;
import klarsyn.image.LabelMap;
import klarsyn.image.Shape;
import klarsyn.image.Volume;
import klarsyn.plan.Prepared;
import klarsyn.plan.Preprocessing;

/**
 * A case as the network sees it, in a file that is mapped into memory: patches are copied out of it, and the system may
 * drop its pages when memory is short.
 *
 * <p>The file holds the channels as float and then the labels as short, {@code [C, D, H, W]} with W fastest, in the
 * machine's byte order: it is a cache, made anew by every run.
 *
 * @param id         the case's
 * @param shape      voxels along x (W), y (H) and z (D)
 * @param channels   number of channels
 * @param voxels     the mapped file
 * @param foreground for each label that occurs, positions of some of its voxels
 */
record PreparedCase(String id, Shape shape, int channels, MemorySegment voxels, List<int[]> foreground) {

    private static final int POSITIONS = 4_096;

    /** Writes the prepared case to {@code file} and maps it for the arena's lifetime. */
    static PreparedCase of(Case subject, Preprocessing preprocessing, Path file, Arena arena) {
        Prepared.Labelled prepared = preprocessing.apply(subject.readImage(), subject.readLabels());
        List<Volume> image = prepared.image().channels();
        LabelMap labels = prepared.labels();
        WholeFile.write(file, temporary -> write(temporary, image, labels));
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            MemorySegment mapped = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena);
            return new PreparedCase(subject.id(), labels.shape(), image.size(), mapped, positions(labels));
        } catch (IOException failure) {
            throw new DataException(
                    "cannot map the prepared case (" + failure.getMessage() + ")",
                    Where.of(subject.id(), file),
                    "free memory or disk space and start again",
                    failure);
        }
    }

    private static void write(Path file, List<Volume> image, LabelMap labels) throws IOException {
        try (FileChannel channel = FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            for (Volume volume : image) {
                ByteBuffer bytes = buffer(volume.voxels().length, Float.BYTES);
                bytes.asFloatBuffer().put(volume.voxels());
                drain(channel, bytes);
            }
            ByteBuffer bytes = buffer(labels.voxels().length, Short.BYTES);
            bytes.asShortBuffer().put(labels.voxels());
            drain(channel, bytes);
        }
    }

    private static ByteBuffer buffer(int count, int size) {
        return ByteBuffer.allocate(Math.multiplyExact(count, size)).order(ByteOrder.nativeOrder());
    }

    private static void drain(FileChannel channel, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    /** Up to 4096 evenly spread positions of each label that occurs. */
    private static List<int[]> positions(LabelMap labels) {
        int[] counts = new int[1 + max(labels.voxels())];
        for (short label : labels.voxels()) {
            counts[label]++;
        }
        List<int[]> positions = new ArrayList<>();
        for (int label = 1; label < counts.length; label++) {
            if (counts[label] > 0) {
                positions.add(positions(labels.voxels(), label, counts[label]));
            }
        }
        return List.copyOf(positions);
    }

    private static int[] positions(short[] voxels, int label, int count) {
        int kept = Math.min(count, POSITIONS);
        int[] positions = new int[kept];
        int next = 0;
        int seen = 0;
        for (int i = 0; i < voxels.length && next < kept; i++) {
            if (voxels[i] == label && (long) seen++ * kept / count >= next) {
                positions[next++] = i;
            }
        }
        return next == kept ? positions : java.util.Arrays.copyOf(positions, next);
    }

    private static int max(short[] voxels) {
        int max = 0;
        for (short voxel : voxels) {
            max = Math.max(max, voxel);
        }
        return max;
    }

    /** Copies {@code length} intensities along x, starting at a voxel, to a place in {@code target}. */
    void copyImage(int channel, int start, float[] target, int at, int length) {
        long offset = 4L * ((long) channel * shape.voxels() + start);
        MemorySegment.copy(voxels, ValueLayout.JAVA_FLOAT_UNALIGNED, offset, target, at, length);
    }

    float intensity(int channel, int index) {
        return voxels.get(ValueLayout.JAVA_FLOAT_UNALIGNED, 4L * ((long) channel * shape.voxels() + index));
    }

    short label(int index) {
        return voxels.get(ValueLayout.JAVA_SHORT_UNALIGNED, 4L * channels * shape.voxels() + 2L * index);
    }
}
