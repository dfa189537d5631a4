package klarsyn.train.patch;

import java.util.List;
import java.util.random.RandomGenerator;
import klarsyn.base.Seed;
import klarsyn.image.Shape;
import klarsyn.plan.AugmentationPlan;
import klarsyn.plan.Patch;
import klarsyn.train.EpochOrder;
import klarsyn.train.Sample;
import klarsyn.train.SampleTarget.LabelPatch;
import klarsyn.train.Sampler;

/**
 * Draws training patches: each case once per epoch in random order, some patches near a label.
 *
 * <p>A sample depends only on the seed and its number. Outside the image a patch is 0, the mean after normalization,
 * and background. If a task has ignored values, patches not placed near a label are placed near an annotated voxel.
 */
public final class PatchSampler implements Sampler<LabelPatch> {

    private final List<PreparedCase> cases;
    private final Patch patch;
    private final AugmentationPlan augmenting;
    private final int batch;
    private final Seed seed;
    private final RareLabels rare;
    private final EpochOrder order;

    public PatchSampler(PreparedCases preparation, Patch patch, AugmentationPlan augmenting, int batch, Seed seed) {
        this.cases = preparation.cases();
        this.patch = patch;
        this.augmenting = augmenting;
        this.batch = batch;
        this.seed = seed;
        this.order = new EpochOrder(cases.size(), seed);
        this.rare = RareLabels.of(cases, augmenting.sampling().rarity());
    }

    @Override
    public Sample<LabelPatch> draw(long number) {
        Seed sampleSeed = seed.child("sample", number);
        Place place = place(number, sampleSeed.generator());
        PreparedCase subject = place.subject();
        Augmentation.Drawn drawn = Augmentation.draw(augmenting, subject.channels(), sampleSeed.child("augmentation"));
        LabeledPatch sample = drawn.spatial().isIdentity()
                ? cut(subject, place.corner())
                : drawn.spatial().cut(subject, place.corner(), patch);
        drawn.others().forEach(augmentation -> augmentation.apply(sample));
        OutsideVoxels.blank(sample, subject.blanked());
        return sample.sample();
    }

    /**
     * Position of a patch.
     *
     * @param corner first voxel along x, y, z; below 0 or past the end if the image is smaller than the patch
     */
    private record Place(PreparedCase subject, int[] corner) {}

    private Place place(long number, RandomGenerator random) {
        PreparedCase subject = cases.get(order.at(number));
        int[] corner = anywhere(subject, random);
        double chance = random.nextDouble();
        boolean forced = switch (augmenting.sampling().forced()) {
            case BY_CHANCE -> chance < augmenting.sampling().foreground();
            case LAST_OF_BATCH -> augmenting.sampling().forces((int) (number % batch), batch);
        };
        if (forced && augmenting.sampling().rarity() > 0 && !rare.isEmpty()) {
            RareLabels.Choice choice = rare.choose(subject, random);
            int[] other = choice.subject().id().equals(subject.id()) ? corner : anywhere(choice.subject(), random);
            return new Place(choice.subject(), round(choice.subject(), choice.places(), other, random));
        }
        List<StructureVoxels> choices =
                forced && !subject.structures().isEmpty() ? subject.structures() : subject.annotated();
        return choices.isEmpty()
                ? new Place(subject, corner)
                : new Place(subject, round(subject, choices.get(random.nextInt(choices.size())), corner, random));
    }

    private int[] anywhere(PreparedCase subject, RandomGenerator random) {
        int[] size = {patch.width(), patch.height(), patch.depth()};
        int[] corner = new int[3];
        for (int axis = 0; axis < 3; axis++) {
            int difference = subject.shape().along(axis) - size[axis];
            corner[axis] = Math.min(difference, 0) + random.nextInt(Math.abs(difference) + 1);
        }
        return corner;
    }

    @Override
    public int cases() {
        return cases.size();
    }

    /** The patch moved so that one of the positions is in its center, or as close as the image allows. */
    private int[] round(PreparedCase subject, StructureVoxels places, int[] corner, RandomGenerator random) {
        int voxel = places.positions()[random.nextInt(places.positions().length)];
        Shape shape = subject.shape();
        int[] size = {patch.width(), patch.height(), patch.depth()};
        int[] at = {voxel % shape.x(), voxel / shape.x() % shape.y(), voxel / shape.x() / shape.y()};
        int[] moved = corner.clone();
        for (int axis = 0; axis < 3; axis++) {
            int difference = shape.along(axis) - size[axis];
            if (difference > 0) {
                moved[axis] = Math.clamp(at[axis] - size[axis] / 2, 0, difference);
            }
        }
        return moved;
    }

    private LabeledPatch cut(PreparedCase subject, int[] corner) {
        Shape shape = subject.shape();
        LabeledPatch sample = OutsideVoxels.blankSample(subject, patch);
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
                    subject.copyImage(channel, source, sample.image(), channel * patch.voxels() + row, to - from);
                }
                for (int x = 0; x < to - from; x++) {
                    sample.labels()[row + x] = subject.label(source + x);
                }
            }
        }
        return sample;
    }
}
