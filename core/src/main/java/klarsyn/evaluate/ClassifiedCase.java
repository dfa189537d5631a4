package klarsyn.evaluate;

import java.util.List;

/**
 * The class that was predicted for a case.
 *
 * @param caseId        the case
 * @param patient       whom it belongs to: cases of one patient are not independent
 * @param reference     number of the true class
 * @param probabilities of each class
 */
public record ClassifiedCase(String caseId, String patient, int reference, List<Double> probabilities) {

    /** Keeps an own copy; rejects a class that does not exist, and probabilities that are no numbers. */
    public ClassifiedCase {
        probabilities = List.copyOf(probabilities);
        if (reference < 0 || reference >= probabilities.size()) {
            throw new IllegalArgumentException(
                    "case %s has class %d of %d".formatted(caseId, reference, probabilities.size()));
        }
        if (!probabilities.stream().allMatch(Double::isFinite)) {
            throw new IllegalArgumentException("case %s has the probabilities %s".formatted(caseId, probabilities));
        }
    }

    /** Number of the most probable class; of equal ones the first. */
    public int predicted() {
        int best = 0;
        for (int k = 1; k < probabilities.size(); k++) {
            best = probabilities.get(k) > probabilities.get(best) ? k : best;
        }
        return best;
    }

    /** Whether the predicted class is the true one. */
    public boolean isCorrect() {
        return predicted() == reference;
    }

    /** Probability of the predicted class. */
    public double confidence() {
        return probabilities.get(predicted());
    }
}
