package klarsyn.phantom;

import java.util.List;
import java.util.random.RandomGenerator;
import klarsyn.base.Seed;
import klarsyn.image.Affine;
import klarsyn.image.Geometry;
import klarsyn.image.LabelMap;
import klarsyn.image.Orientation;
import klarsyn.image.Shape;
import klarsyn.image.Volume;

/**
 * One phantom head in a scanner: position of the grid in the world and of the head in the grid, and effects of coil and
 * noise.
 */
record Head(PhantomRecipe recipe, Seed seed, Anatomy anatomy, Geometry grid, Affine toAnatomy, Coil coil) {

    private static final double DEGREES = Math.PI / 180;
    private static final double NOMINAL_X_MM = 40;
    private static final double NOMINAL_YZ_MM = 48;
    private static final double[] SUBSLICES = {-0.25, 0.25};

    static Head random(PhantomRecipe recipe, Seed seed) {
        RandomGenerator random = seed.child("pose").generator();
        Geometry grid = grid(recipe, random);
        return new Head(
                recipe,
                seed,
                Anatomy.random(recipe, seed.child("anatomy")),
                grid,
                toAnatomy(recipe, grid, random),
                Coil.random(recipe, grid.shape(), seed.child("coil")));
    }

    private static Geometry grid(PhantomRecipe recipe, RandomGenerator random) {
        double variation = recipe.variation();
        int fewer = (int) Math.round(3 * Math.min(1, variation));
        Shape most = recipe.shape();
        Shape shape = new Shape(
                most.x() - random.nextInt(fewer + 1),
                most.y() - random.nextInt(fewer + 1),
                most.z() - random.nextInt(Math.min(fewer, 2) + 1));
        double sx = recipe.spacing().x() * (1 + 0.04 * variation * between(random));
        double sy = recipe.spacing().y() * (1 + 0.04 * variation * between(random));
        double sz = recipe.spacing().z() * (1 + 0.04 * variation * between(random));
        Affine rotated = Rotation.of(
                        4 * DEGREES * variation * between(random),
                        4 * DEGREES * variation * between(random),
                        4 * DEGREES * variation * between(random))
                .times(new Affine(sx, 0, 0, 0, 0, sy, 0, 0, 0, 0, sz, 0));
        double[] middle = rotated.toWorld((shape.x() - 1) / 2.0, (shape.y() - 1) / 2.0, (shape.z() - 1) / 2.0);
        double reach = 15 * variation;
        return new Geometry(
                shape,
                rotated.withOrigin(
                        reach * between(random) - middle[0],
                        reach * between(random) - middle[1],
                        reach * between(random) - middle[2]));
    }

    /** From voxel positions to nominal millimeters of the head. */
    private static Affine toAnatomy(PhantomRecipe recipe, Geometry grid, RandomGenerator random) {
        double variation = recipe.variation();
        Shape shape = recipe.shape();
        double fit = Math.min(
                shape.x() * recipe.spacing().x() / NOMINAL_X_MM,
                Math.min(
                                shape.y() * recipe.spacing().y(),
                                shape.z() * recipe.spacing().z())
                        / NOMINAL_YZ_MM);
        double size = fit * (1 + 0.05 * variation * between(random));
        Affine pose = Rotation.of(
                8 * DEGREES * variation * between(random),
                8 * DEGREES * variation * between(random),
                10 * DEGREES * variation * between(random));
        double[] middle = grid.toWorld(
                (grid.shape().x() - 1) / 2.0,
                (grid.shape().y() - 1) / 2.0,
                (grid.shape().z() - 1) / 2.0);
        Affine placed = pose.times(new Affine(size, 0, 0, 0, 0, size, 0, 0, 0, 0, size, 0))
                .withOrigin(
                        middle[0] + 1.2 * fit * variation * between(random),
                        middle[1] + 1.2 * fit * variation * between(random),
                        middle[2] + 1.2 * fit * variation * between(random));
        return placed.inverse().times(grid.affine());
    }

    /** Uniform from −1 to 1. */
    static double between(RandomGenerator random) {
        return 2 * random.nextDouble() - 1;
    }

    Phantom scan() {
        Shape shape = grid.shape();
        float[] tissue = new float[shape.voxels()];
        short[] labels = new short[tissue.length];
        Anatomy.Point point = anatomy.point();
        double pixel = 0.5 * toAnatomy.spacing().x();
        for (int k = 0; k < shape.z(); k++) {
            for (int j = 0; j < shape.y(); j++) {
                for (int i = 0; i < shape.x(); i++) {
                    int index = shape.index(i, j, k);
                    double intensity = 0;
                    double head = 0;
                    double body = 0;
                    for (double offset : SUBSLICES) {
                        point.moveTo(toAnatomy, i, j, k + offset, pixel);
                        intensity += point.intensity() / SUBSLICES.length;
                        head += point.hippocampusHead() / SUBSLICES.length;
                        body += point.hippocampusBody() / SUBSLICES.length;
                    }
                    tissue[index] = (float) intensity;
                    labels[index] = label(head, body);
                }
            }
        }
        Orientation stored = orientation();
        return new Phantom(
                new Volume(grid, coil.receive(tissue, shape)).reorientedTo(stored),
                new LabelMap(grid, labels).reorientedTo(stored),
                anatomy.ageYears(),
                anatomy.lesion());
    }

    private static short label(double head, double body) {
        if (head + body < 0.5) {
            return 0;
        }
        return (short) (head >= body ? 1 : 2);
    }

    private Orientation orientation() {
        List<Orientation> all = Orientation.all();
        int chosen = seed.child("orientation").generator().nextInt(all.size());
        return recipe.variation() > 0 ? all.get(chosen) : Orientation.RAS;
    }
}
