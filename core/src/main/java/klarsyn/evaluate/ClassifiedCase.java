package klarsyn.evaluate;

import java.util.List;

/**
 * Predicted probabilities of a case.
 *
 * @param caseId        the case
 * @param patient       of the case; cases of one patient are not independent
 * @param reference     number of the true class
 * @param probabilities of each class
 */
public record ClassifiedCase(String caseId, String patient, int reference, List<Double> probabilities) {

    /** Copies the list; rejects an unknown class and probabilities that are not finite. */
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

    /** Number of the most probable class; the first one in case of a tie. */
    public int predicted() {
        int best = 0;
        for (int k = 1; k < probabilities.size(); k++) {
            best = probabilities.get(k) > probabilities.get(best) ? k : best;
        }
        return best;
    }

    /** Whether the predicted class is correct. */
    public boolean isCorrect() {
        return predicted() == reference;
    }

    /** Probability of the predicted class. */
    public double confidence() {
        return probabilities.get(predicted());
    }
}
