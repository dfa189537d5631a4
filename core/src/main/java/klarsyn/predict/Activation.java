package klarsyn.predict;

import klarsyn.data.Labels;

/** From logits to probabilities. */
enum Activation {
    /** One of the outputs is true: they sum to 1. */
    SOFTMAX {
        @Override
        void apply(float[] outputs) {
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
        void apply(float[] outputs) {}
    },
    /** Each output is true or not. */
    SIGMOID {
        @Override
        void apply(float[] outputs) {
            for (int k = 0; k < outputs.length; k++) {
                outputs[k] = (float) (1 / (1 + Math.exp(-outputs[k])));
            }
        }
    };

    /** Replaces what was handed on of a voxel by its probabilities. */
    abstract void apply(float[] outputs);

    static Activation of(Labels labels) {
        return labels.areRegions() ? SIGMOID : SOFTMAX;
    }
}
