package klarsyn.preflight;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import java.util.TreeMap;
import klarsyn.data.Case;
import klarsyn.data.Cohort;

/**
 * How many cases each class has.
 *
 * @param counts cases of each class, by name
 */
public record ClassBalance(SequencedMap<String, Integer> counts) {

    /** Keeps an own copy. */
    public ClassBalance {
        counts = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(counts));
    }

    /** Counts the cases whose target is a class; none if there are no such. */
    public static ClassBalance of(Cohort cohort) {
        TreeMap<String, Integer> counts = new TreeMap<>();
        for (Case one : cohort.cases()) {
            one.target().category().ifPresent(name -> counts.merge(name, 1, Integer::sum));
        }
        return new ClassBalance(counts);
    }

    /** Cases that have a class. */
    public int n() {
        return counts.values().stream().mapToInt(Integer::intValue).sum();
    }

    /** Accuracy of always naming the most frequent class, which a model must beat; NaN without classes. */
    public double majority() {
        int most = counts.values().stream().mapToInt(Integer::intValue).max().orElse(0);
        return n() == 0 ? Double.NaN : most / (double) n();
    }
}
