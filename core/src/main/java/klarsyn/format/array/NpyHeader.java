package klarsyn.format.array;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import klarsyn.base.DataException;
import klarsyn.base.Where;
import klarsyn.format.file.Contents;
import klarsyn.format.file.NumberType;
import klarsyn.format.file.NumericArray;

/**
 * The header of an .npy file: a Python dictionary literal with three keys.
 *
 * @param fortran    whether the first axis is the fastest
 * @param dataOffset start of the numbers
 */
record NpyHeader(NumberType type, ByteOrder order, boolean fortran, List<Integer> shape, long dataOffset) {

    static final String MAGIC = "\u0093NUMPY";

    /** Magic number, version and a length of two bytes; four bytes from version 2.0 on. */
    static final int FIXED_BYTES_1 = 10;

    private static final int LARGEST_TEXT = 1 << 16;
    /** Maximum size of a header. */
    static final int LARGEST = FIXED_BYTES_1 + 2 + LARGEST_TEXT;

    private static final int MAX_AXES = 64;

    private static final Pattern DESCR =
            Pattern.compile("['\"]descr['\"]\\s*+:\\s*+(?:'([^']*+)'|\"([^\"]*+)\"|(\\S))");
    private static final Pattern FORTRAN = Pattern.compile("['\"]fortran_order['\"]\\s*+:\\s*+(True|False)");
    private static final Pattern SHAPE = Pattern.compile("['\"]shape['\"]\\s*+:\\s*+\\(([^)]*+)\\)");
    private static final Pattern AXIS = Pattern.compile("\\s*+(\\d{1,18}+)L?\\s*+");

    private static final Map<String, NumberType> TYPES = Map.ofEntries(
            Map.entry("b1", NumberType.BOOL),
            Map.entry("i1", NumberType.INT8),
            Map.entry("u1", NumberType.UINT8),
            Map.entry("i2", NumberType.INT16),
            Map.entry("u2", NumberType.UINT16),
            Map.entry("i4", NumberType.INT32),
            Map.entry("u4", NumberType.UINT32),
            Map.entry("i8", NumberType.INT64),
            Map.entry("u8", NumberType.UINT64),
            Map.entry("f2", NumberType.FLOAT16),
            Map.entry("f4", NumberType.FLOAT32),
            Map.entry("f8", NumberType.FLOAT64));

    static NpyHeader parse(MemorySegment bytes, Where where) {
        if (bytes.byteSize() < FIXED_BYTES_1 || !text(bytes, 0, MAGIC.length()).equals(MAGIC)) {
            throw bad(where, "it does not start with the NumPy magic number%s".formatted(kindOf(bytes)));
        }
        int version = bytes.get(ValueLayout.JAVA_BYTE, 6);
        if (version < 1 || version > 3) {
            throw bad(where, "its format version is %d, but only 1 to 3 are supported".formatted(version));
        }
        boolean wide = version > 1;
        long start = wide ? FIXED_BYTES_1 + 2 : FIXED_BYTES_1;
        if (bytes.byteSize() < start) {
            throw bad(where, "it ends within its header");
        }
        long length = (long) (wide ? NumberType.UINT32 : NumberType.UINT16).at(bytes, 8, ByteOrder.LITTLE_ENDIAN);
        if (length > LARGEST_TEXT || length > bytes.byteSize() - start) {
            throw bad(where, "its header claims %d bytes, more than present or plausible".formatted(length));
        }
        return parse(text(bytes, start, (int) length), start + length, where);
    }

    private static NpyHeader parse(String text, long dataOffset, Where where) {
        Matcher descr = find(DESCR, text, "descr", where);
        if (descr.group(3) != null) {
            throw rejected("records of several fields", where);
        }
        String code = Optional.ofNullable(descr.group(1)).orElseGet(() -> descr.group(2));
        boolean fortran = find(FORTRAN, text, "fortran_order", where).group(1).equals("True");
        List<Integer> shape = shape(find(SHAPE, text, "shape", where).group(1), where);
        NumberType type = type(code, where);
        ByteOrder order = code.startsWith(">") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
        return new NpyHeader(type, order, fortran && shape.size() > 1, shape, dataOffset);
    }

