package klarsyn.format;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import klarsyn.table.Column;

/** Texts of a column, each different one kept once; in the end they are categories if few come again and again. */
final class ColumnWords implements ColumnCells {

    /** More different texts than this are not categories, however often they come again. */
    private static final int MOST_CATEGORIES = 1000;

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
        if (!DecimalText.isMissing(word)) {
            values++;
            codes[row] = places.computeIfAbsent(word, fresh -> {
                words.add(fresh);
                return words.size() - 1;
            });
        }
    }

    @Override
    public Column column(String name) {
        boolean few = words.size() <= MOST_CATEGORIES && 2L * values >= 3L * words.size();
        return few ? categories(name) : texts(name);
    }

    private Column categories(String name) {
        List<String> sorted = words.stream().sorted().toList();
        for (int i = 0; i < sorted.size(); i++) {
            places.put(sorted.get(i), i);
        }
        int[] own = Arrays.stream(codes)
                .map(code -> code < 0 ? -1 : places.getOrDefault(words.get(code), -1))
                .toArray();
        return new Column.Categories(name, sorted, own);
    }

    private Column texts(String name) {
        String[] values = Arrays.stream(codes)
                .mapToObj(code -> code < 0 ? "" : words.get(code))
                .toArray(String[]::new);
        return new Column.Texts(name, values);
    }
}
