package klarsyn.format.table;

import java.util.List;
import klarsyn.format.file.DelimitedRows.Separator;

/**
 * What the columns of a table together show of its notation; it decides for the columns that show it not.
 *
 * @param separator   between fields
 * @param points      whether some column has decimal points beyond doubt
 * @param commas      whether some column has decimal commas beyond doubt
 * @param dayFirst    whether some column has dates whose first number cannot be a month
 * @param monthFirst  whether some column has dates whose second number cannot be a month
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

    /** Whether the decimal mark of the table is beyond doubt. */
    boolean isSettled() {
        return points != commas;
    }
}
