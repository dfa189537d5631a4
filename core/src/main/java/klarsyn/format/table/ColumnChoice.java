package klarsyn.format.table;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import klarsyn.format.file.DelimitedRows.Separator;
import klarsyn.format.table.ColumnReading.AsDates;
import klarsyn.format.table.ColumnReading.AsNumbers;
import klarsyn.format.table.ColumnReading.AsTexts;
import klarsyn.format.table.ColumnReading.Mark;
import klarsyn.table.TableNote;

/** Decides how a column is read from the notations of its cells, and notes ambiguities. */
final class ColumnChoice {

    /** Fraction of values that must be dates; the others are typing errors. */
    private static final double NEARLY_ALL = 0.9;

    /** Fraction of values that must be numbers for other texts to count as missing. */
    private static final double MAJORITY = 0.6;

    /** Fraction of values that must be numbers for a column of texts to need a note. */
    private static final double SOME = 0.1;

    /** Fewer distinct numbers than this may be class codes, where a word is another class. */
    private static final int QUANTITIES = 8;

    /** Number of distinct values from which columns of eight-digit dates are no coincidence. */
    private static final int MIN_COMPACT_DATES = 3;

    private static final Set<String> IDENTIFYING = Set.of(
            "id",
            "ids",
            "patient",
            "patients",
            "subject",
            "case",
            "person",
            "participant",
            "code",
            "number",
            "nr",
            "no",
            "mrn",
            "zip",
            "plz",
            "barcode",
            "sample",
            "accession",
            "study",
            "series",
            "image",
            "file",
            "phone",
            "name");

    private final String name;
    private final ColumnProfile profile;
    private final TableEvidence evidence;
    private final ColumnNotes notes;

    ColumnChoice(String name, ColumnProfile profile, TableEvidence evidence) {
        this.name = name;
        this.profile = profile;
        this.evidence = evidence;
        this.notes = new ColumnNotes(name, profile);
    }

    /** Notes on the decision; valid after {@link #reading}. */
    List<TableNote> notes() {
        return notes.all();
    }

    ColumnReading reading() {
        if (profile.numbers == 0) {
            return profile.hasValues() ? datesOrTexts() : new AsNumbers(Mark.POINT);
        }
        if (profile.compactDates.count() == profile.values && profile.distinctNumbers.size() >= MIN_COMPACT_DATES) {
            notes.dates(profile.compactDates, profile.values, "");
            return new AsDates(DateText.Order.DAY_FIRST, true);
        }
        if (!profile.identifiers.isEmpty()) {
            if (!isIdentifying()) {
                notes.identifiers();
            }
            return new AsTexts();
        }
        return isOfNumbers() && hasOneUnit() && areSignsLimits() ? numbers() : new AsTexts();
    }

    /** Whether the column name suggests identifiers. */
    private boolean isIdentifying() {
        return List.of(name.toLowerCase(Locale.ROOT).split("[^\\p{L}]+", -1)).stream()
                .anyMatch(IDENTIFYING::contains);
    }

    private ColumnReading datesOrTexts() {
        int dayFirst = profile.dayFirst.count();
        int monthFirst = profile.monthFirst.count();
        int dates = Math.max(dayFirst, monthFirst);
        if (profile.shortYears.count() >= NEARLY_ALL * profile.values) {
            notes.datesWithoutCentury();
            return new AsTexts();
        }
        if (dates < NEARLY_ALL * profile.values) {
            if (2 * profile.numberLike.count() >= profile.values && !isIdentifying()) {
                notes.numberLike();
            }
            return new AsTexts();
        }
        boolean either = dayFirst == monthFirst;
        if (either && !profile.ambiguousDates.isEmpty() && evidence.dayFirst() == evidence.monthFirst()) {
            notes.ambiguousDates();
            return new AsTexts();
        }
        boolean american = monthFirst > dayFirst || (either && evidence.monthFirst());
        DateText.Order order = american ? DateText.Order.MONTH_FIRST : DateText.Order.DAY_FIRST;
        notes.dates(american ? profile.monthFirst : profile.dayFirst, dates, otherThanDates(order));
        return new AsDates(order, false);
    }

    private String otherThanDates(DateText.Order order) {
        return profile.texts.sequencedKeySet().stream()
                .filter(word -> DateText.days(word, order).isEmpty())
                .findFirst()
                .orElse("");
    }

