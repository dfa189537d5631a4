package klarsyn.base;

import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Outcome of a recorded case; a failing case throws. */
public record Outcome(Kind kind, String why) {

    /** The three possible outcomes. */
    public enum Kind {
        PASSED,
        DIFFERS,
        NOT_CLAIMED
    }

    public static final Outcome PASSED = new Outcome(Kind.PASSED, "");

    /** Differs by a documented convention; otherwise recorded values are reproduced. */
    public static Outcome differs(String why) {
        return new Outcome(Kind.DIFFERS, why);
    }

    public static Outcome notClaimed(String why) {
        return new Outcome(Kind.NOT_CLAIMED, why);
    }

    public static long count(List<Outcome> outcomes, Kind kind) {
        return outcomes.stream().filter(outcome -> outcome.kind() == kind).count();
    }

    /** The table row in {@code docs/conformance.md} for a file. */
    public static String row(String file, List<Outcome> outcomes) {
        return "| `%s` | %d | %d | %s | %s |"
                .formatted(
                        file,
                        outcomes.size(),
                        count(outcomes, Kind.PASSED),
                        reasons(outcomes, Kind.DIFFERS),
                        reasons(outcomes, Kind.NOT_CLAIMED));
    }

    private static String reasons(List<Outcome> outcomes, Kind kind) {
        return outcomes.stream()
                .filter(outcome -> outcome.kind() == kind)
                .collect(Collectors.groupingBy(Outcome::why, TreeMap::new, Collectors.counting()))
                .entrySet()
                .stream()
                .map(reason -> reason.getValue() + ": " + reason.getKey())
                .collect(Collectors.joining("; "));
    }
}
