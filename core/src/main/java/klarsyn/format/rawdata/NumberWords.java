package klarsyn.format.rawdata;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.regex.Pattern;

/** Parses numbers separated by white space or commas; accepts {@code nan} and {@code inf}. */
public final class NumberWords {

    private static final int LONGEST = 400; // more than the digits of the largest double

    private static final Pattern DECIMAL = Pattern.compile("-?(\\d++\\.?\\d*+|\\.\\d++)([eE][-+]?\\d{1,9})?");

    private final InputStream in;
    private final StringBuilder word = new StringBuilder();

    NumberWords(InputStream in) {
        this.in = in;
    }

    double next() throws IOException {
        int read = in.read();
        while (separates(read)) {
            read = in.read();
        }
        if (read < 0) {
            throw new EOFException();
        }
        word.setLength(0);
        while (read >= 0 && !separates(read)) {
            word.append((char) read);
            if (word.length() > LONGEST) {
                throw new IOException("a number has more than %d digits".formatted(LONGEST));
            }
            read = in.read();
        }
        String text = word.toString();
        return parse(text)
                .orElseThrow(() -> new IOException(
                        "'%s' is not a number".formatted(text.substring(0, Math.min(20, text.length())))));
    }

    private static boolean separates(int read) {
        return read == ',' || (read >= 0 && read <= ' ');
    }

    /** A number as printed by C; empty for anything else. */
    public static OptionalDouble parse(String text) {
        String plain = text.startsWith("+") ? text.substring(1) : text;
        return switch (plain.toLowerCase(Locale.ROOT)) {
            case "nan", "-nan" -> OptionalDouble.of(Double.NaN);
            case "inf", "infinity" -> OptionalDouble.of(Double.POSITIVE_INFINITY);
            case "-inf", "-infinity" -> OptionalDouble.of(Double.NEGATIVE_INFINITY);
            default ->
                DECIMAL.matcher(plain).matches()
                        ? OptionalDouble.of(Double.parseDouble(plain))
                        : OptionalDouble.empty();
        };
    }
}
