package klarsyn.plan;

import java.util.List;

/**
 * Whose rules a plan follows, and which of their configurations it is.
 *
 * @param preset        whose limits and rules
 * @param configuration a name within them, such as {@code 3d_fullres}; Klarsyn's own are {@code 2d} and {@code 3d}
 * @param previous      the configuration whose prediction is an input of this one, as in a cascade; none or one
 */
public record Origin(Preset preset, String configuration, List<String> previous) {

    /** Keeps an own copy; refuses a missing name and more than one configuration before. */
    public Origin {
        previous = List.copyOf(previous);
        if (configuration.isBlank() || previous.size() > 1) {
            throw new IllegalArgumentException(
                    "configuration is \"%s\" after %s: a name is wanted, and at most one before it"
                            .formatted(configuration, previous));
        }
    }

    /** Klarsyn's own for patches of this depth. */
    static Origin klarsyn(Patch patch) {
        return new Origin(Preset.KLARSYN, patch.depth() == 1 ? "2d" : "3d", List.of());
    }
}
