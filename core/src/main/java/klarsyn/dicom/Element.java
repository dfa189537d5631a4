package klarsyn.dicom;

import java.util.List;

/**
 * One element of a data set.
 *
 * @param tag            its tag
 * @param representation type of its bytes
 * @param content        position of its bytes, or its items
 */
public record Element(int tag, ValueRepresentation representation, Content content) {

    /** Content of an element. */
    public sealed interface Content {}

    /**
     * Plain bytes of the source.
     *
     * @param offset of the first byte
     * @param length number of bytes
     */
    public record Slice(int offset, int length) implements Content {}

    /**
     * The items of a sequence.
     *
     * @param items in order
     */
    public record Items(List<DicomObject> items) implements Content {}

    /**
     * Compressed pixels: an offset table (possibly empty), then fragments.
     *
     * @param slices in order
     */
    public record Fragments(List<Slice> slices) implements Content {}
}
