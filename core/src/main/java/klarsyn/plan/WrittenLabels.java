package klarsyn.plan;

import java.util.List;
import java.util.Set;
import klarsyn.data.Labels;

/**
 * Labels as a plan writes them where names in their order do not say everything: regions, or an ignored value.
 *
 * @param foreground the labels in their order
 * @param ignored    values that count nowhere, ascending
 */
public record WrittenLabels(List<Labels.Label> foreground, List<Integer> ignored) {

    /** Keeps own copies of the lists. */
    public WrittenLabels {
        foreground = List.copyOf(foreground);
        ignored = List.copyOf(ignored);
    }

    static WrittenLabels of(Labels labels) {
        return new WrittenLabels(
                labels.foreground(), labels.ignored().stream().sorted().toList());
    }

    Labels labels() {
        return new Labels(foreground, Set.copyOf(ignored));
    }
}
