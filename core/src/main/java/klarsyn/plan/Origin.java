package klarsyn.plan;

import java.util.List;

/**
 * The planner and configuration of a plan.
 *
 * @param preset        the planner
 * @param configuration its configuration, such as {@code 3d_fullres}; Klarsyn's own are {@code 2d} and {@code 3d}
 * @param previous      the configuration whose prediction is an input, as in a cascade; none or one
 */
public record Origin(Preset preset, String configuration, List<String> previous) {

    /** Copies the list; rejects a missing name and more than one previous configuration. */
    public Origin {
        previous = List.copyOf(previous);
        if (configuration.isBlank() || previous.size() > 1) {
            throw new IllegalArgumentException(
                    "configuration is \"%s\" after %s: a name is required, and at most one previous configuration"
                            .formatted(configuration, previous));
        }
    }

    /** Klarsyn's configuration for patches of this depth. */
    static Origin klarsyn(Patch patch) {
        return new Origin(Preset.KLARSYN, patch.depth() == 1 ? "2d" : "3d", List.of());
    }
}
