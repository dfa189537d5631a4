package klarsyn.data.label;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;

/**
 * Label map values for combinations of structures with one mask each.
 *
 * <p>A single structure has its position, 1, 2, 3 …; each combination that occurs has a value after these. With
 * combinations the structures are overlapping regions, otherwise mutually exclusive labels.
 *
 * @param structures   names, in label order
 * @param combinations structures that share voxels, by their positions from 1; each at least two
 */
public record StructureCoding(List<String> structures, List<NavigableSet<Integer>> combinations) {

    /** Copies the lists. */
    public StructureCoding {
        structures = List.copyOf(structures);
        combinations =
                combinations.stream().<NavigableSet<Integer>>map(TreeSet::new).toList();
    }

    /** The resulting labels. */
    public Labels labels() {
        List<Labels.Label> labels = new ArrayList<>();
        for (int structure = 1; structure <= structures.size(); structure++) {
            List<Integer> members = new ArrayList<>(List.of(structure));
            for (int i = 0; i < combinations.size(); i++) {
                if (combinations.get(i).contains(structure)) {
                    members.add(structures.size() + i + 1);
                }
            }
            labels.add(new Labels.Label(structure, structures.get(structure - 1), members));
        }
        return new Labels(labels);
    }

    /** Value of each combination of names; missing for an unknown one. */
    Map<Set<String>, Integer> values() {
        Map<Set<String>, Integer> values = new HashMap<>();
        values.put(Set.of(), 0);
        for (int i = 0; i < structures.size(); i++) {
            values.put(Set.of(structures.get(i)), i + 1);
        }
        for (int i = 0; i < combinations.size(); i++) {
            Set<String> names = new TreeSet<>();
            combinations.get(i).forEach(position -> names.add(structures.get(position - 1)));
            values.put(Set.copyOf(names), structures.size() + i + 1);
        }
        return values;
    }
}
