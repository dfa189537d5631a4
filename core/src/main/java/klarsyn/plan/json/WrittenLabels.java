package klarsyn.plan.json;

import java.util.List;
import java.util.Set;
import klarsyn.data.label.Labels;

/**
 * JSON form of labels whose names and order are not sufficient: regions, or an ignored value.
 *
 * @param foreground the labels in order
 * @param ignored    values excluded from training and evaluation, ascending
 */
public record WrittenLabels(List<Labels.Label> foreground, List<Integer> ignored) {

    /** Copies the lists. */
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
