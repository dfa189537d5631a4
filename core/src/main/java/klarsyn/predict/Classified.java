package klarsyn.predict;

import java.util.List;

/**
 * The class probabilities of a case.
 *
 * @param classes       names, in the order of the classes' numbers
 * @param probabilities of each class, with sum 1
 */
public record Classified(List<String> classes, List<Double> probabilities) implements Prediction {

    /** Copies the lists; rejects lists of different lengths. */
    public Classified {
        classes = List.copyOf(classes);
        probabilities = List.copyOf(probabilities);
        if (classes.isEmpty() || classes.size() != probabilities.size()) {
            throw new IllegalArgumentException(
                    "%d classes, %d probabilities".formatted(classes.size(), probabilities.size()));
        }
    }

    /** Name of the most probable class; the first one in case of a tie. */
    public String mostProbable() {
        return classes.get(best());
    }

    /** Probability of the most probable class. */
    public double confidence() {
        return probabilities.get(best());
    }

    private int best() {
        int best = 0;
        for (int k = 1; k < classes.size(); k++) {
            best = probabilities.get(k) > probabilities.get(best) ? k : best;
        }
        return best;
    }
}
