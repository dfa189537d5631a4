package klarsyn.dicom;

import java.util.List;

/**
 * One element of a data set.
 *
 * @param tag            what it is
 * @param representation how its bytes are to be read
 * @param content        where they lie, or the items
 */
record Element(int tag, ValueRepresentation representation, Content content) {

    /** What an element holds. */
    sealed interface Content {}

    /**
     * Plain bytes of the source.
     *
     * @param offset of the first
     * @param length how many
     */
    record Slice(int offset, int length) implements Content {}

    /**
     * The items of a sequence.
     *
     * @param items in order
     */
    record Items(List<DicomObject> items) implements Content {}

    /**
     * Compressed pixels: a table of offsets (perhaps empty), then fragments.
     *
     * @param slices in order
     */
    record Fragments(List<Slice> slices) implements Content {}
}
