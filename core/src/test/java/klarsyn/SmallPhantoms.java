package klarsyn;

import java.nio.file.Path;
import klarsyn.base.Seed;
import klarsyn.data.Cohort;
import klarsyn.image.Shape;
import klarsyn.phantom.PhantomRecipe;
import klarsyn.phantom.Phantoms;
import klarsyn.plan.UNetSizes;

/** Heads without lesions of which a network learns in seconds, and studies of them. */
public final class SmallPhantoms {

    private SmallPhantoms() {}

    /** So many, in a new folder. */
    public static Cohort write(Path folder, int count) {
        PhantomRecipe usual = PhantomRecipe.DEFAULT;
        PhantomRecipe small =
                usual.withGrid(new Shape(24, 24, 16), usual.spacing()).withLesionShare(0);
        return Phantoms.write(folder, count, small, Seed.of(1));
    }

    /** A study of a network that makes a step in milliseconds. */
    public static Study study(Cohort cohort, long steps) {
        Study study = Study.of(cohort).iterations(steps).seed(7);
        return study.plan(UNetSizes.withWidth(study.plan(), 4));
    }
}
