package klarsyn.dicom;

import java.util.List;

/**
 * One element of a data set.
 *
 * @param tag            what it is
 * @param representation how its bytes are to be read
 * @param content        where they lie, or the items
 */
public record Element(int tag, ValueRepresentation representation, Content content) {

    /** What an element holds. */
    public sealed interface Content {}

    /**
     * Plain bytes of the source.
     *
     * @param offset of the first
     * @param length how many
     */
    public record Slice(int offset, int length) implements Content {}

    /**
     * The items of a sequence.
     *
     * @param items in order
     */
    public record Items(List<DicomObject> items) implements Content {}

    /**
     * Compressed pixels: a table of offsets (perhaps empty), then fragments.
     *
     * @param slices in order
     */
    public record Fragments(List<Slice> slices) implements Content {}
}
