package klarsyn.preflight;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/**
 * What the pre-flight learned about one column of a table, over all its files.
 *
 * @param name    of the column
 * @param rows    cells, with or without a value
 * @param missing cells without a value
 * @param numbers statistics of a column of numbers; all NaN for texts
 * @param counts  how often each value is there if there are at most 20 different ones; else empty
 */
public record ColumnFacts(String name, int rows, int missing, Moments numbers, SequencedMap<String, Integer> counts) {

    /** Keeps an own copy. */
    public ColumnFacts {
        counts = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(counts));
    }
}
