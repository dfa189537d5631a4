package klarsyn.format.signal;

import java.io.File;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import klarsyn.signal.SamplingRate;
import klarsyn.signal.Signal;

/**
 * A WFDB record of consecutive segments, in fixed layout (the same signals in each) or variable layout (a first segment
 * without samples lists all signals); NaN in pauses and where a segment lacks a signal.
 */
final class WfdbSegments {

    /** Pauses may lengthen a recording by this factor. */
    private static final long LARGEST_STRETCH = 50;

    private static final long ALWAYS_ALLOWED = 1 << 24;

    private final WfdbHeader header;
    private final boolean variable;

    WfdbSegments(WfdbHeader header) {
        this.header = header;
        this.variable = header.segments().getFirst().frames() == 0;
    }

    /** The signals of the whole record, with the names, units and samples per frame of its first segment. */
    List<WfdbLine> lines() {
        for (WfdbHeader.Segment segment : header.segments()) {
            if (!segment.isPause()) {
                return part(segment).lines();
            }
        }
        throw WfdbHeader.bad(header.file(), "all segments of the header are pauses");
    }

    List<Signal.Channel> read() {
        List<WfdbLine> lines = lines();
        List<float[]> samples = allocate(lines);
        long start = 0;
        for (WfdbHeader.Segment segment : header.segments()) {
            if (!segment.isPause() && segment.frames() > 0) {
                copy(segment, lines, samples, (int) start);
            }
            start += segment.frames();
        }
        List<Signal.Channel> channels = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            WfdbLine line = lines.get(i);
            var rate = SamplingRate.hertz(header.rateHz() * line.samplesPerFrame());
            channels.add(new Signal.Channel(line.name(), line.unit(), rate, samples.get(i)));
        }
        return channels;
    }

    private List<float[]> allocate(List<WfdbLine> lines) {
        long perFrame = lines.stream().mapToLong(WfdbLine::samplesPerFrame).sum();
        long bytes = header.segments().stream()
                .filter(segment -> !segment.isPause() && segment.frames() > 0)
                .mapToLong(segment -> size(part(segment)))
                .sum();
        long most = Math.max(ALWAYS_ALLOWED, LARGEST_STRETCH * bytes);
        if (header.frames() > Integer.MAX_VALUE - 8 || header.frames() > most / Math.max(1, perFrame)) {
            throw WfdbHeader.bad(
                    header.file(),
                    "the header claims %d frames of %d samples, but its segments have %d bytes"
                            .formatted(header.frames(), perFrame, bytes));
        }
        List<float[]> samples = new ArrayList<>();
        for (WfdbLine line : lines) {
            float[] own = new float[Math.toIntExact(header.frames() * line.samplesPerFrame())];
            Arrays.fill(own, Float.NaN);
            samples.add(own);
        }
        return samples;
    }

    private static long size(WfdbHeader part) {
        return part.groups().stream()
                .map(group -> part.sibling(group.getFirst().file()).toFile())
                .mapToLong(File::length)
                .sum();
    }

    private void copy(WfdbHeader.Segment segment, List<WfdbLine> lines, List<float[]> samples, int start) {
        WfdbHeader part = part(segment);
        List<Signal.Channel> channels = new WfdbSamples(part).read();
        if (!variable && channels.size() != lines.size()) {
            throw WfdbHeader.bad(
                    part.file(),
                    "this segment has %d signals, but the first one has %d".formatted(channels.size(), lines.size()));
        }
        Map<String, Integer> places = new HashMap<>();
        for (int i = lines.size() - 1; i >= 0; i--) {
            places.put(lines.get(i).name(), i);
        }
        for (int i = 0; i < channels.size(); i++) {
            WfdbLine own = part.lines().get(i);
            int place = variable ? placeOf(own, places, part) : i;
            WfdbLine whole = lines.get(place);
            if (own.samplesPerFrame() != whole.samplesPerFrame() || !own.unit().equals(whole.unit())) {
                throw WfdbHeader.bad(
                        part.file(),
                        "signal %s of this segment has another unit or rate than in the first".formatted(own.name()));
            }
            float[] values = channels.get(i).samples();
            System.arraycopy(values, 0, samples.get(place), start * whole.samplesPerFrame(), values.length);
        }
    }

    private static int placeOf(WfdbLine own, Map<String, Integer> places, WfdbHeader part) {
        Integer place = places.get(own.name());
        if (place == null) {
            throw WfdbHeader.bad(
                    part.file(), "this segment has a signal %s, which is missing in the layout".formatted(own.name()));
        }
        return place;
    }

    private WfdbHeader part(WfdbHeader.Segment segment) {
        WfdbHeader part = WfdbHeader.read(header.sibling(segment.name() + ".hea"));
        if (!part.segments().isEmpty()) {
            throw WfdbHeader.bad(part.file(), "a segment itself has segments");
        }
        if (part.frames() != segment.frames() || part.rateHz() != header.rateHz()) {
            throw WfdbHeader.bad(
                    part.file(),
                    "this segment has %d samples at %s Hz, but its record states %d at %s"
                            .formatted(part.frames(), part.rateHz(), segment.frames(), header.rateHz()));
        }
        return part;
    }
}
