package klarsyn.train.patch;

import java.util.Arrays;
import java.util.List;
import klarsyn.plan.Patch;

/** First and last step of a sample. */
final class OutsideVoxels {

    private OutsideVoxels() {}

    /** A sample entirely outside the case. */
    static LabeledPatch blankSample(PreparedCase subject, Patch patch) {
        float[] labels = new float[patch.voxels()];
        Arrays.fill(labels, PreparedCase.OUTSIDE);
        return new LabeledPatch(patch, new float[Math.multiplyExact(subject.channels(), patch.voxels())], labels);
    }

    /** Outside voxels become background, and 0 in the channels that are normalized without them. */
    static void blank(LabeledPatch sample, List<Integer> channels) {
        float[] labels = sample.labels();
        for (int i = 0; i < labels.length; i++) {
            if (labels[i] < 0) {
                labels[i] = 0;
                for (int channel : channels) {
                    sample.image()[channel * labels.length + i] = 0;
                }
            }
        }
    }
}
