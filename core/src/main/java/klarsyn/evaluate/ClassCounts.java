package klarsyn.evaluate;

import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/** Counts per class of a classification, for the metrics that average over classes. Not safe for several threads. */
final class ClassCounts {

    private final int[] reference;
    private final int[] predicted;
    private final int[] correct;

    ClassCounts(int classes) {
        this.reference = new int[classes];
        this.predicted = new int[classes];
        this.correct = new int[classes];
    }

    /** Adds a case by its true and its predicted class. */
    void add(int trueClass, int predictedClass) {
        reference[trueClass]++;
        predicted[predictedClass]++;
        if (trueClass == predictedClass) {
            correct[trueClass]++;
        }
    }

    /** Mean recall over the classes with cases. */
    double balancedAccuracy() {
        return mean(k -> (double) correct[k] / reference[k]);
    }

    /** Mean over the classes with cases of F1, which is 0 for a class that is never predicted. */
    double macroF1() {
        return mean(k -> 2.0 * correct[k] / (reference[k] + predicted[k]));
    }

    private double mean(IntToDoubleFunction value) {
        return IntStream.range(0, reference.length)
                .filter(k -> reference[k] > 0)
                .mapToDouble(value)
                .average()
                .orElse(Double.NaN);
    }
}
