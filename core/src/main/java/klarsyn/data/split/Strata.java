package klarsyn.data.split;

import java.util.Set;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import klarsyn.data.Case;

/**
 * Properties balanced between the parts of a split.
 *
 * @param group    group of a case (a class, a site, a range of volumes), represented in each part; a patient belongs to
 *                 the group of its first case by id
 * @param contents contents of a case (a label, or healthy); a patient has the contents of its cases. Rare contents are
 *                 kept in every part if there are enough of them
 */
public record Strata(ToIntFunction<Case> group, Function<Case, Set<String>> contents) {

    /** Groups only. */
    public static Strata of(ToIntFunction<Case> group) {
        return new Strata(group, anyCase -> Set.of());
    }
}
