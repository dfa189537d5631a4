package klarsyn.evaluate;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/**
 * How often each class was predicted for each true class.
 *
 * @param counts rows are the reference, columns the prediction
 */
public record ConfusionMatrix(List<List<Integer>> counts) {

    /** Keeps own copies; rejects a matrix that is not square. */
    public ConfusionMatrix {
        counts = counts.stream().map(List::copyOf).toList();
        int classes = counts.size();
        if (counts.stream().anyMatch(row -> row.size() != classes)) {
            throw new IllegalArgumentException("a confusion matrix is square");
        }
    }

    static ConfusionMatrix of(List<ClassifiedCase> cases, int classes) {
        int[][] counts = new int[classes][classes];
        for (ClassifiedCase one : cases) {
            counts[one.reference()][one.predicted()]++;
        }
        return of(counts);
    }

    static ConfusionMatrix of(int[][] counts) {
        return new ConfusionMatrix(Arrays.stream(counts)
                .map(row -> Arrays.stream(row).boxed().toList())
                .toList());
    }

    /** Number of classes. */
    public int classes() {
        return counts.size();
    }

    /** Cases whose true class this is. */
    public int reference(int k) {
        return counts.get(k).stream().mapToInt(Integer::intValue).sum();
    }

    /** Cases for which this class was predicted. */
    public int predicted(int k) {
        return counts.stream().mapToInt(row -> row.get(k)).sum();
    }

    /** Cases of this class that were found. */
    public int correct(int k) {
        return counts.get(k).get(k);
    }

    /** Share of the class's cases that were found; NaN if it has none. */
    public double recall(int k) {
        return (double) correct(k) / reference(k);
    }

    /** Share of the cases predicted as this class that are of it; NaN if there are none. */
    public double precision(int k) {
        return (double) correct(k) / predicted(k);
    }

    /** Harmonic mean of precision and recall, 0 if the class is never predicted; NaN if it has no case. */
    public double f1(int k) {
        int all = reference(k) + predicted(k);
        return reference(k) == 0 ? Double.NaN : 2.0 * correct(k) / all;
    }

    /** Mean recall over the classes that have a case. */
    double balancedAccuracy() {
        return mean(this::recall);
    }

    /** Mean F1 over the classes that have a case. */
    double macroF1() {
        return mean(this::f1);
    }

    private double mean(IntToDoubleFunction value) {
        return IntStream.range(0, classes())
                .mapToDouble(value)
                .filter(Double::isFinite)
                .average()
                .orElse(Double.NaN);
    }
}
