package klarsyn.dicom.pixel;

import java.nio.ByteOrder;
import java.util.Arrays;
import klarsyn.base.DataException;
import klarsyn.dicom.ByteSource;
import klarsyn.dicom.DicomObject;
import klarsyn.dicom.Tag;

/**
 * A lookup table of unsigned entries: descriptor and data of PS3.3, sections C.11.1.1 and C.7.6.3.1.5.
 *
 * @param first   stored value of the first entry; smaller values map to the first entry, larger ones to the last
 * @param entries one or more
 */
record LookupTable(int first, int[] entries) {

    /**
     * The table of a descriptor and a data element.
     *
     * @param format defines whether the first stored value is signed
     */
    static LookupTable of(DicomObject object, int descriptor, int data, PixelFormat format) {
        int[] numbers = object.ints(descriptor);
        if (numbers.length != 3) {
            throw wrong(object, descriptor, "has %d numbers instead of 3".formatted(numbers.length));
        }
        int count = (numbers[0] & 0xffff) == 0 ? 1 << 16 : numbers[0] & 0xffff;
        int first = format.signed() ? (short) numbers[1] : numbers[1] & 0xffff;
        return new LookupTable(first, entries(object, data, count));
    }

    /** Entries of 16 bits, or of 8 bits if there are just enough bytes for that. */
    private static int[] entries(DicomObject object, int data, int count) {
        byte[] bytes = object.bytes(data);
        ByteOrder order = object.byteOrder();
        ByteSource source = ByteSource.of(bytes);
        int[] entries = new int[count];
        if (bytes.length >= 2 * count) {
            Arrays.setAll(entries, i -> source.unsigned16(2 * i, order));
        } else if (bytes.length >= count && bytes.length <= count + 1) {
            int swap = order == ByteOrder.BIG_ENDIAN && bytes.length % 2 == 0 ? 1 : 0;
            Arrays.setAll(entries, i -> source.unsigned8(i ^ swap));
        } else {
            throw wrong(object, data, "has %d bytes for %d entries".formatted(bytes.length, count));
        }
        return entries;
    }

    /** The table of a descriptor with segmented data: PS3.3, section C.7.9.2. */
    static LookupTable ofSegments(DicomObject object, int descriptor, int data, PixelFormat format) {
        int[] numbers = object.ints(descriptor);
        if (numbers.length != 3) {
            throw wrong(object, descriptor, "has %d numbers instead of 3".formatted(numbers.length));
        }
        int count = (numbers[0] & 0xffff) == 0 ? 1 << 16 : numbers[0] & 0xffff;
        int[] segments = (numbers[2] & 0xffff) == 8 ? segmentBytes(object, data) : object.ints(data);
        int first = format.signed() ? (short) numbers[1] : numbers[1] & 0xffff;
        try {
            return new LookupTable(first, new SegmentedTable(segments, count).expand());
        } catch (IndexOutOfBoundsException beyond) {
            throw wrong(object, data, "has segments that do not expand to %d entries".formatted(count));
        }
    }

    private static int[] segmentBytes(DicomObject object, int data) {
        byte[] bytes = object.bytes(data);
        int[] values = new int[bytes.length];
        Arrays.setAll(values, i -> bytes[i] & 0xff);
        return values;
    }

    int apply(int stored) {
        long index = Math.clamp((long) stored - first, 0, entries.length - 1L);
        return entries[(int) index];
    }

    private static DataException wrong(DicomObject object, int tag, String what) {
        return PixelData.wrong(object, Tag.text(tag) + " " + what);
    }
}
