package klarsyn.train;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;
import klarsyn.base.Seed;
import klarsyn.image.Shape;
import klarsyn.plan.Augmenting;
import klarsyn.plan.Patch;

/**
 * Draws training patches: each case once an epoch in a shuffled order, the last third of a batch around foreground.
 *
 * <p>A sample depends on the seed and its running number alone. Outside the image a patch holds 0, the mean after
 * normalisation, and background.
 */
final class PatchSampler {

    private static final double FORCED_FOREGROUND = 1 / 3.0;

    private final List<PreparedCase> cases;
    private final Patch patch;
    private final Augmenting augmenting;
    private final Seed seed;

    PatchSampler(List<PreparedCase> cases, Patch patch, Augmenting augmenting, Seed seed) {
        this.cases = cases;
        this.patch = patch;
        this.augmenting = augmenting;
        this.seed = seed;
    }

    /** The sample with this running number, counted over all steps. */
    Sample draw(long number) {
        PreparedCase subject = cases.get(caseOf(number));
        Seed own = seed.child("sample", number);
        RandomGenerator random = own.generator();
        int[] corner = corner(subject, random);
        Augmentation.Drawn drawn = Augmentation.draw(augmenting, patch, own.child("augmentation"));
        Sample sample = drawn.spatial().isIdentity()
                ? cut(subject, corner)
                : drawn.spatial().cut(subject, corner, patch);
        drawn.others().forEach(augmentation -> augmentation.apply(sample));
        return sample;
    }

    private int caseOf(long number) {
        long epoch = number / cases.size();
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < cases.size(); i++) {
            order.add(i);
        }
        Collections.shuffle(order, Random.from(seed.child("epoch", epoch).generator()));
        return order.get((int) (number % cases.size()));
    }

    /** First voxel of the patch along x, y, z; below 0 or beyond the end where the image is smaller than the patch. */
    private int[] corner(PreparedCase subject, RandomGenerator random) {
        Shape shape = subject.shape();
        int[] size = {patch.width(), patch.height(), patch.depth()};
        int[] corner = new int[3];
        for (int axis = 0; axis < 3; axis++) {
            int slack = shape.along(axis) - size[axis];
            corner[axis] = Math.min(slack, 0) + random.nextInt(Math.abs(slack) + 1);
        }
        boolean forced = random.nextDouble() < FORCED_FOREGROUND;
        if (forced && !subject.foreground().isEmpty()) {
            int[] positions =
                    subject.foreground().get(random.nextInt(subject.foreground().size()));
            int voxel = positions[random.nextInt(positions.length)];
            int[] at = {voxel % shape.x(), voxel / shape.x() % shape.y(), voxel / shape.x() / shape.y()};
            for (int axis = 0; axis < 3; axis++) {
                int slack = shape.along(axis) - size[axis];
                if (slack > 0) {
                    corner[axis] = Math.clamp(at[axis] - size[axis] / 2, 0, slack);
                }
            }
        }
        return corner;
    }

    private Sample cut(PreparedCase subject, int[] corner) {
        Shape shape = subject.shape();
        float[] image = new float[Math.multiplyExact(subject.channels(), patch.voxels())];
        float[] labels = new float[patch.voxels()];
        int from = Math.max(0, -corner[0]);
        int to = Math.min(patch.width(), shape.x() - corner[0]);
        for (int z = 0; z < patch.depth(); z++) {
            for (int y = 0; y < patch.height(); y++) {
                int j = y + corner[1];
                int k = z + corner[2];
                if (j < 0 || j >= shape.y() || k < 0 || k >= shape.z()) {
                    continue;
                }
                int source = shape.index(corner[0] + from, j, k);
                int row = patch.width() * (y + patch.height() * z) + from;
                for (int channel = 0; channel < subject.channels(); channel++) {
                    subject.copyImage(channel, source, image, channel * patch.voxels() + row, to - from);
                }
                for (int x = 0; x < to - from; x++) {
                    labels[row + x] = subject.label(source + x);
                }
            }
        }
        return new Sample(patch, image, labels);
    }
}
