package klarsyn.dicom;

import java.math.BigDecimal;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import klarsyn.base.DataException;

/** Converts the bytes of an element to the requested type. */
record ElementValue(Element element, Element.Slice slice, DicomObject.Surroundings surroundings) {

    /** An IS has at most 12 characters and a DS 16; files with more digits exist. */
    private static final int LONGEST_NUMBER = 64;

    byte[] bytes() {
        return surroundings.source().copy(slice.offset(), slice.length());
    }

    List<String> strings() {
        return switch (element.representation().kind()) {
            case TEXT, DECIMAL -> split(new String(bytes(), StandardCharsets.ISO_8859_1));
            case LOCAL_TEXT -> localText();
            case PROSE -> List.of(withoutPadding(surroundings.text().decode(bytes(), element.representation())));
            case TAGS -> Arrays.stream(ints()).mapToObj(Tag::text).toList();
            case UNSIGNED_8 -> split(new String(bytes(), StandardCharsets.ISO_8859_1));
            case UNSIGNED_16, SIGNED_16, SIGNED_32, UNSIGNED_32, SIGNED_64 ->
                Arrays.stream(longs()).mapToObj(Long::toString).toList();
            case FLOAT_32, FLOAT_64 ->
                Arrays.stream(doubles()).mapToObj(Double::toString).toList();
            case ITEMS -> throw wrong("is not text");
        };
    }

    private List<String> localText() {
        List<String> values = split(surroundings.text().decode(bytes(), element.representation()));
        return element.representation() == ValueRepresentation.PN
                ? values.stream().map(ElementValue::withoutEmptyGroups).toList()
                : values;
    }

    /** PS3.5, section 6.2.1.1: delimiters of empty trailing groups of a name may be omitted. */
    private static String withoutEmptyGroups(String name) {
        int end = name.length();
        while (end > 0 && name.charAt(end - 1) == '=') {
            end--;
        }
        return name.substring(0, end);
    }

    /** The values of a text; padding alone is no value. */
    private static List<String> split(String text) {
        List<String> values = new ArrayList<>();
        int start = 0;
        while (start <= text.length()) {
            int end = text.indexOf('\\', start);
            if (end < 0) {
                end = text.length();
            }
            values.add(stripped(text.substring(start, end)));
            start = end + 1;
        }
        return values.size() == 1 && values.getFirst().isEmpty() ? List.of() : List.copyOf(values);
    }

    private static String withoutPadding(String text) {
        int end = text.length();
        while (end > 0 && text.charAt(end - 1) <= ' ') {
            end--;
        }
        return text.substring(0, end);
    }

    private static String stripped(String text) {
        String right = withoutPadding(text);
        int start = 0;
        while (start < right.length() && right.charAt(start) == ' ') {
            start++;
        }
        return right.substring(start);
    }

    int[] ints() {
        long[] wide = longs();
        int[] values = new int[wide.length];
        for (int i = 0; i < values.length; i++) {
            if (wide[i] > 0xffffffffL || wide[i] < Integer.MIN_VALUE) {
                throw wrong("contains a number with more than 32 bits");
            }
            values[i] = (int) wide[i];
        }
        return values;
    }

    long[] longs() {
        ByteOrder order = surroundings.encoding().order();
        ByteSource source = surroundings.source();
        return switch (element.representation().kind()) {
            case UNSIGNED_8 -> whole(1, at -> source.unsigned8(at));
            case UNSIGNED_16 -> whole(2, at -> source.unsigned16(at, order));
            case SIGNED_16 -> whole(2, at -> (short) source.unsigned16(at, order));
            case UNSIGNED_32 -> whole(4, at -> source.signed32(at, order) & 0xffffffffL);
            case SIGNED_32 -> whole(4, at -> source.signed32(at, order));
            case SIGNED_64 -> whole(8, at -> source.signed64(at, order));
            case TAGS -> whole(4, at -> (long) source.unsigned16(at, order) << 16 | source.unsigned16(at + 2, order));
            case DECIMAL -> numbers().stream().mapToLong(this::exact).toArray();
            case TEXT, LOCAL_TEXT, PROSE, FLOAT_32, FLOAT_64, ITEMS -> throw wrong("does not contain integers");
        };
    }

    double[] doubles() {
        ByteOrder order = surroundings.encoding().order();
        ByteSource source = surroundings.source();
        return switch (element.representation().kind()) {
            case FLOAT_32 -> floating(4, at -> Float.intBitsToFloat(source.signed32(at, order)));
            case FLOAT_64 -> floating(8, at -> Double.longBitsToDouble(source.signed64(at, order)));
            case DECIMAL ->
                numbers().stream().mapToDouble(BigDecimal::doubleValue).toArray();
            case UNSIGNED_8, UNSIGNED_16, SIGNED_16, UNSIGNED_32, SIGNED_32, SIGNED_64, TAGS ->
                Arrays.stream(longs()).asDoubleStream().toArray();
            case TEXT, LOCAL_TEXT, PROSE, ITEMS -> throw wrong("does not contain numbers");
        };
    }

    private interface WholeAt {
        long at(int position);
    }

    private interface FloatAt {
        double at(int position);
    }

    private long[] whole(int size, WholeAt reader) {
        long[] values = new long[count(size)];
        for (int i = 0; i < values.length; i++) {
            values[i] = reader.at(slice.offset() + i * size);
        }
        return values;
    }

    private double[] floating(int size, FloatAt reader) {
        double[] values = new double[count(size)];
        for (int i = 0; i < values.length; i++) {
            values[i] = reader.at(slice.offset() + i * size);
        }
        return values;
    }

    private int count(int size) {
        if (slice.length() % size != 0) {
            throw wrong("has %d bytes, not a multiple of %d".formatted(slice.length(), size));
        }
        return slice.length() / size;
    }

    private List<BigDecimal> numbers() {
        List<BigDecimal> numbers = new ArrayList<>();
        for (String text : split(new String(bytes(), StandardCharsets.ISO_8859_1))) {
            try {
                if (text.length() > LONGEST_NUMBER) {
                    throw new NumberFormatException();
                }
                BigDecimal number = new BigDecimal(text);
                if (Math.abs((long) number.scale()) > 400) {
                    throw new NumberFormatException();
                }
                numbers.add(number);
            } catch (NumberFormatException other) {
                throw wrong("contains text that is not a number");
            }
        }
        return numbers;
    }

    private long exact(BigDecimal number) {
        try {
            return number.longValueExact();
        } catch (ArithmeticException fraction) {
            throw wrong("contains a number that is not an integer");
        }
    }

    private DataException wrong(String what) {
        return new DataException(
                Tag.text(element.tag()) + " " + what,
                surroundings.where(),
                "correct the element, export the file again, or exclude it");
    }
}
