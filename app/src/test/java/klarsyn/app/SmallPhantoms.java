package klarsyn.app;

import java.nio.file.Path;
import klarsyn.base.Seed;
import klarsyn.image.Shape;
import klarsyn.image.Spacing;
import klarsyn.phantom.PhantomRecipe;
import klarsyn.phantom.Phantoms;

/** A data set on which a training of a few steps takes a second. */
public final class SmallPhantoms {

    static final int CASES = 8;

    private SmallPhantoms() {}

    public static Path write(Path folder) {
        PhantomRecipe recipe = PhantomRecipe.DEFAULT
                .withGrid(new Shape(24, 24, 16), new Spacing(1.7, 2, 3))
                .withVariation(0.3);
        Phantoms.write(folder, CASES, recipe, Seed.of(3));
        return folder;
    }
}
