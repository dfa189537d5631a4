package klarsyn.preflight;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import klarsyn.data.label.Labels;

/** Describes the values of a label map. */
final class LabelText {

    private LabelText() {}

    /** For example {@code label value 255 (1,204 voxels) is}. */
    static String describe(Map<Integer, Long> counts) {
        List<String> parts = new ArrayList<>();
        counts.forEach((value, voxels) -> parts.add(String.format(Locale.ROOT, "%d (%,d voxels)", value, voxels)));
        return parts.size() == 1
                ? "label value " + parts.getFirst() + " is"
                : "label values " + String.join(", ", parts) + " are";
    }

    /** For example {@code 1 Anterior, 2 Posterior}. */
    static String describe(Labels labels) {
        List<String> parts = new ArrayList<>();
        for (Labels.Label label : labels.foreground()) {
            parts.add(label.toString());
        }
        labels.ignored().forEach(value -> parts.add(value + " ignored"));
        return String.join(", ", parts);
    }

    /**
     * A replacement that makes the values 1, 2, 3 … if there are as many as labels; otherwise the alternatives.
     *
     * @param description the file that defines the labels
     */
    static String remap(Map<Integer, Long> counts, Map<Integer, Long> unknown, Labels labels, String description) {
        List<Integer> present =
                counts.keySet().stream().filter(value -> value > 0).toList();
        if (labels.areRegions() || present.size() != labels.count()) {
            String values = unknown.keySet().stream().map(String::valueOf).collect(Collectors.joining(", "));
            return "add %s to the labels in %s, or replace in the file by the value of a label"
                    .formatted(values, description);
        }
        List<String> steps = new ArrayList<>();
        for (int i = 0; i < present.size(); i++) {
            if (present.get(i) != i + 1) {
                steps.add("%d → %d (%s)"
                        .formatted(
                                present.get(i),
                                i + 1,
                                labels.foreground().get(i).name()));
            }
        }
        return "if they are the same structures in the same order, replace in the file " + String.join(", ", steps);
    }
}
