package klarsyn.app.terminal;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import klarsyn.data.Finding;
import klarsyn.data.FindingGroup;

/** Findings as lines of text: one per cause, for any number of cases. */
public final class FindingLines {

    /** More causes with the same fix than this are abbreviated. */
    private static final int MAX_SIMILAR = 12;

    private static final int FEW_SIMILAR = 5;

    private FindingLines() {}

    public static List<String> of(List<Finding> findings) {
        Map<String, List<String>> byFix = new LinkedHashMap<>();
        for (FindingGroup group : FindingGroup.of(findings)) {
            String fix = group.first().severity() + group.first().fix();
            byFix.computeIfAbsent(fix, _ -> new ArrayList<>()).add(line(group));
        }
        List<String> all = new ArrayList<>();
        byFix.forEach((fix, lines) -> {
            int shown = lines.size() > MAX_SIMILAR ? FEW_SIMILAR : lines.size();
            all.addAll(lines.subList(0, shown));
            if (shown < lines.size()) {
                all.add("… and %d more like these; --json lists all".formatted(lines.size() - shown));
            }
        });
        return all;
    }

    private static String line(FindingGroup group) {
        return group.toString().replaceFirst(", …\\.$", ", … (--json lists all).");
    }
}
