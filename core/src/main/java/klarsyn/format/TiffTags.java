package klarsyn.format;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import klarsyn.base.DataException;
import klarsyn.base.Where;

/**
 * The whole numbers that a page's directory holds, by tag; text and fractions are left out.
 *
 * @param order the order of bytes in the file
 */
record TiffTags(ByteOrder order, Map<Integer, long[]> values) {

    private static final int BIG = 43;
    private static final int MOST_PAGES = 1 << 16;
    private static final int MOST_ENTRIES = 1 << 12;

    static List<TiffTags> ofPages(byte[] file, Where where) {
        try {
            List<TiffTags> pages = pages(ByteBuffer.wrap(file), where);
            if (pages.isEmpty()) {
                throw bad(where, "it has no page");
            }
            return pages;
        } catch (BufferUnderflowException | IllegalArgumentException | IndexOutOfBoundsException beyond) {
            throw new DataException(
                    "this is no whole TIFF picture: a directory lies beyond its end, it is cut short",
                    where,
                    "copy or export it again",
                    beyond);
        }
    }

    private static List<TiffTags> pages(ByteBuffer file, Where where) {
        byte mark = file.get(0);
        file.order(mark == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        int version = file.getShort(2);
        if ((mark != 'I' && mark != 'M') || file.get(1) != mark || (version != 42 && version != BIG)) {
            throw bad(where, "it does not begin as TIFF does");
        }
        boolean big = version == BIG;
        long next = big ? file.getLong(8) : unsigned(file, 4);
        Set<Long> visited = new HashSet<>();
        List<TiffTags> pages = new ArrayList<>();
        while (next != 0) {
            if (!visited.add(next) || pages.size() == MOST_PAGES) {
                throw bad(where, "its pages go round in a circle or are more than make sense");
            }
            file.position(Math.toIntExact(Math.clamp(next, -1, Integer.MAX_VALUE)));
            pages.add(page(file, big, where));
            next = big ? file.getLong() : file.getInt() & 0xffffffffL;
        }
        return pages;
    }

    /** Reads one directory and leaves the position behind it. */
    private static TiffTags page(ByteBuffer file, boolean big, Where where) {
        long entries = big ? file.getLong() : file.getShort() & 0xffff;
        if (entries < 0 || entries > MOST_ENTRIES) {
            throw bad(where, "a directory claims %d entries".formatted(entries));
        }
        Map<Integer, long[]> values = new HashMap<>();
        for (int i = 0; i < entries; i++) {
            int tag = file.getShort() & 0xffff;
            int type = file.getShort() & 0xffff;
            long count = big ? file.getLong() : file.getInt() & 0xffffffffL;
            int field = file.position();
            int room = big ? Long.BYTES : Integer.BYTES;
            int size = sizeOf(type);
            if (size > 0 && count >= 0 && count <= file.limit() / size) {
                long at = count * size <= room ? field : big ? file.getLong(field) : unsigned(file, field);
                values.put(tag, read(file, at, type, (int) count));
            }
            file.position(field + room);
        }
        return new TiffTags(file.order(), values);
    }

    private static long[] read(ByteBuffer file, long at, int type, int count) {
        long[] values = new long[count];
        int size = sizeOf(type);
        if (at < 0 || at + (long) count * size > file.limit()) {
            throw new IndexOutOfBoundsException();
        }
        for (int i = 0; i < count; i++) {
            int from = (int) at + i * size;
            values[i] = switch (size) {
                case 1 -> file.get(from) & 0xff;
                case 2 -> file.getChar(from);
                case 4 -> unsigned(file, from);
                default -> file.getLong(from);
            };
        }
        return values;
    }

    private static long unsigned(ByteBuffer file, int at) {
        return file.getInt(at) & 0xffffffffL;
    }

    /** Bytes of one value of the types for whole numbers: BYTE, SHORT, LONG, IFD, LONG8, IFD8; 0 for the others. */
    private static int sizeOf(int type) {
        return switch (type) {
            case 1 -> 1;
            case 3 -> 2;
            case 4, 13 -> 4;
            case 16, 18 -> 8;
            default -> 0;
        };
    }

    Optional<long[]> find(int tag) {
        return Optional.ofNullable(values.get(tag)).filter(all -> all.length > 0);
    }

    /** The first value of a tag, or what stands for it where the tag is missing. */
    long first(int tag, long otherwise) {
        return find(tag).map(all -> all[0]).orElse(otherwise);
    }

    static DataException bad(Where where, String what) {
        return new DataException("this is no whole TIFF picture: " + what, where, "copy or export it again");
    }
}
