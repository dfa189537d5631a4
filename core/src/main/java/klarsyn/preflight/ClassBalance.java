package klarsyn.preflight;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import java.util.TreeMap;
import klarsyn.data.Case;
import klarsyn.data.Cohort;

/**
 * Number of cases per class.
 *
 * @param counts cases of each class, by name
 */
public record ClassBalance(SequencedMap<String, Integer> counts) {

    /** Copies the map. */
    public ClassBalance {
        counts = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(counts));
    }

    /** Counts the cases whose target is a class; empty if there are none. */
    public static ClassBalance of(Cohort cohort) {
        TreeMap<String, Integer> counts = new TreeMap<>();
        for (Case one : cohort.cases()) {
            one.target().category().ifPresent(name -> counts.merge(name, 1, Integer::sum));
        }
        return new ClassBalance(counts);
    }

    /** Number of cases with a class. */
    public int n() {
        return counts.values().stream().mapToInt(Integer::intValue).sum();
    }

    /** Accuracy of always predicting the most frequent class, the baseline for a model; NaN without classes. */
    public double majority() {
        int most = counts.values().stream().mapToInt(Integer::intValue).max().orElse(0);
        return n() == 0 ? Double.NaN : most / (double) n();
    }
}
