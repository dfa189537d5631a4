package klarsyn.table;

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
     */
    record Numbers(String name, double[] values) implements Column {

        @Override
        public int rows() {
            return values.length;
        }

        @Override
        public boolean isMissing(int row) {
            return Double.isNaN(values[row]);
        }

        @Override
        public Optional<String> text(int row) {
            return isMissing(row) ? Optional.empty() : Optional.of(text(values[row]));
        }

        @Override
        public SequencedMap<String, Integer> counts() {
            Map<Double, Integer> counts = new TreeMap<>();
            for (double value : values) {
                if (!Double.isNaN(value)) {
                    counts.merge(value + 0.0, 1, Integer::sum); // −0 is 0
                }
            }
            SequencedMap<String, Integer> words = new LinkedHashMap<>();
            counts.forEach((value, count) -> words.put(text(value), count));
            return words;
        }

        private static String text(double value) {
            boolean whole = value == Math.rint(value) && Math.abs(value) < 1e15;
            return whole ? Long.toString((long) value) : Double.toString(value);
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
