package klarsyn.format.signal;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import klarsyn.base.DataException;
import klarsyn.base.Where;
import klarsyn.format.file.TextBytes;

/**
 * A WFDB record header; it has signals or segments, not both.
 *
 * <p>Source: header(5) of the WFDB Applications Guide, G. B. Moody, PhysioNet.
 *
 * @param file     the header
 * @param rateHz   frames per second
 * @param frames   number of frames, 0 if determined by the file sizes
 * @param lines    signals in order, empty if the record has segments
 * @param segments sorted by time
 */
record WfdbHeader(Path file, double rateHz, long frames, List<WfdbLine> lines, List<Segment> segments) {

    /** Default rate according to header(5). */
    private static final double DEFAULT_RATE_HZ = 250;

    private static final long MAX_BYTES = 16 << 20;

    private static final Pattern RECORD = Pattern.compile(
            "(\\S{1,200}?)(?:/(\\d{1,9}))?\\s+(\\d{1,9})(?:\\s+([-+0-9.eE]{1,30})(?:/\\S*)?(?:\\s+(\\d{1,12})(?:\\s.*)?)?)?");

    /**
     * A segment of a record.
     *
     * @param name   of its header without extension; {@code ~} for a pause
     * @param frames number of frames
     */
    record Segment(String name, long frames) {

        private static final Pattern LINE = Pattern.compile("(\\S{1,200})\\s+(\\d{1,12})");

        /** Whether this is a pause. */
        boolean isPause() {
            return name.equals("~");
        }

        static Segment parse(String line, Path header) {
            Matcher match = LINE.matcher(line.strip());
            if (!match.matches()) {
                throw bad(header, "the header lists an invalid segment");
            }
            return new Segment(match.group(1), Long.parseLong(match.group(2)));
        }
    }

    /** Reads a header. */
    static WfdbHeader read(Path file) {
        if (!Files.isRegularFile(file)) {
            throw bad(file, "the header does not exist");
        }
        List<String> lines = TextBytes.read(file, MAX_BYTES)
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .toList();
        Matcher record = RECORD.matcher(lines.isEmpty() ? "" : lines.getFirst());
        if (!record.matches()) {
            throw bad(file, "its first line is not a WFDB record line");
        }
        int signals = Integer.parseInt(record.group(3));
        long frames = record.group(5) == null ? 0 : Long.parseLong(record.group(5));
        double rate = rate(record.group(4) == null ? "" : record.group(4), file);
        if (record.group(2) == null) {
            List<String> own = some(lines, signals, file);
            return new WfdbHeader(
                    file,
                    rate,
                    frames,
                    own.stream().map(line -> WfdbLine.parse(line, file)).toList(),
                    List.of());
        }
        List<String> parts = some(lines, Integer.parseInt(record.group(2)), file);
        WfdbHeader header = new WfdbHeader(
                file,
                rate,
                frames,
                List.of(),
                parts.stream().map(line -> Segment.parse(line, file)).toList());
        header.rejectImpossibleSegments();
        return header;
    }

    private static List<String> some(List<String> lines, int count, Path file) {
        if (lines.size() - 1 < count) {
            throw bad(file, "the header announces %d lines but has %d".formatted(count, lines.size() - 1));
        }
        return lines.subList(1, 1 + count);
    }

    private static double rate(String word, Path file) {
        try {
            double rate = word.isEmpty() ? DEFAULT_RATE_HZ : Double.parseDouble(word);
            if (rate >= 1e-9 && rate <= 1e12) {
                return rate;
            }
        } catch (NumberFormatException other) {
            // handled below
        }
        throw bad(file, "the header gives a rate of %s Hz".formatted(word));
    }

    private void rejectImpossibleSegments() {
        Set<String> seen = new HashSet<>();
        long sum = 0;
        for (Segment segment : segments) {
            sum += segment.frames();
            if (!segment.isPause() && !seen.add(segment.name())) {
                throw bad(file, "the header lists segment %s twice".formatted(segment.name()));
            }
        }
        if (segments.isEmpty() || sum != frames) {
            throw bad(
                    file,
                    "the header announces %d samples, but its %d segments have %d"
                            .formatted(frames, segments.size(), sum));
        }
    }

    /** Interleaved signals of one file. */
    List<List<WfdbLine>> groups() {
        List<List<WfdbLine>> groups = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (WfdbLine line : lines) {
            if (!groups.isEmpty() && groups.getLast().getFirst().file().equals(line.file())) {
                groups.getLast().add(line);
            } else if (seen.add(line.file())) {
                groups.add(new ArrayList<>(List.of(line)));
            } else {
                throw bad(file, "the header lists the file %s in two places".formatted(line.file()));
            }
        }
        return groups;
    }

    /** A file named by the header; rejected if outside the header's folder. */
    Path sibling(String name) {
        try {
            Path folder = file.toAbsolutePath().normalize().getParent();
            Path other = folder == null ? Path.of(name) : folder.resolve(name).normalize();
            if (folder != null && !name.contains("\\") && other.startsWith(folder) && !other.equals(folder)) {
                return other;
            }
        } catch (InvalidPathException impossible) {
            // handled below
        }
        throw bad(file, "the header refers to the file %s, which is not in its folder".formatted(name));
    }

    static DataException bad(Path file, String what) {
        return new DataException(what, Where.file(file), "get a new copy of the record's header and files");
    }
}
