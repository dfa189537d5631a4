package klarsyn.format.table;

import java.util.List;
import klarsyn.format.file.DelimitedRows.Separator;

/**
 * Evidence from all columns on the notation of a table; decides for ambiguous columns.
 *
 * @param separator   between fields
 * @param points      whether a column definitely has decimal points
 * @param commas      whether a column definitely has decimal commas
 * @param dayFirst    whether a column has dates whose first number cannot be a month
 * @param monthFirst  whether a column has dates whose second number cannot be a month
 */
record TableEvidence(Separator separator, boolean points, boolean commas, boolean dayFirst, boolean monthFirst) {

    static TableEvidence of(Separator separator, List<ColumnProfile> profiles) {
        return new TableEvidence(
                separator,
                profiles.stream().anyMatch(it -> it.commaOnly.isEmpty() && !it.pointOnly.isEmpty()),
                profiles.stream().anyMatch(it -> it.pointOnly.isEmpty() && !it.commaOnly.isEmpty()),
                profiles.stream().anyMatch(it -> it.dayFirst.count() > it.monthFirst.count() && it.isMostlyTexts()),
                profiles.stream().anyMatch(it -> it.monthFirst.count() > it.dayFirst.count() && it.isMostlyTexts()));
    }

    /** Whether the decimal mark is unambiguous. */
    boolean isSettled() {
        return points != commas;
    }
}
