package klarsyn.evaluate;

import java.util.Arrays;
import java.util.List;

/**
 * Number of cases for each pair of true and predicted class.
 *
 * @param counts rows are the reference, columns the prediction
 */
public record ConfusionMatrix(List<List<Integer>> counts) {

    /** Copies the counts; rejects a matrix that is not square. */
    public ConfusionMatrix {
        counts = counts.stream().map(List::copyOf).toList();
        int classes = counts.size();
        if (counts.stream().anyMatch(row -> row.size() != classes)) {
            throw new IllegalArgumentException("a confusion matrix must be square");
        }
    }

    static ConfusionMatrix of(List<ClassifiedCase> cases, int classes) {
        int[][] counts = new int[classes][classes];
        for (ClassifiedCase one : cases) {
            counts[one.reference()][one.predicted()]++;
        }
        return new ConfusionMatrix(Arrays.stream(counts)
                .map(row -> Arrays.stream(row).boxed().toList())
                .toList());
    }

    /** Number of classes. */
    public int classes() {
        return counts.size();
    }

    /** Number of cases of a class. */
    public int reference(int k) {
        return counts.get(k).stream().mapToInt(Integer::intValue).sum();
    }

    /** Number of cases predicted as a class. */
    public int predicted(int k) {
        return counts.stream().mapToInt(row -> row.get(k)).sum();
    }

    /** Number of correctly predicted cases of a class. */
    public int correct(int k) {
        return counts.get(k).get(k);
    }

    /** Recall of a class; NaN if it has no cases. */
    public double recall(int k) {
        return (double) correct(k) / reference(k);
    }

    /** Precision of a class; NaN if it is never predicted. */
    public double precision(int k) {
        return (double) correct(k) / predicted(k);
    }

    /** F1 of a class, 0 if it is never predicted; NaN if it has no cases. */
    public double f1(int k) {
        int all = reference(k) + predicted(k);
        return reference(k) == 0 ? Double.NaN : 2.0 * correct(k) / all;
    }
}
