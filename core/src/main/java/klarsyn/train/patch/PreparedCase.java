package klarsyn.train.patch;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;
import java.util.stream.IntStream;
import klarsyn.base.DataException;
import klarsyn.base.Where;
import klarsyn.data.Case;
import klarsyn.data.label.Labels;
import klarsyn.image.LabelMap;
import klarsyn.image.Shape;
import klarsyn.image.Volume;
import klarsyn.prepare.Normalization.Extent;
import klarsyn.prepare.PreprocessedImage;
import klarsyn.prepare.Preprocessing;
import klarsyn.train.PackedFile;

/**
 * A preprocessed case in a memory-mapped cache: patches are copied from it, and the system may drop its pages.
 *
 * <p>It contains the channels as float, then the labels as short, {@code [C, D, H, W]} with W fastest, in the machine's
 * byte order.
 *
 * @param id         of the case
 * @param shape      voxels along x (W), y (H) and z (D)
 * @param channels   number of channels
 * @param blanked    channels that are 0 wherever labels are below 0
 * @param voxels     its part of the mapped file
 * @param structures positions of the labels and regions that occur
 * @param annotated  positions of annotated voxels, if the task has ignored values
 */
record PreparedCase(
        String id,
        Shape shape,
        int channels,
        List<Integer> blanked,
        MemorySegment voxels,
        List<StructureVoxels> structures,
        List<StructureVoxels> annotated) {

    /** The label of voxels outside the case, or outside its nonzero part. */
    static final short OUTSIDE = -1;

    /**
     * A case in the cache before mapping.
     *
     * @param start offset in the file
     * @param bytes number of bytes
     * @param unmapped the case without its voxels
     */
    record Written(long start, long bytes, PreparedCase unmapped) {

        PreparedCase in(MemorySegment file) {
            return new PreparedCase(
                    unmapped.id,
                    unmapped.shape,
                    unmapped.channels,
                    unmapped.blanked,
                    file.asSlice(start, bytes),
                    unmapped.structures,
                    unmapped.annotated);
        }
    }

    /** Prepares a case and appends it to the cache. */
    static Written write(Case subject, Preprocessing preprocessing, Labels task, PackedFile file) {
        PreprocessedImage.Labeled prepared = prepared(subject, preprocessing);
        List<Volume> image = prepared.image().channels();
        LabelMap labels = prepared.labels();
        List<Integer> blanked = IntStream.range(0, image.size())
                .filter(channel -> preprocessing.channels().get(channel).extent() == Extent.NON_ZERO)
                .boxed()
                .toList();
        long bytes = ((long) Float.BYTES * image.size() + Short.BYTES)
                * labels.shape().voxels();
        PackedFile.Appender place = file.append(bytes);
        image.forEach(volume -> place.put(volume.voxels()));
        place.put(labels.voxels());
        return new Written(
                place.start(),
                bytes,
                new PreparedCase(
                        subject.id(),
                        labels.shape(),
                        image.size(),
                        blanked,
                        MemorySegment.NULL,
                        StructureVoxels.of(labels.voxels(), task),
                        StructureVoxels.annotated(labels.voxels(), task.ignored())));
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

    /** Copies {@code length} intensities along x, starting at a voxel, to an offset in {@code target}. */
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
