package klarsyn.app;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import klarsyn.data.Finding;

/** Findings as lines for a person: one for each cause, however many cases share it. */
final class FindingLines {

    private static final int FEW = 3;
    private static final int NAMED = 5;

    /** More findings with the same fix than this are shown by a few of them. */
    private static final int MOST_ALIKE = 12;

    private static final int FEW_ALIKE = 5;

    private FindingLines() {}

    static List<String> of(List<Finding> findings) {
        Map<String, List<Finding>> causes = findings.stream()
                .collect(Collectors.groupingBy(Finding::cause, LinkedHashMap::new, Collectors.toList()));
        Map<String, List<String>> byFix = new LinkedHashMap<>();
        for (List<Finding> cause : causes.values()) {
            String fix = cause.getFirst().severity().name().toLowerCase(Locale.ROOT)
                    + cause.getFirst().mend();
            List<String> lines = byFix.computeIfAbsent(fix, key -> new ArrayList<>());
            lines.addAll(lines(cause));
        }
        List<String> all = new ArrayList<>();
        byFix.forEach((fix, lines) -> {
            int shown = lines.size() > MOST_ALIKE ? FEW_ALIKE : lines.size();
            all.addAll(lines.subList(0, shown));
            if (shown < lines.size()) {
                all.add("… and %d more like these; --json lists all".formatted(lines.size() - shown));
            }
        });
        return all;
    }

    private static List<String> lines(List<Finding> cause) {
        if (cause.size() < FEW) {
            return cause.stream().map(Finding::toString).toList();
        }
        String others = cause.stream()
                .skip(1)
                .limit(NAMED)
                .map(finding -> finding.where().text().replaceFirst("^(case [^,]+), .*", "$1"))
                .collect(Collectors.joining(", "));
        return List.of("%s The same in %d more: %s%s."
                .formatted(
                        cause.getFirst(),
                        cause.size() - 1,
                        others,
                        cause.size() > NAMED + 1 ? ", … (--json lists all)" : ""));
    }
}
