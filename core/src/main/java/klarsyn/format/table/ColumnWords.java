package klarsyn.format.table;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import klarsyn.format.file.DecimalText;
import klarsyn.table.Column;
import klarsyn.table.TableNote;

/**
 * The texts of a column, each distinct one stored once; they become categories if few repeat.
 *
 * <p>Categories that differ only in case or spaces are merged; free text, which may be file names, is unchanged.
 */
final class ColumnWords implements ColumnCells {

    /** More distinct texts than this are not categories. */
    private static final int MAX_CATEGORIES = 1000;

    private static final int MAX_SPELLINGS = 4 * MAX_CATEGORIES;

    private static final Pattern BLANKS = Pattern.compile("[\\s\\u00A0\\u2007\\u202F\\uFEFF\\u200B]+");

    /** File names differ in case on purpose. */
    private static final Pattern PATH = Pattern.compile(".*([/\\\\]|\\.[A-Za-z][A-Za-z0-9]{1,7}$).*", Pattern.DOTALL);

    private final int[] codes;
    private final Map<String, Integer> places = new HashMap<>();
    private final List<String> words = new ArrayList<>();
    private int values;

    ColumnWords(int rows) {
        codes = new int[rows];
        Arrays.fill(codes, -1);
    }

    @Override
    public void put(int row, String word) {
        if (!DecimalText.isMissing(word) && !word.isBlank()) {
            values++;
            codes[row] = places.computeIfAbsent(word, fresh -> {
                words.add(fresh);
                return words.size() - 1;
            });
        }
    }

    @Override
    public Filled column(String name) {
        List<TableNote> notes = new ArrayList<>();
        if (words.size() <= MAX_SPELLINGS
                && words.stream().noneMatch(word -> PATH.matcher(word).matches())) {
            merge(name, notes);
        }
        long different = words.stream().distinct().count();
        if (isFew(different)) {
            noteMissing(name, notes);
        }
        return new Filled(isFew(different) ? categories(name) : texts(name), notes);
    }

    /** A dash among categories may mean missing; together with a plus sign it is a test result. */
    private void noteMissing(String name, List<TableNote> notes) {
        boolean test = words.contains("+");
        for (String word :
                words.stream().distinct().filter(MissingWords::isNoClass).toList()) {
            long count = Arrays.stream(codes)
                    .filter(code -> code >= 0 && words.get(code).equals(word))
                    .count();
            if (!test) {
                notes.add(TableNote.ofColumn(
                        name,
                        "%s \"%s\", which may mean missing: kept as a class"
                                .formatted(count == 1 ? "1 value is" : count + " values are", word),
                        "if it means missing, leave those cells empty"));
            }
        }
    }

    private boolean isFew(long different) {
        return different <= MAX_CATEGORIES && 2L * values >= 3L * different;
    }

    /** Gives all spellings of a category its most frequent one. */
    private void merge(String name, List<TableNote> notes) {
        int[] counts = new int[words.size()];
        Arrays.stream(codes).filter(code -> code >= 0).forEach(code -> counts[code]++);
        Map<String, List<Integer>> alike = new TreeMap<>();
        for (int code = 0; code < words.size(); code++) {
            alike.computeIfAbsent(folded(words.get(code)), _ -> new ArrayList<>())
                    .add(code);
        }
        if (!isFew(alike.size())) {
            return;
        }
        for (List<Integer> spellings : alike.values()) {
            List<Integer> sorted = spellings.stream()
                    .sorted(Comparator.comparingInt(code -> -counts[code])) // ties go to the first in the file
                    .toList();
            String chosen =
                    BLANKS.matcher(words.get(sorted.getFirst())).replaceAll(" ").strip();
            if (spellings.size() > 1) {
                String written = String.join(
                        ", ",
                        sorted.stream()
                                .map(code -> "\"%s\" (%d)".formatted(words.get(code), counts[code]))
                                .toList());
                notes.add(TableNote.ofJoined(
                        name,
                        "%s differ only in case or spaces; they would be one class, %s".formatted(written, chosen),
                        "use one spelling for each class"));
            }
            spellings.forEach(code -> words.set(code, chosen));
        }
    }

    private static String folded(String word) {
        String composed = Normalizer.normalize(word, Normalizer.Form.NFKC);
        return BLANKS.matcher(composed).replaceAll(" ").strip().toLowerCase(Locale.ROOT);
    }

    private Column categories(String name) {
        List<String> sorted = words.stream().distinct().sorted().toList();
        Map<String, Integer> order = new HashMap<>();
        for (int i = 0; i < sorted.size(); i++) {
            order.put(sorted.get(i), i);
        }
        int[] own = Arrays.stream(codes)
                .map(code -> code < 0 ? -1 : order.getOrDefault(words.get(code), -1))
                .toArray();
        return new Column.Categories(name, sorted, own);
    }

    private Column texts(String name) {
        String[] values = Arrays.stream(codes)
                .mapToObj(code -> code < 0 ? "" : words.get(code).strip())
                .toArray(String[]::new);
        return new Column.Texts(name, values);
    }
}
