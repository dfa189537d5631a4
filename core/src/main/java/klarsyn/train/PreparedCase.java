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
import java.util.List;
import java.util.stream.IntStream;
import klarsyn.base.AtomicFile;
import klarsyn.base.DataException;
import klarsyn.base.Where;
import klarsyn.data.Case;
import klarsyn.data.Labels;
import klarsyn.image.LabelMap;
import klarsyn.image.Shape;
import klarsyn.image.Volume;
import klarsyn.prepare.Normalization.Extent;
import klarsyn.prepare.PreprocessedImage;
import klarsyn.prepare.Preprocessing;

/**
 * A case as the network sees it, in a file that is mapped into memory: patches are copied out of it, and the system may
 * drop its pages when memory is short.
 *
 * <p>The file holds the channels as float, the labels as short and, in a cascade, what the earlier network said as short,
 * {@code [C, D, H, W]} with W fastest, in the machine's byte order: it is a cache, made anew by every run.
 *
 * @param id         the case's
 * @param shape      voxels along x (W), y (H) and z (D)
 * @param channels   number of channels
 * @param blanked    channels that are 0 wherever the labels are below 0
 * @param voxels     the mapped file
 * @param structures where labels and regions are, those that occur
 * @param annotated  where anything is annotated, if the task has values that are ignored
 */
record PreparedCase(
        String id,
        Shape shape,
        int channels,
        List<Integer> blanked,
        MemorySegment voxels,
        List<Places> structures,
        List<Places> annotated) {

    /** The label of what lies outside the case, or outside the part of it that is not 0. */
    static final short OUTSIDE = -1;

    private static final int CHUNK = 1 << 18;

    /**
     * Writes the prepared case to {@code file} and maps it for the arena's lifetime.
     *
     * @param previous what an earlier network said, on the grid of the image; empty or one
     */
    static PreparedCase of(
            Case subject, Preprocessing preprocessing, Labels task, List<LabelMap> previous, Path file, Arena arena) {
        PreprocessedImage.Labeled prepared = prepared(subject, preprocessing);
        List<Volume> image = prepared.image().channels();
        LabelMap labels = prepared.labels();
        List<LabelMap> maps = previous.isEmpty()
                ? List.of(labels)
                : List.of(labels, preprocessing.alike(prepared.image(), previous.getFirst()));
        AtomicFile.write(file, temporary -> write(temporary, image, maps));
        List<Integer> blanked = IntStream.range(0, image.size())
                .filter(channel -> preprocessing.channels().get(channel).extent() == Extent.NON_ZERO)
                .boxed()
                .toList();
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            MemorySegment mapped = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena);
            return new PreparedCase(
                    subject.id(),
                    labels.shape(),
                    image.size(),
                    blanked,
                    mapped,
                    Places.of(labels.voxels(), task),
                    Places.annotated(labels.voxels(), task.ignored()));
        } catch (IOException failure) {
            throw new DataException(
                    "cannot map the prepared case (" + failure.getMessage() + ")",
                    Where.of(subject.id(), file),
                    "free memory or disk space and start again",
                    failure);
        }
    }

    private static PreprocessedImage.Labeled prepared(Case subject, Preprocessing preprocessing) {
        List<Volume> image = subject.readImage();
        LabelMap labels = subject.readLabels();
        try {
            return preprocessing.apply(image, labels);
        } catch (DataException unplaced) {
            throw new DataException(unplaced.what(), Where.of(subject.id(), subject.file()), unplaced.fix(), unplaced);
        }
    }

    private static void write(Path file, List<Volume> image, List<LabelMap> maps) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(CHUNK * Float.BYTES).order(ByteOrder.nativeOrder());
        try (FileChannel channel = FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            for (Volume volume : image) {
                float[] voxels = volume.voxels();
                for (int from = 0; from < voxels.length; from += CHUNK) {
                    int count = Math.min(CHUNK, voxels.length - from);
                    bytes.clear().asFloatBuffer().put(voxels, from, count);
                    drain(channel, bytes.limit(count * Float.BYTES));
                }
            }
            for (LabelMap map : maps) {
                short[] voxels = map.voxels();
                for (int from = 0; from < voxels.length; from += CHUNK) {
                    int count = Math.min(CHUNK, voxels.length - from);
                    bytes.clear().asShortBuffer().put(voxels, from, count);
                    drain(channel, bytes.limit(count * Short.BYTES));
                }
            }
        }
    }

    private static void drain(FileChannel channel, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
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

    boolean hasPrevious() {
        return voxels.byteSize() > (4L * channels + 2) * shape.voxels();
    }

    /** What an earlier network said. */
    short previous(int index) {
        return voxels.get(ValueLayout.JAVA_SHORT_UNALIGNED, (4L * channels + 2) * shape.voxels() + 2L * index);
    }
}
