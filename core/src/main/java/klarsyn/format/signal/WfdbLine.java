package klarsyn.format.signal;

import java.nio.file.Path;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import klarsyn.base.DataException;
import klarsyn.base.Where;

/**
 * One signal of a WFDB header.
 *
 * @param file            file of the samples, as in the header
 * @param format          number of the encoding
 * @param samplesPerFrame at least 1
 * @param skew            frames by which the signal lags, at least 0
 * @param offset          of the first sample in the file, in bytes
 * @param gain            steps per unit, not 0
 * @param baseline        the step at 0 units
 * @param unit            such as mV
 * @param initial         the first sample in steps, if stated
 * @param start           the initial value for differences
 * @param checksum        16-bit sum of all samples, if stated
 * @param name            name of the signal
 */
record WfdbLine(
        String file,
        int format,
        int samplesPerFrame,
        int skew,
        long offset,
        double gain,
        int baseline,
        String unit,
        OptionalInt initial,
        int start,
        OptionalInt checksum,
        String name) {

    /** Default gain according to header(5). */
    private static final double DEFAULT_GAIN = 200;

    private static final Pattern FORMAT =
            Pattern.compile("(\\d{1,4})(?:x(\\d{1,6}))?(?::(\\d{1,9}))?(?:\\+(\\d{1,15}))?");
    private static final Pattern GAIN =
            Pattern.compile("([-+]?[0-9.]{1,30}(?:[eE][-+]?\\d{1,3})?)(?:\\(([-+]?\\d{1,10})\\))?(?:/(\\S{1,80}))?");

    /** Parses one line of a header. */
    static WfdbLine parse(String line, Path header) {
        String[] words = line.strip().split("\\s+", 9);
        if (words.length < 2) {
            throw bad(header, line, "it has a file but no format");
        }
        Matcher format = FORMAT.matcher(words[1]);
        if (!format.matches()) {
            throw bad(header, line, "its format is " + words[1]);
        }
        int zero = words.length > 4 ? integer(words[4], header, line) : 0;
        OptionalInt initial = words.length > 5 ? OptionalInt.of(integer(words[5], header, line)) : OptionalInt.empty();
        Calibration calibration = Calibration.parse(words.length > 2 ? words[2] : "0", zero, header, line);
        return new WfdbLine(
                words[0],
                Integer.parseInt(format.group(1)),
                Math.max(1, number(format, 2)),
                number(format, 3),
                format.group(4) == null ? 0 : Long.parseLong(format.group(4)),
                calibration.gain(),
                calibration.baseline(),
                calibration.unit(),
                initial,
                initial.orElse(zero),
                words.length > 6 ? OptionalInt.of(integer(words[6], header, line) & 0xFFFF) : OptionalInt.empty(),
                words.length > 8 ? words[8].strip() : "");
    }

    private static int number(Matcher format, int group) {
        String digits = format.group(group);
        return digits == null ? 0 : Integer.parseInt(digits);
    }

    private static int integer(String word, Path header, String line) {
        try {
            return Integer.parseInt(word);
        } catch (NumberFormatException other) {
            throw bad(header, line, "%s is not a whole number".formatted(word));
        }
    }

    /** Steps per unit, the step at 0 units, the unit. */
    private record Calibration(double gain, int baseline, String unit) {

        static Calibration parse(String word, int zero, Path header, String line) {
            Matcher match = GAIN.matcher(word);
            if (!match.matches()) {
                throw bad(header, line, "its gain is " + word);
            }
            try {
                double gain = Double.parseDouble(match.group(1));
                return new Calibration(
                        gain == 0 || !Double.isFinite(gain) ? DEFAULT_GAIN : gain,
                        match.group(2) == null ? zero : Integer.parseInt(match.group(2)),
                        match.group(3) == null ? "mV" : match.group(3));
            } catch (NumberFormatException other) {
                throw bad(header, line, "its gain is " + word);
            }
        }
    }

    private static DataException bad(Path header, String line, String why) {
        String shown = line.length() > 80 ? line.substring(0, 80) + "…" : line;
        return new DataException(
                "the header line \"%s\" is not a valid signal: %s".formatted(shown, why),
                Where.file(header),
                "get a new copy of the header");
    }
}
