package klarsyn.predict.export;

import java.util.List;
import klarsyn.data.label.Labels;
import klarsyn.data.label.Labels.Label;

/** Decides the label of a voxel from its outputs. */
public sealed interface Decision {

    /** The label of a voxel with these outputs. */
    short label(float[] outputs);

    /** Argmax, for mutually exclusive structures: the output with the largest number, the first of equals. */
    record Largest() implements Decision {

        @Override
        public short label(float[] outputs) {
            int best = 0;
            float most = outputs[0];
            for (int k = 1; k < outputs.length; k++) {
                if (outputs[k] > most) {
                    most = outputs[k];
                    best = k;
                }
            }
            return (short) best;
        }
    }

    /**
     * Overlapping regions: the value of the last one above a threshold, 0 if none is.
     *
     * @param values    written value of each region, in output order
     * @param threshold 0 for logits, 0.5 for probabilities
     */
    record LastAbove(List<Integer> values, float threshold) implements Decision {

        /** Copies the list. */
        public LastAbove {
            values = List.copyOf(values);
        }

        @Override
        public short label(float[] outputs) {
            for (int k = outputs.length - 1; k >= 0; k--) {
                if (outputs[k] > threshold) {
                    return values.get(k).shortValue();
                }
            }
            return 0;
        }
    }

    /** The decision for a network with these labels. */
    static Decision onLogits(Labels labels) {
        return of(labels, 0);
    }

    /** The decision on probabilities, such as means over several networks. */
    static Decision onProbabilities(Labels labels) {
        return of(labels, 0.5f);
    }

    private static Decision of(Labels labels, float threshold) {
        return labels.areRegions()
                ? new LastAbove(labels.foreground().stream().map(Label::value).toList(), threshold)
                : new Largest();
    }
}
