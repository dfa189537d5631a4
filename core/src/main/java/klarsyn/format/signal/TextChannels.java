package klarsyn.format.signal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import klarsyn.base.DataException;
import klarsyn.base.Where;
import klarsyn.format.file.DecimalText;
import klarsyn.format.file.DelimitedRows;
import klarsyn.format.file.DelimitedRows.Separator;
import klarsyn.signal.SamplingRate;
import klarsyn.signal.Signal;

/** Reads a signal from text with one row per time point. */
final class TextChannels {

    private static final List<Separator> SEPARATORS =
            List.of(Separator.TAB, Separator.SEMICOLON, Separator.COMMA, Separator.BLANKS);

    /** Minutes and seconds, or hours, minutes and seconds, as PhysioNet writes times. */
    private static final Pattern CLOCK = Pattern.compile("'?(?:(\\d{1,6}):)?(\\d{1,6}):(\\d{1,2}(?:\\.\\d{1,9})?)'?");

    private final Where where;
    private final char mark;
    private final List<String> names = new ArrayList<>();
    private final List<String> units = new ArrayList<>();
    private final List<Numbers> columns = new ArrayList<>();
    private Optional<List<String>> note = Optional.empty();

    private TextChannels(Where where, Separator separator) {
        this.where = where;
        this.mark = separator == Separator.SEMICOLON || separator == Separator.TAB ? ',' : '.';
    }

    static Signal read(String text, Where where) {
        Separator separator = DelimitedRows.separatorOf(text, SEPARATORS, where);
        var channels = new TextChannels(where, separator);
        var rows = new DelimitedRows(text, separator, where);
        for (Optional<List<String>> row = rows.next(); row.isPresent(); row = rows.next()) {
            channels.take(row.get(), rows.line());
        }
        return channels.signal();
    }

    /** Collects the numbers of a column. */
    private static final class Numbers {
        private double[] values = new double[16];
        private int count;

        void add(double value) {
            if (count == values.length) {
                values = Arrays.copyOf(values, count + (count >> 1) + 16);
            }
            values[count++] = value;
        }

        float[] floats() {
            float[] floats = new float[count];
            for (int i = 0; i < count; i++) {
                floats[i] = (float) values[i];
            }
            return floats;
        }
    }

    private void take(List<String> row, int line) {
        if (row.getFirst().startsWith("#") || row.getFirst().startsWith("%")) {
            note = Optional.of(row);
        } else if (columns.isEmpty() && row.stream().noneMatch(this::isNumber)) {
            takeWords(row, line);
        } else {
            takeNumbers(row, line);
        }
    }

    private void takeWords(List<String> row, int line) {
        if (names.isEmpty()) {
            row.forEach(word -> names.add(unquoted(word)));
        } else if (units.isEmpty() && row.size() == names.size()) {
            row.forEach(word -> units.add(unquoted(word)));
        } else {
            throw bad(line, "has no number");
        }
    }

    private void takeNumbers(List<String> row, int line) {
        if (columns.isEmpty()) {
            row.forEach(_ -> columns.add(new Numbers()));
            if (names.isEmpty() && note.isPresent() && note.get().size() == row.size()) {
                note.get().forEach(word -> names.add(unquoted(word.replaceFirst("^[#%]\\s*", ""))));
            }
        }
        if (row.size() != columns.size() || (!names.isEmpty() && row.size() != names.size())) {
            int others = names.isEmpty() ? columns.size() : names.size();
            throw bad(line, "has %d fields, but previous lines have %d".formatted(row.size(), others));
        }
        for (int i = 0; i < row.size(); i++) {
            columns.get(i).add(number(row.get(i), line));
        }
    }

    private boolean isNumber(String word) {
        return DecimalText.isNumber(word, '.')
                || DecimalText.isNumber(word, mark)
                || CLOCK.matcher(word).matches();
    }

    private double number(String word, int line) {
        if (DecimalText.isNumber(word, '.')) {
            return DecimalText.parse(word, '.');
        } else if (DecimalText.isNumber(word, mark)) {
            return DecimalText.parse(word, mark);
        } else if (DecimalText.isMissing(word)) {
            return Double.NaN;
        }
        Matcher clock = CLOCK.matcher(word);
        if (clock.matches()) {
            double hours = clock.group(1) == null ? 0 : Double.parseDouble(clock.group(1));
            return 3600 * hours + 60 * Double.parseDouble(clock.group(2)) + Double.parseDouble(clock.group(3));
        }
        throw bad(line, "contains text that is not a number");
    }

