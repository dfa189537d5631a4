package klarsyn.format.signal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import klarsyn.base.DataException;
import klarsyn.base.Where;
import klarsyn.format.file.TextBytes;
import klarsyn.signal.Signal;

/**
 * Annotations of a WFDB record in MIT format.
 *
 * <p>Source: annot(5) of the WFDB Applications Guide and {@code ecgcodes.h}, G. B. Moody, PhysioNet. Subtype, channel
 * and number of an annotation are ignored. Comments at the start that define the time resolution or further codes are
 * applied and left out.
 */
final class WfdbAnnotations {

    /** Symbols of codes 0 to 41; a space if there is none. */
    private static final String SYMBOLS = " NLRaVFJASEj/Q~ | sT*D\"=pB^t+u?![]en@xf()r";

    private static final int NOTE = 22;
    private static final int SKIP = 59;
    private static final int NUMBER = 60;
    private static final int SUBTYPE = 61;
    private static final int CHANNEL = 62;
    private static final int TEXT = 63;

    private static final long MAX_BYTES = 1 << 28;

    private static final Pattern RESOLUTION = Pattern.compile("## time resolution: (\\d{1,9}(?:\\.\\d{1,9})?)");
    private static final Pattern DEFINITION = Pattern.compile("(\\d{1,2})\\s+(\\S{1,20})(?:\\s.*)?");

    private final Path file;
    private final ByteBuffer words;
    private final Map<Integer, String> symbols = new HashMap<>();
    private double rateHz;

    private WfdbAnnotations(Path file, byte[] bytes, double rateHz) {
        this.file = file;
        this.words = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        this.rateHz = rateHz;
    }

    /** An annotation before its time is converted to seconds. */
    private record Mark(long sample, int code, String text) {}

    /**
     * The annotations of a file, sorted by time.
     *
     * @param rateHz frames per second of the record, the default unit of annotation times
     */
    static List<Signal.Annotation> read(Path file, double rateHz) {
        try {
            if (Files.size(file) > MAX_BYTES) {
                throw bad(file, "the file exceeds the limit of 256 MiB for annotations");
            }
            return new WfdbAnnotations(file, Files.readAllBytes(file), rateHz).all();
        } catch (IOException failure) {
            throw TextBytes.unreadable(file, failure);
        }
    }

    private List<Signal.Annotation> all() {
        List<Mark> marks = withoutDefinitions(marks());
        return marks.stream()
                .sorted(Comparator.comparingLong(Mark::sample))
                .map(mark -> new Signal.Annotation(mark.sample() / rateHz, 0, symbol(mark.code()), mark.text()))
                .toList();
    }

    private List<Mark> marks() {
        List<Mark> marks = new ArrayList<>();
        long sample = 0;
        while (words.remaining() >= 2) {
            int word = words.getShort() & 0xFFFF;
            int code = word >> 10;
            int value = word & 0x3FF;
            if (word == 0) {
                return marks;
            }
            switch (code) {
                case SKIP -> sample += skip();
                case NUMBER, SUBTYPE, CHANNEL -> {} // not used
                case TEXT -> addText(marks, value);
                default -> {
                    sample += value;
                    marks.add(new Mark(sample, code, ""));
                }
            }
        }
        throw bad(
                file,
                "the file ends after %d annotations without its end marker: it is truncated".formatted(marks.size()));
    }

    /** Two words, the more significant one first, as on a PDP-11. */
    private int skip() {
        if (words.remaining() < 4) {
            throw bad(file, "the file ends within an annotation");
        }
        int high = words.getShort();
        return high << 16 | (words.getShort() & 0xFFFF);
    }

    private void addText(List<Mark> marks, int length) {
        int padded = length + (length & 1);
        if (words.remaining() < padded || marks.isEmpty()) {
            throw bad(file, "unexpected text of %d bytes".formatted(length));
        }
        byte[] text = new byte[padded];
        words.get(text);
        int end = 0;
        while (end < length && text[end] != 0) {
            end++;
        }
        Mark mark = marks.removeLast();
        String decoded = TextBytes.decode(Arrays.copyOf(text, end));
        marks.add(new Mark(mark.sample(), mark.code(), decoded));
    }

    private List<Mark> withoutDefinitions(List<Mark> marks) {
        List<Mark> kept = new ArrayList<>();
        boolean defining = false;
        for (Mark mark : marks) {
            boolean note = mark.code() == NOTE && mark.sample() == 0;
            if (note && mark.text().startsWith("## ")) {
                defining = mark.text().equals("## annotation type definitions");
                readResolution(mark.text());
            } else if (note && defining) {
                define(mark.text());
            } else if (mark.code() != 0) {
                kept.add(mark);
            }
        }
        return kept;
    }

    private void readResolution(String text) {
        Matcher match = RESOLUTION.matcher(text);
        if (match.matches()) {
            rateHz = Double.parseDouble(match.group(1));
            if (!(rateHz >= 1e-9)) {
                throw bad(file, "the annotations have 0 samples per second");
            }
        }
    }

    private void define(String text) {
        Matcher match = DEFINITION.matcher(text);
        if (match.matches()) {
            symbols.put(Integer.valueOf(match.group(1)), match.group(2));
        }
    }

    private String symbol(int code) {
        String usual = code < SYMBOLS.length() && SYMBOLS.charAt(code) != ' '
                ? String.valueOf(SYMBOLS.charAt(code))
                : Integer.toString(code);
        return symbols.getOrDefault(code, usual);
    }

    private static DataException bad(Path file, String what) {
        return new DataException(what, Where.file(file), "get a new copy of the annotations");
    }
}
