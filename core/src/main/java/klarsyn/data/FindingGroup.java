package klarsyn.data;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Findings of one cause: a person reads the first one in full, and in which other places it is the same.
 *
 * @param first  the finding to be shown
 * @param others the findings of the same cause after it
 */
public record FindingGroup(Finding first, List<Finding> others) {

    /** Fewer findings of one cause than this are shown one by one, each with its own numbers. */
    private static final int FEW = 3;

    private static final int NAMED = 5;

    /** Keeps an own copy of the list. */
    public FindingGroup {
        others = List.copyOf(others);
    }

    /**
     * Findings by {@linkplain Finding#cause() cause}, in the order in which the causes appear.
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

    /** How many findings the group has. */
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

    /** The first finding as a sentence, then the other places. */
    @Override
    public String toString() {
        return others.isEmpty() ? first.toString() : first + " T" + rest().substring(1) + ".";
    }
}
