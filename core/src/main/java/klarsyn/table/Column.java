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

/** One column of a table; which case it is says what its values are. */
public sealed interface Column {

    /** Its name; never empty. */
    String name();

    /** Cells, with or without a value. */
    int rows();

    /** What its values are, in a word: numbers, dates, classes or text. */
    String kind();

    /** The value of a row (from 0) as text, whole numbers without a point; empty where it is missing. */
    Optional<String> text(int row);

    /** How often each value is there; numbers ascending, texts in the order of their letters; what is missing left out. */
    SequencedMap<String, Integer> counts();

    /** Cells without a value. */
    default int missing() {
        int missing = 0;
        for (int row = 0; row < rows(); row++) {
            missing += isMissing(row) ? 1 : 0;
        }
        return missing;
    }

    /** Whether a row (from 0) has no value. */
    boolean isMissing(int row);

    /**
     * Numbers.
     *
     * @param name   of the column
     * @param values a row each, NaN where missing; nobody writes to it after construction
     * @param bounds a row each, how the number bounds what was measured; empty if every number is exact
     */
    record Numbers(String name, double[] values, List<Bound> bounds) implements Column {

        /** Keeps an own list; refuses bounds that are not one a row. */
        public Numbers {
            bounds = List.copyOf(bounds);
            if (!bounds.isEmpty() && bounds.size() != values.length) {
                throw new IllegalArgumentException("%d bounds of %d rows".formatted(bounds.size(), values.length));
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

        /** How the number of a row (from 0) bounds what was measured. */
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
     * Dates, perhaps with a time of day.
     *
     * @param name of the column
     * @param days a row each, days since 1970-01-01 with the time of day as a fraction, NaN where missing; nobody writes
     *     to it after construction
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

        /** As ISO 8601 writes it, such as {@code 2020-01-31} or {@code 2020-01-31T08:15}. */
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
     * Few different texts that come again and again.
     *
     * @param name       of the column
     * @param categories the different texts, in the order of their letters
     * @param codes      a row each, the index of its category, −1 where missing; nobody writes to it after construction
     */
    record Categories(String name, List<String> categories, int[] codes) implements Column {

        /** Keeps an own list; refuses codes without a category. */
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
     * Texts that hardly ever come again: names of files, identifiers, remarks.
     *
     * @param name   of the column
     * @param values a row each, empty where missing; nobody writes to it after construction
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
