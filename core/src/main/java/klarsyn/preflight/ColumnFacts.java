package klarsyn.preflight;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/**
 * Results of the pre-flight check for one table column, over all files.
 *
 * @param name    of the column
 * @param kind    type of its values: {@code numbers}, {@code dates}, {@code classes}, {@code text}, or {@code empty};
 *                several separated by a bar if tables differ
 * @param rows    number of cells, including missing values
 * @param missing number of missing values
 * @param numbers statistics of a numeric column; all NaN for text
 * @param span    first and last date, such as {@code 2019-03-01 to 2020-11-30}; empty for others
 * @param counts  count of each value if there are at most 20 distinct ones; otherwise empty
 */
public record ColumnFacts(
        String name,
        String kind,
        int rows,
        int missing,
        Moments numbers,
        String span,
        SequencedMap<String, Integer> counts) {

    /** Copies the map. */
    public ColumnFacts {
        counts = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(counts));
    }
}
