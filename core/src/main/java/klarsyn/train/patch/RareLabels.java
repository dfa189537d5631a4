package klarsyn.train.patch;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/** Selects labels more often the rarer they are among the training voxels, and cases with these labels. */
final class RareLabels {

    private final Map<Integer, List<Choice>> choices = new TreeMap<>();
    private final Map<Integer, Double> weights = new TreeMap<>();

    private RareLabels() {}

    /** A case and the positions of the label in it. */
    record Choice(PreparedCase subject, StructureVoxels places) {}

    /** Weights are the fraction of all labeled voxels to the power of minus {@code rarity}. */
    static RareLabels of(List<PreparedCase> cases, double rarity) {
        RareLabels labels = new RareLabels();
        Map<Integer, Long> counts = new TreeMap<>();
        for (PreparedCase subject : cases) {
            for (StructureVoxels places : subject.structures()) {
                counts.merge(places.structure(), places.count(), Long::sum);
                labels.choices
                        .computeIfAbsent(places.structure(), _ -> new ArrayList<>())
                        .add(new Choice(subject, places));
            }
        }
        double all = counts.values().stream().mapToLong(Long::longValue).sum();
        counts.forEach((structure, count) -> labels.weights.put(structure, Math.pow(count / all, -rarity)));
        return labels;
    }

    boolean isEmpty() {
        return choices.isEmpty();
    }

    /** Draws a label by weight, in this case if it has it, otherwise in another case. */
    Choice choose(PreparedCase subject, RandomGenerator random) {
        List<Choice> showing = choices.getOrDefault(structure(random), List.of());
        for (Choice choice : showing) {
            if (choice.subject().id().equals(subject.id())) {
                return choice;
            }
        }
        return showing.get(random.nextInt(showing.size()));
    }

    private int structure(RandomGenerator random) {
        double left = random.nextDouble()
                * weights.values().stream().mapToDouble(Double::doubleValue).sum();
        int chosen = 0;
        for (Map.Entry<Integer, Double> each : weights.entrySet()) {
            chosen = each.getKey();
            left -= each.getValue();
            if (left < 0) {
                break;
            }
        }
        return chosen;
    }
}
