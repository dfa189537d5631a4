package klarsyn.format.table;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.SequencedMap;
import java.util.Set;
import klarsyn.format.file.DecimalText;

/** Statistics of the notations in a column's cells: counts and examples. */
final class ColumnProfile {

    /** Maximum number of distinct texts and numbers that are stored. */
    private static final int MAX_WORDS = 1000;

    private static final int MAX_UNITS = 20;

    int values;
    int numbers;
    int infinite;
    double largest = Double.NEGATIVE_INFINITY;

    /**
     * Numbers valid only with a decimal point, or only with a decimal comma; and numbers valid with both, but with
     * different values.
     */
    final Tally pointOnly = new Tally();

    final Tally commaOnly = new Tally();
    final Tally eitherMark = new Tally();

    /** Numbers with thousands separators if a point, or a comma, is the decimal mark. */
    final Tally groupedByPoint = new Tally();

    final Tally groupedByComma = new Tally();
    final Tally identifiers = new Tally();
    final Tally below = new Tally();
    final Tally above = new Tally();
    final Tally flagged = new Tally();
    final Tally plus = new Tally();
    final Set<String> plusDigits = new HashSet<>();
    final SequencedMap<String, Tally> units = new LinkedHashMap<>();
    final Tally bare = new Tally();
    double largestBare = Double.NEGATIVE_INFINITY;

    final Tally dayFirst = new Tally();
    final Tally monthFirst = new Tally();
    final Tally ambiguousDates = new Tally();
    final Tally compactDates = new Tally();
    final Tally shortYears = new Tally();

    /** Digit strings without letters, such as {@code 120/80}. */
    final Tally numberLike = new Tally();

    /** Stored texts that are not numbers, and digits of numbers. */
    final SequencedMap<String, Integer> texts = new LinkedHashMap<>();

    private final Set<String> words = new HashSet<>();
    final Set<String> distinctNumbers = new HashSet<>();

    void take(String word) {
        if (DecimalText.isMissing(word)) {
            return;
        }
        values++;
        if (words.size() < MAX_WORDS) {
            words.add(word);
        }
        if (DecimalText.isPlain(word)) {
            takePlain(word);
            return;
        }
        Quantity.of(word).ifPresentOrElse(quantity -> takeNumber(word, quantity), () -> takeText(word));
    }

    private void takePlain(String word) {
        numbers++;
        if (word.indexOf('.') >= 0) {
            pointOnly.add(word);
        }
        double value = Double.parseDouble(word);
        largest = Math.max(largest, value);
        largestBare = Math.max(largestBare, value);
        bare.add(word);
        if (distinctNumbers.size() < MAX_WORDS) {
            distinctNumbers.add(word);
        }
    }

    private void takeNumber(String word, Quantity quantity) {
        numbers++;
        OptionalDouble point = quantity.value('.');
        OptionalDouble comma = quantity.value(',');
        if (comma.isEmpty()) {
            pointOnly.add(word);
        } else if (point.isEmpty()) {
            commaOnly.add(word);
        } else if (point.getAsDouble() != comma.getAsDouble()) {
            eitherMark.add(word);
        }
        double value = point.orElseGet(() -> comma.orElse(0));
        infinite += Double.isInfinite(value) ? 1 : 0;
        largest = Math.max(largest, value);
        takeNotation(word, quantity, value);
        if (distinctNumbers.size() < MAX_WORDS) {
            distinctNumbers.add(quantity.digits());
        }
        if (DateText.compactDays(word).isPresent()) {
            compactDates.add(word);
        }
    }

    private void takeNotation(String word, Quantity quantity, double value) {
        switch (quantity.bound()) {
            case EXACT -> {}
            case LESS, AT_MOST -> below.add(word);
            case GREATER, AT_LEAST -> above.add(word);
        }
        switch (quantity.suffix()) {
            case NONE -> {}
            case FLAG -> flagged.add(word);
            case PLUS -> {
                plus.add(word);
                plusDigits.add(quantity.digits());
            }
        }
        if (quantity.isBare()) {
            bare.add(word);
            largestBare = Math.max(largestBare, value);
        } else if (!quantity.unit().isEmpty() && units.size() < MAX_UNITS) {
            units.computeIfAbsent(normalUnit(quantity.unit()), _ -> new Tally()).add(word);
        }
        if (quantity.isIdentifier()) {
            identifiers.add(word);
        }
        if (quantity.isGrouped('.') && quantity.value('.').isPresent()) {
            groupedByComma.add(word);
        }
        if (quantity.isGrouped(',') && quantity.value(',').isPresent()) {
            groupedByPoint.add(word);
        }
    }

    /** Unifies the notations of micro, liter and plurals. */
    private static String normalUnit(String unit) {
        String plain = unit.replace('μ', 'µ').replaceFirst("\\.$", "");
        boolean plural = plain.length() > 3 && plain.endsWith("s");
        return (plural ? plain.substring(0, plain.length() - 1) : plain).toLowerCase(Locale.ROOT);
    }

    private void takeText(String word) {
        if (texts.size() < MAX_WORDS || texts.containsKey(word)) {
            texts.merge(word, 1, Integer::sum);
        }
        if (word.chars().anyMatch(Character::isDigit) && word.chars().noneMatch(Character::isLetter)) {
            numberLike.add(word);
        }
        if (!Character.isLetterOrDigit(word.charAt(0))) {
            return;
        }
        if (DateText.days(word, DateText.Order.DAY_FIRST).isPresent()) {
            dayFirst.add(word);
        }
        if (DateText.days(word, DateText.Order.MONTH_FIRST).isPresent()) {
            monthFirst.add(word);
        }
        if (DateText.isAmbiguous(word)) {
            ambiguousDates.add(word);
        }
        if (DateText.hasShortYear(word)) {
            shortYears.add(word);
        }
    }

    /** Cells with a value that is not a number. */
    int nonNumbers() {
        return values - numbers;
    }

    boolean hasValues() {
        return values > 0;
    }

    /** Whether most values are numbers; true without values. */
    boolean isMostlyNumbers() {
        return 2 * numbers >= values;
    }

    /** Whether there are values and all of them are numbers. */
    boolean isAllNumbers() {
        return hasValues() && nonNumbers() == 0;
    }

    /** Whether fewer than half of the values are numbers. */
    boolean isMostlyTexts() {
        return 2 * numbers < values;
    }

    /** Whether a text is among the first thousand distinct ones. */
    boolean has(String word) {
        return words.contains(word);
    }

    /** Units with their counts, such as {@code mg/dl (12)}. */
    String unitCounts() {
        return String.join(
                ", ",
                units.entrySet().stream()
                        .map((Map.Entry<String, Tally> unit) -> "%s (%d)"
                                .formatted(unit.getKey(), unit.getValue().count()))
                        .toList());
    }
}
