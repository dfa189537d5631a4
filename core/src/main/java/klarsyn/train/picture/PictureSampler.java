package klarsyn.train.picture;

import klarsyn.base.Seed;
import klarsyn.plan.ClassificationPlan;
import klarsyn.train.EpochOrder;
import klarsyn.train.Sample;
import klarsyn.train.SampleTarget.ClassNumber;
import klarsyn.train.Sampler;

/** Draws whole pictures, each once per epoch in random order, augmented as the plan describes. */
public final class PictureSampler implements Sampler<ClassNumber> {

    private final PreparedPictures pictures;
    private final ClassificationPlan plan;
    private final Seed seed;
    private final EpochOrder order;

    /**
     * A sampler of pictures.
     *
     * @param pictures must stay open while it is used
     */
    public PictureSampler(PreparedPictures pictures, ClassificationPlan plan, Seed seed) {
        this.pictures = pictures;
        this.plan = plan;
        this.seed = seed;
        this.order = new EpochOrder(pictures.count(), seed);
    }

    @Override
    public Sample<ClassNumber> draw(long number) {
        int index = order.at(number);
        Variation variation =
                Variation.draw(plan.augmentation(), seed.child("sample", number).generator());
        float[] picture = variation.apply(
                pictures.picture(index), plan.input().height(), plan.input().width());
        return new Sample<>(plan.patch(), picture, new ClassNumber(pictures.classOf(index)));
    }

    @Override
    public int cases() {
        return pictures.count();
    }
}
