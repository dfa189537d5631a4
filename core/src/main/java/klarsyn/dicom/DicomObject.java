package klarsyn.dicom;

import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import klarsyn.base.DataException;
import klarsyn.base.Where;

/**
 * A data set or a sequence item: elements by tag, read-only.
 *
 * <p>Getters return empty for an absent element and for one without a value. Text is decoded by the character set in
 * effect and stripped of padding; multiple values are split at backslashes, keeping empty ones. Every getter throws
 * {@link DataException} if the element has another type; the message names the tag, never the value.
 */
public final class DicomObject {

    private final Element[] elements;
    private final Surroundings surroundings;

    /**
     * State shared by the elements of an object.
     *
     * @param source   the bytes
     * @param encoding of the elements
     * @param text     decoder of local text
     * @param where    the file
     */
    record Surroundings(ByteSource source, Encoding encoding, TextDecoder text, Where where) {}

    DicomObject(List<Element> elements, Surroundings surroundings) {
        this.elements = sorted(elements);
        this.surroundings = surroundings;
    }

    /** By tag; the last one wins if a tag is repeated. */
    private static Element[] sorted(List<Element> elements) {
        Element[] sorted = elements.toArray(Element[]::new);
        Arrays.sort(sorted, Comparator.comparingInt(each -> each.tag() ^ Integer.MIN_VALUE));
        int kept = 0;
        for (int i = 0; i < sorted.length; i++) {
            if (i + 1 == sorted.length || sorted[i].tag() != sorted[i + 1].tag()) {
                sorted[kept++] = sorted[i];
            }
        }
        return Arrays.copyOf(sorted, kept);
    }

    /** Whether the element is present, with or without a value. */
    public boolean contains(int tag) {
        return find(tag).isPresent();
    }

    /** The tags of all elements, ascending as unsigned numbers. */
    public int[] tags() {
        return Arrays.stream(elements).mapToInt(Element::tag).toArray();
    }

    /** The value representation of an element, from the file or else from the standard. */
    public Optional<ValueRepresentation> representation(int tag) {
        return find(tag).map(Element::representation);
    }

    /** The first value as text, numbers as written; empty if missing or blank. */
    public Optional<String> string(int tag) {
        return strings(tag).stream().findFirst().filter(text -> !text.isEmpty());
    }

    /** All values as text; empty if there are none. */
    public List<String> strings(int tag) {
        return values(tag).map(ElementValue::strings).orElse(List.of());
    }

    /** The first value as an integer. */
    public OptionalInt integer(int tag) {
        int[] all = ints(tag);
        return all.length == 0 ? OptionalInt.empty() : OptionalInt.of(all[0]);
    }

    /**
     * All values as integers; unsigned 32-bit values keep their bits, so those from 2³¹ are negative.
     *
     * <p>Bytes of unknown representation (UN) are read as 8-bit numbers.
     */
    public int[] ints(int tag) {
        return values(tag).map(ElementValue::ints).orElseGet(() -> new int[0]);
    }

    /** All values as 64-bit integers. */
    public long[] longs(int tag) {
        return values(tag).map(ElementValue::longs).orElseGet(() -> new long[0]);
    }

    /** The first value as a number. */
    public OptionalDouble number(int tag) {
        double[] all = doubles(tag);
        return all.length == 0 ? OptionalDouble.empty() : OptionalDouble.of(all[0]);
    }

    /** All values as numbers; unsigned values are never negative. */
    public double[] doubles(int tag) {
        return values(tag).map(ElementValue::doubles).orElseGet(() -> new double[0]);
    }

    /** The items of a sequence, in order. */
    public List<DicomObject> sequence(int tag) {
        Optional<Element> element = find(tag);
        if (element.isEmpty()) {
            return List.of();
        }
        return switch (element.get().content()) {
            case Element.Items items -> items.items();
            case Element.Slice slice when slice.length() == 0 -> List.of();
            case Element.Slice _, Element.Fragments _ -> throw wrong(tag, "is not a sequence of items");
        };
    }

    /** The first item of a sequence. */
    public Optional<DicomObject> item(int tag) {
        return sequence(tag).stream().findFirst();
    }

    /** A copy of the raw bytes of an element; empty if absent. */
    public byte[] bytes(int tag) {
        return values(tag).map(ElementValue::bytes).orElseGet(() -> new byte[0]);
    }

    /**
     * The tag of a private element in this object.
     *
     * @param group   odd
     * @param creator private creator, such as {@code SIEMENS CSA HEADER}
     * @param element the lower 8 bits of the tag
     */
    public OptionalInt privateTag(int group, String creator, int element) {
        for (int block = 0x10; block <= 0xff; block++) {
            int reservation = group << 16 | block;
            if (contains(reservation) && string(reservation).equals(Optional.of(creator))) {
                return OptionalInt.of(group << 16 | block << 8 | (element & 0xff));
            }
        }
        return OptionalInt.empty();
    }

    /** The file of this object. */
    public Where where() {
        return surroundings.where();
    }

    /** The text of a required element. */
    public String requireString(int tag) {
        return string(tag).orElseThrow(() -> missing(tag));
    }

    /** The integer of a required element. */
    public int requireInteger(int tag) {
        return integer(tag).orElseThrow(() -> missing(tag));
    }

    public Optional<Element> find(int tag) {
        int low = 0;
        int high = elements.length - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            int order = Integer.compareUnsigned(elements[middle].tag(), tag);
            if (order == 0) {
                return Optional.of(elements[middle]);
            } else if (order < 0) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return Optional.empty();
    }

    /** The bytes of the object. */
    public ByteSource source() {
        return surroundings.source();
    }

    /** Byte order of numbers in {@link #source}. */
    public ByteOrder byteOrder() {
        return surroundings.encoding().order();
    }

    private Optional<ElementValue> values(int tag) {
        return find(tag).flatMap(element -> switch (element.content()) {
            case Element.Slice slice when slice.length() == 0 -> Optional.empty();
            case Element.Slice slice -> Optional.of(new ElementValue(element, slice, surroundings));
            case Element.Items _ -> throw wrong(tag, "is a sequence of items instead of a value");
            case Element.Fragments _ -> throw wrong(tag, "contains compressed pixels instead of a value");
        });
    }

    private DataException missing(int tag) {
        return wrong(tag, "is missing or has no value");
    }

    private DataException wrong(int tag, String what) {
        return new DataException(Tag.text(tag) + " " + what, where(), "export the file again, or exclude it");
    }

    /** Number of elements; no values, which may identify a patient. */
    @Override
    public String toString() {
        return "DicomObject of %d elements".formatted(elements.length);
    }
}
