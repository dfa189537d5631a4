package klarsyn.phantom;

import java.nio.file.Path;
import klarsyn.base.Seed;
import klarsyn.data.Cohort;

/** Generates brain-like images with known reference, for demonstrations and tests without patient data. */
public final class Phantoms {

    private Phantoms() {}

    /** One head; the same recipe and seed give the same voxels. */
    public static Phantom generate(PhantomRecipe recipe, Seed seed) {
        return Head.random(recipe, seed).scan();
    }

    /**
     * Writes a data set in the layout of the Medical Segmentation Decathlon: {@code imagesTr}, {@code labelsTr},
     * {@code dataset.json}, and {@code participants.tsv} with id, age and lesion of each case.
     *
     * @param folder missing or empty
     * @param count  number of cases, at least 1
     * @return the data set, opened
     * @throws klarsyn.base.DataException if the folder is not empty or cannot be written
     */
    public static Cohort write(Path folder, int count, PhantomRecipe recipe, Seed seed) {
        return PhantomFolder.write(folder, count, recipe, seed);
    }
}
