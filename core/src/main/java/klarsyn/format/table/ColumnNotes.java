package klarsyn.format.table;

import java.util.ArrayList;
import java.util.List;
import klarsyn.format.table.ColumnReading.Mark;
import klarsyn.table.TableNote;

/** Notes on how one column is read: what was found, how often, an example, and how it was interpreted. */
final class ColumnNotes {

    private static final int EXAMPLES = 3;

    private static final String POINT = "write all values with a decimal point";

    private final String name;
    private final ColumnProfile profile;
    private final List<TableNote> notes = new ArrayList<>();

    ColumnNotes(String name, ColumnProfile profile) {
        this.name = name;
        this.profile = profile;
    }

    List<TableNote> all() {
        return List.copyOf(notes);
    }

    private void add(String what, String fix) {
        notes.add(TableNote.ofColumn(name, what, fix));
    }

    /** Such as {@code 3 of 40 values are}. */
    private String valuesAre(int count) {
        return "%d of %d values %s".formatted(count, profile.values, count == 1 ? "is" : "are");
    }

    /** Such as {@code 3 values have}. */
    private static String valuesHave(Tally tally) {
        return tally.count() == 1 ? "1 value has" : tally.count() + " values have";
    }

    void dates(Tally dates, int count, String other) {
        String rest =
                count < profile.values ? "; the other texts, such as \"%s\", count as missing".formatted(other) : "";
        add(
                "%s dates, such as %s: read as dates, not as numbers%s"
                        .formatted(valuesAre(dates.count()), dates.example(), rest),
                "derive a number from it, such as an age in years");
    }

    void datesWithoutCentury() {
        add(
                "%s dates without a century, such as %s: kept as text"
                        .formatted(valuesAre(profile.shortYears.count()), profile.shortYears.example()),
                "write years with four digits, such as 1965-02-01");
    }

    void ambiguousDates() {
        add(
                "%s dates with ambiguous day and month, such as %s: kept as text"
                        .formatted(valuesAre(profile.ambiguousDates.count()), profile.ambiguousDates.example()),
                "write dates as year-month-day, such as 2020-01-31");
    }

    void numberLike() {
        add(
                "%s digits and signs that are not a number, such as %s: kept as text"
                        .formatted(valuesAre(profile.numberLike.count()), profile.numberLike.example()),
                "if they are quantities, write one number in each cell");
    }

    void identifiers() {
        add(
                "%s digits with leading zeros or more than 15 digits, such as %s: kept as text, as identifiers are"
                        .formatted(valuesAre(profile.identifiers.count()), profile.identifiers.example()),
                "if they are quantities, write them without leading zeros");
    }

    void missingTexts() {
        add(
                "%s text among numbers, such as %s: read as missing"
                        .formatted(valuesAre(profile.nonNumbers()), textExamples()),
                "leave such cells empty, or write them as numbers");
    }

    void keptAsText() {
        add(
                "%s not a number, such as %s: the column is kept as text, including its numbers"
                        .formatted(valuesAre(profile.nonNumbers()), textExamples()),
                "if it is a column of numbers, leave those cells empty");
    }

    private String textExamples() {
        return String.join(
                ", ",
                profile.texts.sequencedKeySet().stream()
                        .limit(EXAMPLES)
                        .map("\"%s\""::formatted)
                        .toList());
    }

    void differentUnits() {
        String none = profile.bare.isEmpty() ? "" : ", none (%d)".formatted(profile.bare.count());
        add(
                "the values have different units: %s%s: kept as text".formatted(profile.unitCounts(), none),
                "write all values in one unit, and the unit in the column's name");
    }

    void unit(Tally unit) {
        add(
                "%d of %d values %s a unit, such as %s: read as the number before it%s"
                        .formatted(
                                unit.count(),
                                profile.values,
                                unit.count() == 1 ? "has" : "have",
                                unit.example(),
                                profile.bare.isEmpty() ? "" : "; the others are taken to be in the same unit"),
                "write the unit in the column's name");
    }

    void signs(Tally example, int count) {
        add(
                "%d of %d values %s a sign, such as %s, but few are plain numbers: kept as text"
                        .formatted(count, profile.values, count == 1 ? "has" : "have", example.example()),
                "if it is a column of numbers, write the limit without its sign");
    }

    void mixedMarks(boolean readable) {
        String both = "%s a decimal point, such as %s, and %s a decimal comma, such as %s"
                .formatted(
                        valuesHave(profile.pointOnly),
                        profile.pointOnly.example(),
                        profile.commaOnly.count(),
                        profile.commaOnly.example());
        add(
                readable
                        ? both + ": each value is read by its own"
                        : both + "; %s is ambiguous: kept as text".formatted(profile.eitherMark.example()),
                POINT);
    }

    /** Notes that a sign could be a decimal mark or a thousands separator. */
    void unclearMark(Mark mark) {
        Mark other = mark == Mark.COMMA ? Mark.POINT : Mark.COMMA;
        add(
                "%s a decimal mark or thousands separator, such as %s: read as %s, but could mean %s"
                        .formatted(
                                valuesHave(profile.eitherMark),
                                profile.eitherMark.example(),
                                value(profile.eitherMark, mark),
                                value(profile.eitherMark, other)),
                "write numbers without thousands separators and with a decimal point");
    }

    void thousands(Tally grouped, Mark mark) {
        add(
                "%s thousands separators, such as %s: read as %s"
                        .formatted(valuesHave(grouped), grouped.example(), value(grouped, mark)),
                "write numbers without thousands separators");
    }

    void decimalCommas() {
        add(
                "%s a decimal comma, such as %s, in a table separated by commas: read as decimals"
                        .formatted(valuesHave(profile.commaOnly), profile.commaOnly.example()),
                POINT);
    }

    void limit(Tally bounded, String side) {
        if (!bounded.isEmpty()) {
            add(
                    "%d of %d values %s %s a limit, such as %s: kept as the limit with its sign"
                            .formatted(
                                    bounded.count(),
                                    profile.values,
                                    bounded.count() == 1 ? "is" : "are",
                                    side,
                                    bounded.example()),
                    "none needed if the limit may replace the value; otherwise write a value of your choice, such as"
                            + " half the limit");
        }
    }

    void flags() {
        add(
                "%s a flag, such as %s: read as the number before it"
                        .formatted(valuesHave(profile.flagged), profile.flagged.example()),
                "write flags in a separate column");
    }

    void infinite() {
        add(
                profile.infinite == 1 ? "1 value is infinite" : profile.infinite + " values are infinite",
                "leave those cells empty, or write the measured values");
    }

    private static String value(Tally tally, Mark mark) {
        double value = Quantity.of(tally.first())
                .map(quantity -> mark.value(quantity).orElse(Double.NaN))
                .orElse(Double.NaN);
        boolean whole = value == Math.rint(value) && Math.abs(value) < 1e15;
        return whole ? Long.toString((long) value) : Double.toString(value);
    }
}