    private static Matcher find(Pattern pattern, String text, String key, Where where) {
        Matcher matcher = pattern.matcher(text);
        if (!matcher.find()) {
            throw bad(where, "its header has no " + key);
        }
        return matcher;
    }

    private static NumberType type(String code, Where where) {
        NumberType type = code.isEmpty() ? null : TYPES.get(code.substring(1));
        if (type != null && "<>|=".indexOf(code.charAt(0)) >= 0) {
            return type;
        }
        char kind = code.length() < 2 ? '?' : code.charAt(1);
        throw rejected(
                switch (kind) {
                    case 'O' -> "Python objects (a pickle), which could execute code and are never loaded";
                    case 'U', 'S', 'a' -> "text";
                    case 'c' -> "complex numbers";
                    case 'M', 'm' -> "dates or times";
                    case 'V' -> "raw bytes";
                    case 'f' -> "floats of more than 64 bits";
                    default -> "values of an unknown type";
                },
                where);
    }

    private static List<Integer> shape(String text, Where where) {
        List<Integer> shape = new ArrayList<>();
        String[] parts = text.split(",", MAX_AXES + 2);
        for (int i = 0; i < parts.length; i++) {
            if (parts[i].isBlank() && i == parts.length - 1) {
                break;
            }
            Matcher axis = AXIS.matcher(parts[i]);
            if (!axis.matches() || i >= MAX_AXES || Long.parseLong(axis.group(1)) > Integer.MAX_VALUE) {
                throw bad(where, "its shape is invalid or too large");
            }
            shape.add(Integer.parseInt(axis.group(1)));
        }
        return List.copyOf(shape);
    }

    /** Checks the claimed size against the actual size before allocation. */
    void rejectOtherSize(long there, Where where) {
        long claimed = type.bytes();
        try {
            for (int along : shape) {
                claimed = Math.multiplyExact(claimed, along);
            }
        } catch (ArithmeticException overflow) {
            claimed = Long.MAX_VALUE;
        }
        if (claimed > there) {
            throw bad(
                    where,
                    "its header claims %s numbers of %d bytes, but only %d bytes follow: it is truncated"
                            .formatted(NumericArray.describe(shape), type.bytes(), there));
        } else if (claimed < there) {
            throw new DataException(
                    "%d bytes follow the array described by its header (%s numbers of %d bytes)"
                            .formatted(there - claimed, NumericArray.describe(shape), type.bytes()),
                    where,
                    "save one array per file, or all of them with numpy.savez");
        }
    }

    /** NumPy's type code, such as {@code <f4}. */
    static String codeOf(NumberType type, ByteOrder order) {
        for (Map.Entry<String, NumberType> known : TYPES.entrySet()) {
            if (known.getValue() == type) {
                String sign = type.bytes() == 1 ? "|" : order == ByteOrder.BIG_ENDIAN ? ">" : "<";
                return sign + known.getKey();
            }
        }
        throw new IllegalArgumentException("NumPy has no " + type);
    }

    private static String text(MemorySegment bytes, long start, int length) {
        return new String(bytes.asSlice(start, length).toArray(ValueLayout.JAVA_BYTE), StandardCharsets.ISO_8859_1);
    }

    private static String kindOf(MemorySegment bytes) {
        long head = Math.min(bytes.byteSize(), 512);
        return "; it seems to contain "
                + Contents.describe(bytes.asSlice(0, head).toArray(ValueLayout.JAVA_BYTE));
    }

    private static DataException rejected(String kind, Where where) {
        return new DataException(
                "the array contains %s, not numbers".formatted(kind),
                where,
                "save it as an array of numbers, such as array.astype(\"float32\")");
    }

    private static DataException bad(Where where, String what) {
        return new DataException(
                "the .npy array is incomplete or damaged: " + what, where, "save it again with numpy.save");
    }
}
