package klarsyn.data;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import klarsyn.image.LabelMap;

/** Which values a label map holds, in numbers and in words. */
final class LabelTables {

    private LabelTables() {}

    /** Number of voxels of each value that occurs, background included. */
    static Map<Integer, Long> count(LabelMap map) {
        long[] counts = new long[Short.MAX_VALUE + 1];
        for (short voxel : map.voxels()) {
            counts[voxel]++;
        }
        Map<Integer, Long> present = new TreeMap<>();
        for (int value = 0; value < counts.length; value++) {
            if (counts[value] > 0) {
                present.put(value, counts[value]);
            }
        }
        return present;
    }

    /** Such as {@code label value 255 (1,204 voxels) is}. */
    static String told(Map<Integer, Long> counts) {
        List<String> parts = new ArrayList<>();
        counts.forEach((value, voxels) -> parts.add(String.format(Locale.ROOT, "%d (%,d voxels)", value, voxels)));
        return parts.size() == 1
                ? "label value " + parts.getFirst() + " is"
                : "label values " + String.join(", ", parts) + " are";
    }

    /** Such as {@code 1 Anterior, 2 Posterior}. */
    static String told(Labels labels) {
        List<String> parts = new ArrayList<>();
        for (Labels.Label label : labels.foreground()) {
            parts.add(label.value() + " " + label.name());
        }
        return String.join(", ", parts);
    }

    /** The replacement that makes the values 1, 2, 3 … if there are as many as labels; else the choices there are. */
    static String remap(Map<Integer, Long> counts, Map<Integer, Long> unknown, Labels labels) {
        List<Integer> present =
                counts.keySet().stream().filter(value -> value > 0).toList();
        if (present.size() != labels.count()) {
            return "add %s to \"labels\" in dataset.json, or replace in the file by a value that is there"
                    .formatted(unknown.keySet());
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
        return "if they mean the same structures in the same order, replace in the file " + String.join(", ", steps);
    }
}
