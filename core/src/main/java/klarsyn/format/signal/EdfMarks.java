package klarsyn.format.signal;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import klarsyn.base.DataException;
import klarsyn.format.file.TextBytes;
import klarsyn.signal.Signal;

/**
 * Record start times and annotations of an EDF+ file, or the triggers of the status channel of a plain BDF file.
 *
 * @param recordSeconds start of each data record, the first at 0
 * @param annotations   sorted by time, in seconds from the first sample
 */
record EdfMarks(double[] recordSeconds, List<Signal.Annotation> annotations) {

    private static final char TEXT_FOLLOWS = 20;
    private static final char DURATION_FOLLOWS = 21;

    /** The lower half of a status word contains the trigger inputs. */
    private static final int TRIGGERS = 0xFFFF;

    static EdfMarks read(EdfHeader header) {
        List<EdfLine> lines = header.lines();
        boolean plus = lines.stream().anyMatch(EdfLine::isAnnotations);
        var reading = new Reading(header);
        if (plus) {
            new EdfRecords(header).forEach(reading::visit);
        } else {
            for (int i = 0; i < header.records(); i++) {
                reading.starts[i] = i * header.recordSeconds();
            }
            if (header.sampleBytes() == 3) {
                reading.readTriggers();
            }
        }
        return reading.finish();
    }

    /** Collects the annotations of the records. */
    private static final class Reading {

        private final EdfHeader header;
        private final double[] starts;
        private final int[] bytes;
        private final List<Signal.Annotation> found = new ArrayList<>();

        Reading(EdfHeader header) {
            this.header = header;
            this.starts = new double[header.records()];
            this.bytes = header.starts();
        }

        void visit(int index, byte[] record) {
            boolean first = true;
            for (int i = 0; i < header.lines().size(); i++) {
                EdfLine line = header.lines().get(i);
                if (line.isAnnotations()) {
                    readLists(index, Arrays.copyOfRange(record, bytes[i], bytes[i + 1]), first);
                    first = false;
                }
            }
        }

        /**
         * Lists end with a zero byte; the first list of a record's first annotation signal states the record's start.
         */
        private void readLists(int index, byte[] lists, boolean keepsTime) {
            boolean first = keepsTime;
            int from = 0;
            for (int i = 0; i < lists.length; i++) {
                if (lists[i] == 0) {
                    if (i > from) {
                        readList(index, Arrays.copyOfRange(lists, from, i), first);
                        first = false;
                    }
                    from = i + 1;
                }
            }
            if (first && header.isDiscontinuous()) {
                throw bad(index, "does not state its start, as EDF+D requires");
            } else if (first) {
                starts[index] = index == 0 ? 0 : starts[index - 1] + header.recordSeconds();
            }
        }

        private void readList(int index, byte[] content, boolean keepsTime) {
            String list = new String(content, StandardCharsets.ISO_8859_1);
            int end = list.indexOf(TEXT_FOLLOWS);
            if (end < 0 || !(list.startsWith("+") || list.startsWith("-"))) {
                throw bad(index, "contains an annotation without a time");
            }
            int split = list.indexOf(DURATION_FOLLOWS);
            boolean lasts = split >= 0 && split < end;
            double onset = seconds(index, list.substring(0, lasts ? split : end));
            double duration = lasts && split + 1 < end ? seconds(index, list.substring(split + 1, end)) : 0;
            if (keepsTime) {
                starts[index] = onset;
            }
            int from = end + 1;
            for (int i = from; i <= content.length; i++) {
                if (i == content.length || content[i] == TEXT_FOLLOWS) {
                    String text = TextBytes.decode(Arrays.copyOfRange(content, from, i))
                            .strip();
                    if (!text.isEmpty()) {
                        found.add(new Signal.Annotation(onset, Math.max(0, duration), "", text));
                    }
                    from = i + 1;
                }
            }
        }

        private double seconds(int index, String text) {
            try {
                double value = Double.parseDouble(text);
                if (Math.abs(value) <= 1e12) {
                    return value;
                }
            } catch (NumberFormatException other) {
                // handled below
            }
            throw bad(index, "contains an annotation whose time is not a number");
        }

        /** Each change of the trigger inputs to a nonzero value, in the only status channel. */
        void readTriggers() {
            for (int i = 0; i < header.lines().size(); i++) {
                EdfLine line = header.lines().get(i);
                if (line.isStatus()) {
                    readTriggers(line, bytes[i]);
                    return;
                }
            }
        }

        private void readTriggers(EdfLine line, int start) {
            int[] last = new int[1];
            new EdfRecords(header).forEach((index, record) -> {
                for (int i = 0; i < line.perRecord(); i++) {
                    int trigger = header.step(record, start + 3 * i) & TRIGGERS;
                    if (trigger != last[0] && trigger != 0) {
                        double seconds = starts[index] + i / header.rateHz(line);
                        found.add(new Signal.Annotation(seconds, 0, Integer.toString(trigger), ""));
                    }
                    last[0] = trigger;
                }
            });
        }

        EdfMarks finish() {
            double zero = starts.length == 0 ? 0 : starts[0];
            double[] shifted = Arrays.stream(starts).map(start -> start - zero).toArray();
            List<Signal.Annotation> annotations = found.stream()
                    .map(mark -> new Signal.Annotation(
                            mark.seconds() - zero, mark.durationSeconds(), mark.code(), mark.text()))
                    .sorted(Comparator.comparingDouble(Signal.Annotation::seconds))
                    .toList();
            return new EdfMarks(shifted, annotations);
        }

        private DataException bad(int index, String what) {
            return EdfLine.bad(header.file(), "data record %d %s".formatted(index + 1, what));
        }
    }
}
