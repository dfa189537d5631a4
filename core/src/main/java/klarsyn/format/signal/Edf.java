package klarsyn.format.signal;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import klarsyn.signal.SamplingRate;
import klarsyn.signal.Signal;
import klarsyn.signal.SignalHeader;

/**
 * EDF, EDF+, BDF and BDF+.
 *
 * <p>Annotation signals become annotations, not channels. Pauses of EDF+D are NaN. If the number of data records is
 * unknown (−1), all complete ones are read. A signal with an empty physical range is returned in digital steps.
 * Annotation times count from the first sample, not from the start second of the header.
 */
final class Edf implements SignalFormat {

    /** Pauses may lengthen a recording by this factor. */
    private static final long LARGEST_STRETCH = 50;

    private static final long ALWAYS_ALLOWED = 1 << 24;

    @Override
    public String name() {
        return "EDF or BDF";
    }

    @Override
    public List<String> endings() {
        return List.of(".edf", ".bdf");
    }

    @Override
    public SignalHeader readHeader(Path file) {
        EdfHeader header = EdfHeader.read(file);
        List<SignalHeader.Line> lines = new ArrayList<>();
        for (EdfLine line : header.lines()) {
            if (isChannel(line)) {
                long samples = (long) line.perRecord() * header.records();
                lines.add(new SignalHeader.Line(line.label(), unit(line), rate(header, line), samples));
            }
        }
        return new SignalHeader(header.format(), lines);
    }

    @Override
    public List<Signal.Annotation> annotations(Path file) {
        return EdfMarks.read(EdfHeader.read(file)).annotations();
    }

    @Override
    public Signal read(Path file) {
        EdfHeader header = EdfHeader.read(file);
        List<Track> tracks = tracks(header);
        if (tracks.isEmpty()) {
            throw EdfLine.bad(file, "the file has only annotations, no signal");
        }
        new EdfRecords(header).forEach((index, record) -> tracks.forEach(track -> track.take(index, record)));
        return new Signal(tracks.stream().map(Track::channel).toList());
    }

    private static List<Track> tracks(EdfHeader header) {
        List<Track> tracks = new ArrayList<>();
        long samples = 0;
        long most = Math.max(ALWAYS_ALLOWED, LARGEST_STRETCH * header.recordBytes() * header.records());
        double[] starts = header.isDiscontinuous() ? EdfMarks.read(header).recordSeconds() : new double[0];
        int[] bytes = header.starts();
        for (int i = 0; i < header.lines().size(); i++) {
            EdfLine line = header.lines().get(i);
            if (isChannel(line)) {
                long[] places = places(header, line, starts);
                long own = places[header.records()];
                samples += own;
                if (own > Integer.MAX_VALUE - 8 || samples > most) {
                    throw EdfLine.bad(
                            header.file(),
                            "signal %s would have %d samples, of which only %d were recorded"
                                    .formatted(line.label(), own, (long) header.records() * line.perRecord()));
                }
                tracks.add(new Track(line, bytes[i], places, header));
            }
        }
        return tracks;
    }

    private static boolean isChannel(EdfLine line) {
        return !line.isAnnotations() && line.perRecord() > 0;
    }

    private static String unit(EdfLine line) {
        return line.isCalibrated() ? line.unit() : "";
    }

    private static SamplingRate rate(EdfHeader header, EdfLine line) {
        double hz = header.rateHz(line);
        if (!(hz > 0 && hz < Double.POSITIVE_INFINITY)) {
            throw EdfLine.bad(header.file(), "signal %s has a rate of %s Hz".formatted(line.label(), hz));
        }
        return SamplingRate.hertz(hz);
    }

    /** For each record the index of its first sample, followed by the number of samples. */
    private static long[] places(EdfHeader header, EdfLine line, double[] starts) {
        long[] places = new long[header.records() + 1];
        for (int i = 0; i < header.records(); i++) {
            long after = places[i];
            long start = starts.length == 0 ? after : Math.round(starts[i] * header.rateHz(line));
            if (start < after - 1) { // times are rounded, so one sample too early is not an overlap
                throw EdfLine.bad(header.file(), "data record %d starts before the previous one ends".formatted(i + 1));
            }
            start = Math.max(start, after);
            places[i] = start;
            places[i + 1] = start + line.perRecord();
        }
        return places;
    }

    /** Collects the samples of a channel from the records. */
    private static final class Track {

        private final EdfLine line;
        private final int start;
        private final long[] places;
        private final EdfHeader header;
        private final float[] samples;

        Track(EdfLine line, int start, long[] places, EdfHeader header) {
            this.line = line;
            this.start = start;
            this.places = places;
            this.header = header;
            this.samples = new float[Math.toIntExact(places[places.length - 1])];
            Arrays.fill(samples, Float.NaN);
        }

        void take(int index, byte[] record) {
            int place = (int) places[index];
            int bytes = header.sampleBytes();
            for (int i = 0; i < line.perRecord(); i++) {
                samples[place + i] = (float) line.physical(header.step(record, start + bytes * i));
            }
        }

        Signal.Channel channel() {
            return new Signal.Channel(line.label(), unit(line), rate(header, line), samples);
        }
    }
}
