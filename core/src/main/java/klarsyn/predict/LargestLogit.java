package klarsyn.predict;

/** Writes the class with the largest logit, the first of equals, into a label map. */
final class LargestLogit implements SliceSink {

    private final int classes;
    private final short[] labels;

    LargestLogit(int classes, short[] labels) {
        this.classes = classes;
        this.labels = labels;
    }

    @Override
    public void accept(int z, float[] logits) {
        int plane = logits.length / classes;
        int to = z * plane;
        for (int i = 0; i < plane; i++) {
            int best = 0;
            for (int k = 1; k < classes; k++) {
                if (logits[k * plane + i] > logits[best * plane + i]) {
                    best = k;
                }
            }
            labels[to + i] = (short) best;
        }
    }
}
