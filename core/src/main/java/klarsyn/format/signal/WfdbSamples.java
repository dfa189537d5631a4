package klarsyn.format.signal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import klarsyn.base.DataException;
import klarsyn.base.Where;
import klarsyn.format.file.TextBytes;
import klarsyn.signal.SamplingRate;
import klarsyn.signal.Signal;

/** Reads the samples of a WFDB record without segments, in physical units, and verifies the header's checksums. */
final class WfdbSamples {

    private static final int MAX_BYTES = Integer.MAX_VALUE - 64;

    private final WfdbHeader header;

    WfdbSamples(WfdbHeader header) {
        this.header = header;
    }

    /** All channels in header order. */
    List<Signal.Channel> read() {
        List<Signal.Channel> channels = new ArrayList<>();
        long frames = frames();
        for (List<WfdbLine> group : header.groups()) {
            channels.addAll(read(group, frames));
        }
        return channels;
    }

    /** Frames of the record: from the header, otherwise from the shortest file. */
    long frames() {
        if (header.frames() > 0) {
            return header.frames();
        }
        return header.groups().stream().mapToLong(this::framesIn).min().orElse(0);
    }

    private long framesIn(List<WfdbLine> group) {
        long size = size(group) - group.getFirst().offset();
        return encoding(group).samplesIn(Math.max(0, size)) / perFrame(group);
    }

    private List<Signal.Channel> read(List<WfdbLine> group, long frames) {
        WfdbEncoding encoding = encoding(group);
        int perFrame = perFrame(group);
        byte[] raw = bytes(group, encoding, frames, perFrame);
        List<Signal.Channel> channels = new ArrayList<>();
        int place = 0;
        for (WfdbLine line : group) {
            var steps = new Steps(raw, encoding, perFrame, place, (int) frames);
            channels.add(channel(line, steps));
            place += line.samplesPerFrame();
        }
        return channels;
    }

    /** Position of one signal's samples. */
    private record Steps(byte[] raw, WfdbEncoding encoding, int perFrame, int place, int frames) {
        int at(int frame, int sample) {
            return encoding.at(raw, frame * perFrame + place + sample);
        }
    }

    private Signal.Channel channel(WfdbLine line, Steps steps) {
        int frames = steps.frames();
        int perFrame = line.samplesPerFrame();
        float[] samples = new float[Math.multiplyExact(frames, perFrame)];
        Arrays.fill(samples, Float.NaN);
        OptionalInt invalid = steps.encoding().invalid();
        boolean differences = invalid.isEmpty();
        int value = line.start();
        int sum = 0;
        for (int frame = 0; frame < frames; frame++) {
            for (int i = 0; i < perFrame; i++) {
                int step = steps.at(frame, i);
                value = differences ? value + step : step;
                sum += value;
                int shifted = frame - line.skew();
                if (shifted >= 0 && !(invalid.isPresent() && value == invalid.getAsInt())) {
                    samples[shifted * perFrame + i] = (float) (((double) value - line.baseline()) / line.gain());
                }
            }
        }
        if (line.skew() == 0 && frames > 0) {
            rejectOtherStart(line, differences ? line.start() : steps.at(0, 0));
            rejectOtherSum(line, sum & 0xFFFF);
        }
        return new Signal.Channel(line.name(), line.unit(), SamplingRate.hertz(header.rateHz() * perFrame), samples);
    }

    private void rejectOtherStart(WfdbLine line, int found) {
        if (line.initial().isPresent() && line.initial().getAsInt() != found) {
            throw broken(
                    line,
                    "starts with %d, but its header states %d"
                            .formatted(found, line.initial().getAsInt()));
        }
    }

    /** The checksum covers all frames, so it is not verified if the header does not state their number. */
    private void rejectOtherSum(WfdbLine line, int found) {
        if (header.frames() > 0
                && line.checksum().isPresent()
                && line.checksum().getAsInt() != found) {
            throw broken(line, "has the checksum %d, but its header states %d".formatted((short) found, (short)
                            line.checksum().getAsInt()));
        }
    }

    private DataException broken(WfdbLine line, String what) {
        return new DataException(
                "signal %s in %s %s: one of the two was changed or damaged".formatted(line.name(), line.file(), what),
                Where.file(header.file()),
                "get a new copy of the record");
    }

    private byte[] bytes(List<WfdbLine> group, WfdbEncoding encoding, long frames, int perFrame) {
        Path file = header.sibling(group.getFirst().file());
        long offset = group.getFirst().offset();
        long there = size(group) - offset;
        long samples = frames > Integer.MAX_VALUE ? Long.MAX_VALUE : frames * perFrame;
        if (samples > Integer.MAX_VALUE || encoding.bytesFor(samples) > Math.max(0, there)) {
            throw WfdbHeader.bad(
                    file,
                    "the header claims %d frames of %d samples, but the file has %d bytes for them: it is truncated"
                            .formatted(frames, perFrame, Math.max(0, there)));
        }
        long wanted = encoding.bytesFor(samples);
        if (wanted > MAX_BYTES) {
            throw WfdbHeader.bad(file, "the file exceeds the limit of 2 GiB");
        }
        try (InputStream in = Files.newInputStream(file)) {
            in.skipNBytes(offset);
            return in.readNBytes((int) wanted);
        } catch (IOException failure) {
            throw TextBytes.unreadable(file, failure);
        }
    }

    private long size(List<WfdbLine> group) {
        Path file = header.sibling(group.getFirst().file());
        if (!Files.isRegularFile(file)) {
            throw WfdbHeader.bad(file, "the header refers to this file, but it does not exist");
        }
        try {
            return Files.size(file);
        } catch (IOException failure) {
            throw TextBytes.unreadable(file, failure);
        }
    }

    private int perFrame(List<WfdbLine> group) {
        long sum = group.stream().mapToLong(WfdbLine::samplesPerFrame).sum();
        if (sum > Integer.MAX_VALUE) {
            throw WfdbHeader.bad(header.file(), "the header claims %d samples per frame".formatted(sum));
        }
        return (int) sum;
    }

    private WfdbEncoding encoding(List<WfdbLine> group) {
        int format = group.getFirst().format();
        if (group.stream().anyMatch(line -> line.format() != format)) {
            throw WfdbHeader.bad(
                    header.file(),
                    "the header states more than one format for the signals of %s"
                            .formatted(group.getFirst().file()));
        }
        return WfdbEncoding.of(format)
                .orElseThrow(() -> new DataException(
                        "the samples of %s are in WFDB format %d, which is not supported"
                                .formatted(group.getFirst().file(), format),
                        Where.file(header.file()),
                        "write it as format 16, for instance with xform of the WFDB tools"));
    }
}
