package klarsyn.data;

import java.util.Set;
import java.util.function.Function;
import java.util.function.ToIntFunction;

/**
 * What the parts of a split should have in common.
 *
 * @param group    group of a case (a class, a site, a range of volumes), of which each part gets its share; a patient
 *                 belongs to the group of the case that comes first by id
 * @param contents names of what a case shows (a label, or that it is healthy); a patient shows what any of its cases
 *                 shows. What few patients show is kept in every part, as far as there are enough of them
 */
public record Strata(ToIntFunction<Case> group, Function<Case, Set<String>> contents) {

    /** Groups alone. */
    public static Strata of(ToIntFunction<Case> group) {
        return new Strata(group, anyCase -> Set.of());
    }
}
