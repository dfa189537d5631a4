package klarsyn.loss;

import klarsyn.tensor.Precision;
import klarsyn.tensor.Tensor;

/** Network outputs per voxel and channel, {@code [N, C, D, H, W]}, with their interpretation. */
public final class Scores {

    private static final double MARGIN = 1e-7;

    /** Conversion to probabilities. */
    enum Reading {
        SOFTMAX,
        SIGMOID,
        AS_THEY_ARE
    }

    private final Tensor values;
    private final Reading reading;

    private Scores(Tensor values, Reading reading) {
        if (values.dimensions() != 5) {
            throw new IllegalArgumentException("scores must be [N, C, D, H, W], got " + values);
        }
        this.values = values;
        this.reading = reading;
    }

    /** Logits of mutually exclusive channels. */
    public static Scores softmax(Tensor logits) {
        return new Scores(logits, Reading.SOFTMAX);
    }

    /** Logits of independent channels. */
    public static Scores sigmoid(Tensor logits) {
        return new Scores(logits, Reading.SIGMOID);
    }

    /** Probabilities; values are not checked. Logarithms are clamped 1e-7 from 0 and 1. */
    public static Scores probabilities(Tensor values) {
        return new Scores(values, Reading.AS_THEY_ARE);
    }

    Tensor values() {
        return values;
    }

    Reading reading() {
        return reading;
    }

    Tensor asLogits() {
        Tensor numbers = values.to(Precision.FP32);
        if (reading != Reading.AS_THEY_ARE) {
            return numbers;
        }
        Tensor inside = numbers.atLeast(MARGIN).atMost(1 - MARGIN);
        return inside.log().subtract(inside.multiply(-1).add(1).log());
    }

    Tensor asProbabilities() {
        return switch (reading) {
            case SOFTMAX -> values.softmax(1);
            case SIGMOID -> values.sigmoid();
            case AS_THEY_ARE -> values.to(Precision.FP32);
        };
    }

    Tensor asLogProbabilities() {
        return switch (reading) {
            case SOFTMAX -> values.logSoftmax(1);
            case SIGMOID -> values.multiply(-1).softplus().multiply(-1);
            case AS_THEY_ARE -> values.to(Precision.FP32).atLeast(MARGIN).log();
        };
    }
}