    private Signal signal() {
        if (columns.isEmpty()) {
            throw new DataException("the text contains no numbers", where, "provide a signal, or exclude the file");
        }
        boolean named = !names.isEmpty() && columns.size() > 1;
        Optional<TimeColumn> time =
                named ? TimeColumn.of(names.getFirst(), units.isEmpty() ? "" : units.getFirst()) : Optional.empty();
        double[] first = Arrays.copyOf(columns.getFirst().values, columns.getFirst().count);
        SamplingRate rate = time.map(column -> column.rate(first, where)).orElse(SamplingRate.unknown());
        boolean leaveOut = time.isPresent() || (named && TimeColumn.counts(names.getFirst(), first));
        List<Signal.Channel> channels = new ArrayList<>();
        for (int i = leaveOut ? 1 : 0; i < columns.size(); i++) {
            channels.add(channel(i, rate));
        }
        return new Signal(channels);
    }

    private Signal.Channel channel(int index, SamplingRate rate) {
        float[] samples = columns.get(index).floats();
        if (names.isEmpty()) {
            return new Signal.Channel("", "", rate, samples);
        }
        ChannelWords words = ChannelWords.of(names.get(index));
        String unit = units.isEmpty() ? words.unit() : units.get(index);
        return new Signal.Channel(words.name(), unit, rate, samples);
    }

    /** The name and the unit in brackets after it. */
    record ChannelWords(String name, String unit) {

        private static final Pattern WORDS = Pattern.compile("([^(\\[]{0,200})[(\\[]([^)\\]]{1,40})[)\\]]");

        static ChannelWords of(String word) {
            Matcher match = WORDS.matcher(word);
            return match.matches()
                    ? new ChannelWords(match.group(1).strip(), match.group(2).strip())
                    : new ChannelWords(word, "");
        }
    }

    private static String unquoted(String word) {
        boolean quoted = word.length() > 1 && word.startsWith("'") && word.endsWith("'");
        return quoted ? word.substring(1, word.length() - 1) : word;
    }

    private DataException bad(int line, String what) {
        return new DataException(
                "line %d %s".formatted(line, what), where, "correct that line, or provide a file with only numbers");
    }

    /** For a time column, the seconds per unit; empty if the unit is not stated. */
    record TimeColumn(OptionalDouble unitSeconds) {

        private static final List<String> TIMES = List.of("time", "t", "elapsed time", "timestamp", "times");

        static Optional<TimeColumn> of(String title, String unitBelow) {
            ChannelWords words = ChannelWords.of(title);
            String name = words.name().toLowerCase(Locale.ROOT).strip();
            String unit = unitBelow.isEmpty() ? words.unit() : unitBelow;
            int tail = name.lastIndexOf('_');
            if (tail > 0 && unit.isEmpty()) {
                unit = name.substring(tail + 1);
                name = name.substring(0, tail);
            }
            if (TIMES.contains(name)) {
                return Optional.of(new TimeColumn(seconds(unit)));
            }
            OptionalDouble own = seconds(name);
            return own.isPresent() && !name.equals("s") ? Optional.of(new TimeColumn(own)) : Optional.empty();
        }

        private static OptionalDouble seconds(String unit) {
            return switch (unit) {
                case "s", "sec", "secs", "second", "seconds", "mm:ss.mmm", "hh:mm:ss.mmm" -> OptionalDouble.of(1);
                case "ms", "msec", "millisecond", "milliseconds" -> OptionalDouble.of(1e-3);
                case "us", "µs", "microsecond", "microseconds" -> OptionalDouble.of(1e-6);
                default -> OptionalDouble.empty();
            };
        }

        /** The rate of evenly spaced times; unknown if integers could have any unit. */
        SamplingRate rate(double[] times, Where where) {
            if (times.length < 2) {
                return SamplingRate.unknown();
            }
            double step = (times[times.length - 1] - times[0]) / (times.length - 1);
            for (int i = 0; i < times.length; i++) {
                if (!(step > 0 && Math.abs(times[0] + i * step - times[i]) <= step / 2)) {
                    throw new DataException(
                            "the times are not evenly spaced: sample %d is at %s, expected %s per sample from %s on"
                                    .formatted(i + 1, times[i], step, times[0]),
                            where,
                            "resample the signal to one rate, or remove the time column");
                }
            }
            boolean whole = unitSeconds.isEmpty() && Arrays.stream(times).allMatch(time -> time == Math.rint(time));
            double hz = 1 / (step * unitSeconds.orElse(1));
            return whole || !(hz > 0 && Double.isFinite(hz)) ? SamplingRate.unknown() : SamplingRate.hertz(hz);
        }

        /** Whether a column numbers the samples. */
        static boolean counts(String title, double[] values) {
            String name = title.toLowerCase(Locale.ROOT);
            if (!(name.isEmpty() || name.startsWith("sample") || name.equals("index"))) {
                return false;
            }
            for (int i = 0; i < values.length; i++) {
                if (values[i] != values[0] + i) {
                    return false;
                }
            }
            return values.length > 0 && (values[0] == 0 || values[0] == 1);
        }
    }
}
