package klarsyn.table;

import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeMap;

/** One column of a table; its subtype determines the type of its values. */
public sealed interface Column {

    /** Its name; never empty. */
    String name();

    /** Number of cells, including missing ones. */
    int rows();

    /** Type of its values in one word: numbers, dates, classes or text. */
    String kind();

    /** The value in a row (from 0) as text, integers without a decimal point; empty if missing. */
    Optional<String> text(int row);

    /** Count of each value, numbers ascending, texts sorted; missing values are left out. */
    SequencedMap<String, Integer> counts();

    /** Number of missing values. */
    default int missing() {
        int missing = 0;
        for (int row = 0; row < rows(); row++) {
            missing += isMissing(row) ? 1 : 0;
        }
        return missing;
    }

    /** Whether the value of a row (from 0) is missing. */
    boolean isMissing(int row);

    /**
     * Numbers.
     *
     * @param name   of the column
     * @param values one per row, NaN where missing; not modified after construction
     * @param bounds one per row, how the number bounds the measured value; empty if every number is exact
     */
    record Numbers(String name, double[] values, List<Bound> bounds) implements Column {

        /** Copies the list; rejects bounds that are not one per row. */
        public Numbers {
            bounds = List.copyOf(bounds);
            if (!bounds.isEmpty() && bounds.size() != values.length) {
                throw new IllegalArgumentException("%d bounds for %d rows".formatted(bounds.size(), values.length));
            }
        }

        /** Exact numbers. */
        public Numbers(String name, double[] values) {
            this(name, values, List.of());
        }

        @Override
        public String kind() {
            return "numbers";
        }

        @Override
        public int rows() {
            return values.length;
        }

        @Override
        public boolean isMissing(int row) {
            return Double.isNaN(values[row]);
        }

        /** How the number of a row (from 0) bounds the measured value. */
        public Bound bound(int row) {
            return bounds.isEmpty() ? Bound.EXACT : bounds.get(row);
        }

        @Override
        public Optional<String> text(int row) {
            return isMissing(row) ? Optional.empty() : Optional.of(bound(row).sign() + text(values[row]));
        }

        @Override
        public SequencedMap<String, Integer> counts() {
            Map<Bounded, Integer> counts = new TreeMap<>();
            for (int row = 0; row < values.length; row++) {
                if (!isMissing(row)) {
                    counts.merge(new Bounded(values[row] + 0.0, bound(row)), 1, Integer::sum); // −0 is 0
                }
            }
            SequencedMap<String, Integer> words = new LinkedHashMap<>();
            counts.forEach((value, count) -> words.put(value.bound().sign() + text(value.value()), count));
            return words;
        }

        private record Bounded(double value, Bound bound) implements Comparable<Bounded> {

            @Override
            public int compareTo(Bounded other) {
                int byValue = Double.compare(value, other.value);
                return byValue != 0 ? byValue : bound.compareTo(other.bound);
            }
        }

        private static String text(double value) {
            boolean whole = value == Math.rint(value) && Math.abs(value) < 1e15;
            return whole ? Long.toString((long) value) : Double.toString(value);
        }
    }

    /**
     * Dates, optionally with a time of day.
     *
     * @param name of the column
     * @param days one per row, days since 1970-01-01 with the time of day as a fraction, NaN where missing; not
     *             modified after construction
     */
    record Dates(String name, double[] days) implements Column {

        private static final long SECONDS_OF_A_DAY = 86_400;

        @Override
        public String kind() {
            return "dates";
        }

        @Override
        public int rows() {
            return days.length;
        }

        @Override
        public boolean isMissing(int row) {
            return Double.isNaN(days[row]);
        }

        /** As ISO 8601, such as {@code 2020-01-31} or {@code 2020-01-31T08:15}. */
        @Override
        public Optional<String> text(int row) {
            return isMissing(row) ? Optional.empty() : Optional.of(text(days[row]));
        }

        @Override
        public SequencedMap<String, Integer> counts() {
            Map<Double, Integer> counts = new TreeMap<>();
            Arrays.stream(days).filter(day -> !Double.isNaN(day)).forEach(day -> counts.merge(day, 1, Integer::sum));
            SequencedMap<String, Integer> words = new LinkedHashMap<>();
            counts.forEach((day, count) -> words.merge(text(day), count, Integer::sum));
            return words;
        }

        private static String text(double day) {
            long seconds = Math.round(day * SECONDS_OF_A_DAY);
            LocalDate date = LocalDate.ofEpochDay(Math.floorDiv(seconds, SECONDS_OF_A_DAY));
            long ofDay = Math.floorMod(seconds, SECONDS_OF_A_DAY);
            return ofDay == 0
                    ? date.toString()
                    : date.atTime(LocalTime.ofSecondOfDay(ofDay)).toString();
        }
    }

    /**
     * Categories: few distinct texts that repeat.
     *
     * @param name       of the column
     * @param categories the distinct texts, sorted
     * @param codes      one per row, the index of its category, −1 where missing; not modified after construction
     */
    record Categories(String name, List<String> categories, int[] codes) implements Column {

        /** Copies the list; rejects codes without a category. */
        public Categories {
            categories = List.copyOf(categories);
            for (int code : codes) {
                if (code < -1 || code >= categories.size()) {
                    throw new IllegalArgumentException("code %d of %d categories".formatted(code, categories.size()));
                }
            }
        }

        @Override
        public String kind() {
            return "classes";
        }

        @Override
        public int rows() {
            return codes.length;
        }

        @Override
        public boolean isMissing(int row) {
            return codes[row] < 0;
        }

        @Override
        public Optional<String> text(int row) {
            return isMissing(row) ? Optional.empty() : Optional.of(categories.get(codes[row]));
        }

        @Override
        public SequencedMap<String, Integer> counts() {
            int[] counts = new int[categories.size()];
            for (int code : codes) {
                if (code >= 0) {
                    counts[code]++;
                }
            }
            SequencedMap<String, Integer> words = new LinkedHashMap<>();
            for (int i = 0; i < counts.length; i++) {
                words.put(categories.get(i), counts[i]);
            }
            return words;
        }
    }

    /**
     * Free text that rarely repeats: file names, identifiers, comments.
     *
     * @param name   of the column
     * @param values one per row, empty where missing; not modified after construction
     */
    record Texts(String name, String[] values) implements Column {

        @Override
        public String kind() {
            return "text";
        }

        @Override
        public int rows() {
            return values.length;
        }

        @Override
        public boolean isMissing(int row) {
            return values[row].isEmpty();
        }

        @Override
        public Optional<String> text(int row) {
            return isMissing(row) ? Optional.empty() : Optional.of(values[row]);
        }

        @Override
        public SequencedMap<String, Integer> counts() {
            Map<String, Integer> counts = new HashMap<>();
            Arrays.stream(values)
                    .filter(value -> !value.isEmpty())
                    .forEach(value -> counts.merge(value, 1, Integer::sum));
            return new TreeMap<>(counts);
        }
    }
}
