package klarsyn.preflight;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/**
 * What the pre-flight learned about one column of a table, over all its files.
 *
 * @param name    of the column
 * @param kind    what its values are: {@code numbers}, {@code dates}, {@code classes}, {@code text}, or {@code empty};
 *     several with a bar between them where tables differ
 * @param rows    cells, with or without a value
 * @param missing cells without a value
 * @param numbers statistics of a column of numbers; all NaN for texts
 * @param span    the first and the last of dates, such as {@code 2019-03-01 to 2020-11-30}; empty for others
 * @param counts  how often each value is there if there are at most 20 different ones; else empty
 */
public record ColumnFacts(
        String name,
        String kind,
        int rows,
        int missing,
        Moments numbers,
        String span,
        SequencedMap<String, Integer> counts) {

    /** Keeps an own copy. */
    public ColumnFacts {
        counts = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(counts));
    }
}
