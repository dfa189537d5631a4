package klarsyn.format.signal;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import klarsyn.signal.SamplingRate;
import klarsyn.signal.Signal;
import klarsyn.signal.SignalHeader;

/**
 * PhysioNet WFDB records, read by their header.
 *
 * <p>Formats 8, 16, 24, 32, 61, 80, 160, 212, 310 and 311; several files, several samples per frame and skew; segments
 * in fixed and variable layout. A record whose first sample or checksum differs from the header is rejected.
 * Annotations are read from the {@code .atr} file of the record.
 */
final class Wfdb implements SignalFormat {

    /** Common extensions of annotation files. */
    private static final List<String> ANNOTATORS =
            List.of(".atr", ".qrs", ".qrsc", ".ecg", ".ari", ".apn", ".st", ".pwave", ".pu0", ".q1c");

    @Override
    public String name() {
        return "WFDB";
    }

    @Override
    public List<String> endings() {
        return List.of(".hea");
    }

    @Override
    public Signal read(Path file) {
        WfdbHeader header = WfdbHeader.read(file);
        List<Signal.Channel> channels =
                header.segments().isEmpty() ? new WfdbSamples(header).read() : new WfdbSegments(header).read();
        if (channels.isEmpty()) {
            throw WfdbHeader.bad(file, "the record has no signals");
        }
        return new Signal(channels);
    }

    @Override
    public SignalHeader readHeader(Path file) {
        WfdbHeader header = WfdbHeader.read(file);
        boolean whole = header.segments().isEmpty();
        long frames = whole ? new WfdbSamples(header).frames() : header.frames();
        List<SignalHeader.Line> lines = new ArrayList<>();
        for (WfdbLine line : whole ? header.lines() : new WfdbSegments(header).lines()) {
            lines.add(new SignalHeader.Line(
                    line.name(),
                    line.unit(),
                    SamplingRate.hertz(header.rateHz() * line.samplesPerFrame()),
                    Math.multiplyExact(frames, (long) line.samplesPerFrame())));
        }
        return new SignalHeader(name(), lines);
    }

    @Override
    public List<Signal.Annotation> annotations(Path file) {
        WfdbHeader header = WfdbHeader.read(file);
        Path marks = file.resolveSibling(stem(file) + ".atr");
        return Files.isRegularFile(marks) ? WfdbAnnotations.read(marks, header.rateHz()) : List.of();
    }

    /** Whether this is an annotation file with its record header in the same folder. */
    static boolean isAnnotator(Path file) {
        String name = file.toString().toLowerCase(Locale.ROOT);
        return ANNOTATORS.stream().anyMatch(name::endsWith) && Files.isRegularFile(headerOf(file));
    }

    /** Reads an annotation file. */
    static List<Signal.Annotation> annotationsIn(Path marks) {
        return WfdbAnnotations.read(marks, WfdbHeader.read(headerOf(marks)).rateHz());
    }

    private static Path headerOf(Path marks) {
        return marks.resolveSibling(stem(marks) + ".hea");
    }

    private static String stem(Path file) {
        String name = String.valueOf(file.getFileName());
        return name.substring(0, name.lastIndexOf('.'));
    }
}
