package klarsyn.predict.export;

import java.util.List;
import klarsyn.data.Labels;
import klarsyn.data.Labels.Label;

/** From what is known of a voxel to its label. */
public sealed interface Decision {

    /** The label of a voxel of which these numbers are known. */
    short label(float[] outputs);

    /** Structures exclude each other: the output with the largest number, the first of equals. */
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
     * Regions may overlap: the value of the last whose number is above a threshold, 0 if none is.
     *
     * @param values    what the voxels of each region are written as, in the order of the outputs
     * @param threshold 0 for logits, one half for probabilities
     */
    record LastAbove(List<Integer> values, float threshold) implements Decision {

        /** Keeps an own copy of the list. */
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

    /** The decision for a network of these labels. */
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
