package klarsyn.data.split;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Swaps patients between parts of a split until rare contents are in every part that needs them.
 *
 * <p>Each swap reduces a penalty, so the search terminates; part sizes do not change. Swaps within a stratum come
 * first. A split that lacks nothing is unchanged.
 */
final class Rebalancing {

    /** Contents of more patients than this are left to chance. */
    private static final int RARE_PATIENTS = 20;

    /** Training has priority: a label missing there cannot be learned. */
    private static final long TRAINING_WEIGHT = 1_000_000;

    private static final long TEST_WEIGHT = 1_000;

    private final List<List<Splitting.Patient>> parts;
    private final Map<String, List<Bounds>> bounds;
    private final List<Map<String, Integer>> counts = new ArrayList<>();

    /** Bounds on the number of patients of a part with some content, and the costs of violating them. */
    private record Bounds(int least, int most, long weight) {
        long penalty(int count) {
            return weight * (Math.max(0, least - count) + Math.max(0, count - most));
        }
    }

    private Rebalancing(List<List<Splitting.Patient>> parts, Map<String, List<Bounds>> bounds) {
        this.parts = parts;
        this.bounds = bounds;
        for (List<Splitting.Patient> part : parts) {
            part.replaceAll(patient -> patient.withContents(rareOf(patient)));
            counts.add(count(List.of(part)));
        }
    }

    /**
     * Swaps patients between training, validation and test: at least half of those with rare content stay in training,
     * at least one is tested if there are two, and one validated if there are four.
     *
     * @param parts training, validation and test; modified in place
     */
    static void holdOut(List<List<Splitting.Patient>> parts) {
        int train = parts.getFirst().size();
        int validation = parts.get(1).size();
        int test = parts.get(2).size();
        int all = train + validation + test;
        Map<String, List<Bounds>> bounds = new TreeMap<>();
        rare(parts).forEach((content, count) -> {
            int tested = count < 2 ? 0 : least(count, test, all);
            int validated = count < 4 ? 0 : least(count, validation, all);
            bounds.put(
                    content,
                    List.of(
                            new Bounds(Math.min(Math.ceilDiv(count, 2), train), count, TRAINING_WEIGHT),
                            new Bounds(validated, count, 1),
                            new Bounds(tested, count, TEST_WEIGHT)));
        });
        new Rebalancing(parts, bounds).exchange();
    }

    /**
     * Swaps patients between folds so that those with rare content are spread evenly: with at least two such patients,
     * every fold has one for training.
     *
     * @param parts the folds; modified in place
     */
    static void folds(List<List<Splitting.Patient>> parts) {
        Map<String, List<Bounds>> bounds = new TreeMap<>();
        rare(parts).forEach((content, count) -> {
            Bounds even = new Bounds(count / parts.size(), Math.ceilDiv(count, parts.size()), 1);
            bounds.put(content, Collections.nCopies(parts.size(), even));
        });
        new Rebalancing(parts, bounds).exchange();
    }

    private static int least(int count, int size, int all) {
        return Math.min(size, Math.max(1, count * size / all));
    }

    /** Rare contents with their number of patients. */
    private static Map<String, Integer> rare(List<List<Splitting.Patient>> parts) {
        Map<String, Integer> counts = count(parts);
        counts.values().removeIf(count -> count > RARE_PATIENTS);
        return counts;
    }

    private static Map<String, Integer> count(List<List<Splitting.Patient>> parts) {
        Map<String, Integer> counts = new HashMap<>();
        parts.forEach(part ->
                part.forEach(patient -> patient.contents().forEach(content -> counts.merge(content, 1, Integer::sum))));
        return counts;
    }

    private Set<String> rareOf(Splitting.Patient patient) {
        return patient.contents().stream().filter(bounds::containsKey).collect(Collectors.toUnmodifiableSet());
    }

    /** Processes all pairs of parts, within strata first, until no swap reduces the penalty. */
    private void exchange() {
        boolean improved = true;
        while (improved) {
            improved = exchangeAll(true) || exchangeAll(false);
        }
    }

    private boolean exchangeAll(boolean withinStratum) {
        boolean improved = false;
        for (int first = 0; first < parts.size(); first++) {
            for (int second = first + 1; second < parts.size(); second++) {
                while (exchangeOne(first, second, withinStratum)) {
                    improved = true;
                }
            }
        }
        return improved;
    }

    /** Performs the first swap that reduces the penalty, in patient rank order. */
    private boolean exchangeOne(int first, int second, boolean withinStratum) {
        Set<String> misplaced = misplaced(first, second);
        List<Splitting.Patient> left = parts.get(first);
        List<Splitting.Patient> right = parts.get(second);
        if (misplaced.isEmpty()) {
            return false;
        }
        int[] all = IntStream.range(0, right.size()).toArray();
        int[] wanted =
                IntStream.of(all).filter(j -> isWanted(right.get(j), misplaced)).toArray();
        for (int i = 0; i < left.size(); i++) {
            Splitting.Patient one = left.get(i);
            for (int j : isWanted(one, misplaced) ? all : wanted) { // few are wanted of many
                Splitting.Patient other = right.get(j);
                boolean isCandidate = !withinStratum || one.stratum() == other.stratum();
                if (isCandidate && change(first, second, one, other) < 0) {
                    left.set(i, other);
                    right.set(j, one);
                    counts.set(first, count(List.of(left)));
                    counts.set(second, count(List.of(right)));
                    return true;
                }
            }
        }
        return false;
    }

    /** Contents out of bounds in either part: only swaps of their patients can help. */
    private Set<String> misplaced(int first, int second) {
        return bounds.keySet().stream()
                .filter(content -> penalty(content, first) + penalty(content, second) > 0)
                .collect(Collectors.toSet());
    }

    private static boolean isWanted(Splitting.Patient patient, Set<String> misplaced) {
        return !Collections.disjoint(patient.contents(), misplaced);
    }

    private long penalty(String content, int part) {
        return penalty(content, part, 0);
    }

    private long penalty(String content, int part, int more) {
        Bounds own = Objects.requireNonNull(bounds.get(content)).get(part);
        return own.penalty(counts.get(part).getOrDefault(content, 0) + more);
    }

    /** Change of the penalty by swapping two patients. */
    private long change(int first, int second, Splitting.Patient one, Splitting.Patient other) {
        return change(first, second, one.contents(), other.contents())
                + change(second, first, other.contents(), one.contents());
    }

    private long change(int from, int to, Set<String> moving, Set<String> returning) {
        long sum = 0;
        for (String content : moving) {
            if (!returning.contains(content)) {
                sum += penalty(content, from, -1) - penalty(content, from);
                sum += penalty(content, to, 1) - penalty(content, to);
            }
        }
        return sum;
    }
}
