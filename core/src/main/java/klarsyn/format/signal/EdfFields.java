package klarsyn.format.signal;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import klarsyn.format.file.TextBytes;

/** The signal part of an EDF header: one column per property, one row per signal. */
final class EdfFields {

    /** Properties in file order. */
    enum Column {
        LABEL(16),
        TRANSDUCER(80),
        UNIT(8),
        PHYSICAL_MIN(8),
        PHYSICAL_MAX(8),
        DIGITAL_MIN(8),
        DIGITAL_MAX(8),
        FILTER(80),
        SAMPLES(8),
        RESERVED(32);

        private final int width;

        Column(int width) {
            this.width = width;
        }

        private int before() {
            return Arrays.stream(values(), 0, ordinal())
                    .mapToInt(column -> column.width)
                    .sum();
        }
    }

    private final byte[] bytes;
    private final int signals;
    private final Path file;

    /** From the bytes after the first 256 of the file. */
    EdfFields(byte[] bytes, int signals, Path file) {
        this.bytes = bytes;
        this.signals = signals;
        this.file = file;
    }

    String text(int index, Column column) {
        int from = column.before() * signals + index * column.width;
        return text(bytes, from, column.width);
    }

    double number(int index, Column column) {
        return number(text(index, column), column.name().toLowerCase(Locale.ROOT), file);
    }

    /**
     * The text of a fixed-width field, padded with spaces by the standard and with zero bytes by some recorders: text
     * after the first zero byte is ignored, as in C strings.
     */
    static String text(byte[] bytes, int from, int width) {
        String text = TextBytes.decode(Arrays.copyOfRange(bytes, from, from + width));
        int start = 0;
        while (start < text.length() && (text.charAt(start) == '\0' || text.charAt(start) == ' ')) {
            start++;
        }
        int end = text.indexOf('\0', start);
        return text.substring(start, end < 0 ? text.length() : end).strip();
    }

    /** A number in plain notation, integers without a decimal point. */
    static String plain(double value) {
        return value == (long) value ? Long.toString((long) value) : Double.toString(value);
    }

    /** The number in a field, with a point or, against the standard, a comma. */
    static double number(String text, String field, Path file) {
        try {
            double value = Double.parseDouble(text.replace(',', '.'));
            if (Double.isFinite(value)) {
                return value;
            }
        } catch (NumberFormatException other) {
            // handled below
        }
        throw EdfLine.bad(file, "the header field %s contains \"%s\", which is not a number".formatted(field, text));
    }
}
