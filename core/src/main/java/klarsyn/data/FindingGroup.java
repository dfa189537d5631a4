package klarsyn.data;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Findings with the same cause: the first is shown in full, the others by location.
 *
 * @param first  the finding to be shown
 * @param others further findings with the same cause
 */
public record FindingGroup(Finding first, List<Finding> others) {

    /** Fewer findings with the same cause than this are shown individually. */
    private static final int FEW = 3;

    private static final int NAMED = 5;

    /** Copies the list. */
    public FindingGroup {
        others = List.copyOf(others);
    }

    /**
     * Groups findings by {@linkplain Finding#cause() cause}, in order of first occurrence.
     *
     * @return groups of one finding, or of three and more
     */
    public static List<FindingGroup> of(List<Finding> findings) {
        Map<String, List<Finding>> causes = findings.stream()
                .collect(Collectors.groupingBy(Finding::cause, LinkedHashMap::new, Collectors.toList()));
        List<FindingGroup> groups = new ArrayList<>();
        for (List<Finding> same : causes.values()) {
            if (same.size() < FEW) {
                same.forEach(finding -> groups.add(new FindingGroup(finding, List.of())));
            } else {
                groups.add(new FindingGroup(same.getFirst(), same.subList(1, same.size())));
            }
        }
        return List.copyOf(groups);
    }

    /** Number of findings in the group. */
    public int size() {
        return 1 + others.size();
    }

    /** Such as {@code the same in 7 more: case c1, case c2, …}; empty for a single finding. */
    public String rest() {
        if (others.isEmpty()) {
            return "";
        }
        String places = others.stream()
                .limit(NAMED)
                .map(finding -> finding.where().text().replaceFirst("^(case [^,]+), .*", "$1"))
                .collect(Collectors.joining(", "));
        return "the same in %d more: %s%s".formatted(others.size(), places, others.size() > NAMED ? ", …" : "");
    }

    /** The first finding as a sentence, followed by the other locations. */
    @Override
    public String toString() {
        return others.isEmpty() ? first.toString() : first + " T" + rest().substring(1) + ".";
    }
}
