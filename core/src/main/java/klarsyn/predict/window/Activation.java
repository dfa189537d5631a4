package klarsyn.predict.window;

import klarsyn.data.Labels;

/** From logits to probabilities. */
public enum Activation {
    /** One of the outputs is true: they sum to 1. */
    SOFTMAX {
        @Override
        public void apply(float[] outputs) {
            float largest = Float.NEGATIVE_INFINITY;
            for (float output : outputs) {
                largest = Math.max(largest, output);
            }
            double sum = 0;
            for (int k = 0; k < outputs.length; k++) {
                double exp = Math.exp((double) outputs[k] - largest);
                outputs[k] = (float) exp;
                sum += exp;
            }
            for (int k = 0; k < outputs.length; k++) {
                outputs[k] = (float) (outputs[k] / sum);
            }
        }
    },
    /** They are probabilities already. */
    NONE {
        @Override
        public void apply(float[] outputs) {}
    },
    /** Each output is true or not. */
    SIGMOID {
        @Override
        public void apply(float[] outputs) {
            for (int k = 0; k < outputs.length; k++) {
                outputs[k] = (float) (1 / (1 + Math.exp(-outputs[k])));
            }
        }
    };

    /** Replaces what was handed on of a voxel by its probabilities. */
    public abstract void apply(float[] outputs);

    public static Activation of(Labels labels) {
        return labels.areRegions() ? SIGMOID : SOFTMAX;
    }
}
