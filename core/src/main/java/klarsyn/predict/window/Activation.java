package klarsyn.predict.window;

import klarsyn.data.label.Labels;

/** From logits to probabilities. */
public enum Activation {
    /** Softmax: outputs are mutually exclusive and sum to 1. */
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
    /** None: outputs are already probabilities. */
    NONE {
        @Override
        public void apply(float[] outputs) {}
    },
    /** Sigmoid: outputs are independent. */
    SIGMOID {
        @Override
        public void apply(float[] outputs) {
            for (int k = 0; k < outputs.length; k++) {
                outputs[k] = (float) (1 / (1 + Math.exp(-outputs[k])));
            }
        }
    };

    /** Converts the outputs of a voxel to probabilities in place. */
    public abstract void apply(float[] outputs);

    public static Activation of(Labels labels) {
        return labels.areRegions() ? SIGMOID : SOFTMAX;
    }
}