    /** Whether all values are numbers, or so many that the others count as missing. */
    private boolean isOfNumbers() {
        if (profile.nonNumbers() == 0) {
            return true;
        }
        boolean known = profile.texts.sequencedKeySet().stream().allMatch(MissingWords::contains);
        boolean quantities = profile.distinctNumbers.size() >= QUANTITIES
                || !profile.pointOnly.isEmpty()
                || !profile.commaOnly.isEmpty();
        double share = (double) profile.numbers / profile.values;
        if (known ? share > SOME : share >= MAJORITY && quantities) {
            notes.missingTexts();
            return true;
        }
        if (share >= SOME) {
            notes.keptAsText();
        }
        return false;
    }

    private boolean hasOneUnit() {
        if (profile.units.isEmpty()) {
            return true;
        }
        boolean percentOrShare = profile.units.containsKey("%")
                && !profile.bare.isEmpty()
                && profile.largestBare <= 1
                && profile.largest > 1;
        if (profile.units.size() > 1 || percentOrShare) {
            notes.differentUnits();
            return false;
        }
        notes.unit(profile.units.firstEntry().getValue());
        return true;
    }

    /** Whether signs before and after numbers are limits; with few plain numbers they are classes or grades. */
    private boolean areSignsLimits() {
        int bounded = profile.below.count() + profile.above.count();
        boolean grades = !profile.plus.isEmpty()
                && (profile.plusDigits.size() > 1
                        || profile.largest > largestWithPlus()
                        || profile.plus.count() > profile.bare.count());
        boolean classes = bounded > 0 && profile.numbers - bounded < Math.max(2, 2 * SOME * profile.numbers);
        if ((grades || classes) && !profile.bare.isEmpty()) {
            Tally limit = profile.below.isEmpty() ? profile.above : profile.below;
            notes.signs(grades ? profile.plus : limit, bounded + profile.plus.count());
        }
        return !grades && !classes;
    }

    private double largestWithPlus() {
        return profile.plusDigits.stream()
                .flatMap(digits -> Quantity.of(digits).stream())
                .mapToDouble(quantity -> Mark.EACH_ITS_OWN.value(quantity).orElse(0))
                .max()
                .orElse(0);
    }

    private ColumnReading numbers() {
        boolean point = profile.commaOnly.isEmpty();
        boolean comma = profile.pointOnly.isEmpty();
        if (!point && !comma) {
            boolean readable = profile.eitherMark.isEmpty();
            notes.mixedMarks(readable);
            noteNotations();
            return readable ? new AsNumbers(Mark.EACH_ITS_OWN) : new AsTexts();
        }
        Mark mark = point && comma ? unstatedMark() : point ? Mark.POINT : Mark.COMMA;
        noteMark(mark, point && comma);
        noteNotations();
        return new AsNumbers(mark);
    }

    /** If the column allows either mark: the mark of the other columns, otherwise the one usual for the separator. */
    private Mark unstatedMark() {
        if (evidence.isSettled()) {
            return evidence.commas() ? Mark.COMMA : Mark.POINT;
        }
        boolean written = profile.eitherMark.first().contains(",");
        return written && evidence.separator() != Separator.COMMA ? Mark.COMMA : Mark.POINT;
    }

    private void noteMark(Mark mark, boolean unstated) {
        Tally grouped = mark == Mark.COMMA ? profile.groupedByPoint : profile.groupedByComma;
        boolean unclear = unstated
                && !profile.eitherMark.isEmpty()
                && !evidence.isSettled()
                && (evidence.commas() || evidence.separator() != Separator.COMMA);
        if (unclear) {
            notes.unclearMark(mark);
        } else if (!grouped.isEmpty()) {
            notes.thousands(grouped, mark);
        }
        if (mark == Mark.COMMA && evidence.separator() == Separator.COMMA && !profile.commaOnly.isEmpty()) {
            notes.decimalCommas();
        }
    }

    private void noteNotations() {
        notes.limit(profile.below, "below");
        notes.limit(profile.above, "above");
        notes.limit(profile.plus, "at or above");
        if (!profile.flagged.isEmpty()) {
            notes.flags();
        }
        if (profile.infinite > 0) {
            notes.infinite();
        }
    }
}
