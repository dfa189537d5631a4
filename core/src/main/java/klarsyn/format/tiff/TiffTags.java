package klarsyn.format.tiff;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import klarsyn.base.DataException;
import klarsyn.base.Where;

/**
 * The directory of a page, by tag.
 *
 * @param order       byte order of the file
 * @param values      integers
 * @param fractions   first fraction of a tag
 * @param description text of the tag ImageDescription, empty without one
 */
record TiffTags(ByteOrder order, Map<Integer, long[]> values, Map<Integer, Double> fractions, String description) {

    private static final int DESCRIPTION = 270;
    private static final int ASCII = 2;
    private static final int RATIONAL = 5;

    private static final int BIG = 43;
    private static final int MAX_PAGES = 1 << 16;
    private static final int MAX_ENTRIES = 1 << 12;

    static List<TiffTags> ofPages(byte[] file, Where where) {
        try {
            List<TiffTags> pages = pages(ByteBuffer.wrap(file), where);
            if (pages.isEmpty()) {
                throw bad(where, "it has no page");
            }
            return pages;
        } catch (BufferUnderflowException | IllegalArgumentException | IndexOutOfBoundsException beyond) {
            throw new DataException(
                    "the TIFF picture is incomplete: a directory is past its end, it is truncated",
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
            throw bad(where, "it does not start with a TIFF header");
        }
        boolean big = version == BIG;
        long next = big ? file.getLong(8) : unsigned(file, 4);
        Set<Long> visited = new HashSet<>();
        List<TiffTags> pages = new ArrayList<>();
        while (next != 0) {
            if (!visited.add(next) || pages.size() == MAX_PAGES) {
                throw bad(where, "its pages form a cycle or are implausibly many");
            }
            file.position(Math.toIntExact(Math.clamp(next, -1, Integer.MAX_VALUE)));
            pages.add(page(file, big, where));
            next = big ? file.getLong() : file.getInt() & 0xffffffffL;
        }
        return pages;
    }

    /** Reads one directory and advances the position past it. */
    private static TiffTags page(ByteBuffer file, boolean big, Where where) {
        long entries = big ? file.getLong() : file.getShort() & 0xffff;
        if (entries < 0 || entries > MAX_ENTRIES) {
            throw bad(where, "a directory claims %d entries".formatted(entries));
        }
        Map<Integer, long[]> values = new HashMap<>();
        Map<Integer, Double> fractions = new HashMap<>();
        String description = "";
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
            } else if (type == RATIONAL && count == 1) {
                fraction(file, big ? field : unsigned(file, field)).ifPresent(value -> fractions.put(tag, value));
            } else if (type == ASCII && tag == DESCRIPTION && count >= 0 && count <= file.limit()) {
                description = text(
                        file, count <= room ? field : big ? file.getLong(field) : unsigned(file, field), (int) count);
            }
            file.position(field + room);
        }
        return new TiffTags(file.order(), values, fractions, description);
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

    /** A fraction of two 32-bit numbers; empty if past the end of the file, since pixels do not depend on it. */
    private static OptionalDouble fraction(ByteBuffer file, long at) {
        return at > file.limit() - Long.BYTES
                ? OptionalDouble.empty()
                : OptionalDouble.of((double) unsigned(file, (int) at) / unsigned(file, (int) at + Integer.BYTES));
    }

    /** Up to the first zero byte, in UTF-8. */
    private static String text(ByteBuffer file, long at, int count) {
        if (at < 0 || at + count > file.limit()) {
            throw new IndexOutOfBoundsException();
        }
        byte[] bytes = new byte[count];
        file.get((int) at, bytes);
        String text = new String(bytes, StandardCharsets.UTF_8);
        int end = text.indexOf('\0');
        return end < 0 ? text : text.substring(0, end);
    }

    private static long unsigned(ByteBuffer file, int at) {
        return file.getInt(at) & 0xffffffffL;
    }

    /** Size of an integer type: BYTE, SHORT, LONG, IFD, LONG8, IFD8; 0 for other types. */
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

    /** The first value of a tag, or a default if the tag is missing. */
    long first(int tag, long otherwise) {
        return find(tag).map(all -> all[0]).orElse(otherwise);
    }

    /** The fraction of a tag; NaN if there is none. */
    double fraction(int tag) {
        return fractions.getOrDefault(tag, Double.NaN);
    }

    static DataException bad(Where where, String what) {
        return new DataException(
                "the TIFF picture is incomplete or damaged: " + what, where, "copy or export it again");
    }
}
