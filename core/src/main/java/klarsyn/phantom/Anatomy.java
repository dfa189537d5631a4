package klarsyn.phantom;

import java.util.random.RandomGenerator;
import klarsyn.base.Seed;
import klarsyn.image.Affine;

/**
 * The organs of one head in nominal millimeters: x to the right, y to the front, z up, the center of the head at 0.
 * Intensities are T1-like, white matter 0.8.
 */
final class Anatomy {

    private static final double SKIN = 0.62;
    private static final double FAT = 0.95;
    private static final double MUSCLE = 0.4;
    private static final double BONE = 0.06;
    private static final double FLUID = 0.17;
    private static final double GRAY = 0.53;
    private static final double WHITE = 0.82;
    private static final double LESION = 0.36;
    private static final double SHEATH_MM = 1.3;
    private static final double HIPPOCAMPUS_HEAD = 0.48;
    private static final double HIPPOCAMPUS_BODY = 0.60;

    private final double ageYears;
    private final Phantom.Lesion lesion;
    private final Folds folds;
    private final double sulcusMm;
    private final double cortexMm;
    private final Ellipsoid skull;
    private final Ellipsoid skin;
    private final Ellipsoid jaw;
    private final Ellipsoid brain;
    private final Ellipsoid cerebellum;
    private final Ellipsoid cistern;
    private final Tube neck;
    private final Tube brainstem;
    private final Ellipsoid[] eyes;
    private final Ellipsoid[] thalami;
    private final Ellipsoid[] caudates;
    private final Ellipsoid[] putamina;
    private final Ellipsoid thirdVentricle;
    private final Tube[] ventricles;
    private final Tube[] horns;
    private final Tube[] hippocampi;
    private final double[] borders;
    private final Ellipsoid spot;

    private Anatomy(RandomGenerator random, Seed seed, PhantomRecipe recipe) {
        double v = recipe.variation();
        ageYears = 20 + 70 * random.nextDouble();
        lesion = random.nextDouble() < recipe.lesionShare() ? Phantom.Lesion.PRESENT : Phantom.Lesion.ABSENT;
        double old = (ageYears - 20) / 70;
        folds = Folds.random(v, seed.child("folds"));
        sulcusMm = 2.6 + 1.0 * old;
        cortexMm = 2.5 - 0.3 * old;
        double wide = 15.4 * (1 + 0.03 * v * Head.between(random));
        double lengthy = 18.6 * (1 + 0.03 * v * Head.between(random));
        double high = 14.6 * (1 + 0.03 * v * Head.between(random));
        brain = new Ellipsoid(0, -0.8, 2.4, wide, lengthy, high);
        skull = brain.grownBy(2.1);
        skin = brain.grownBy(3.8);
        jaw = new Ellipsoid(0, 1.5, -6, 14.5, 19.2, 17);
        cerebellum = new Ellipsoid(0, -10.2, -9.6, 10.4, 6.6, 5.4);
        cistern = new Ellipsoid(0, 0.5, -10, 3.9, 8.4, 6.6);
        neck = tube(0, -4, -8, 0, -5, -18, 0, -5.5, -34, t -> 10.5);
        brainstem = tube(0, -2.2, -3.5, 0, -3, -11, 0, -6.2, -24, t -> 3.4 - 1.2 * t);
        eyes = both(6.8, 17.6, -7.6, 3, 3, 3);
        thalami = both(3.5, -2.6, 0.8, 2.5, 3.9, 2.7);
        caudates = both(4.6, 6.4, 3.2, 1.6, 3.2, 2.4);
        putamina = both(8.2, 2.6, 0.4, 1.8, 4.6, 3.1);
        double ventricle = (0.75 + 0.95 * old) * (1 + 0.05 * v * Head.between(random));
        thirdVentricle = new Ellipsoid(0, -1, 0, 0.25 + 0.55 * ventricle, 3.6, 3.2);
        ventricles = new Tube[2];
        horns = new Tube[2];
        hippocampi = new Tube[2];
        borders = new double[2];
        for (int side = 0; side < 2; side++) {
            placeVentricle(side, ventricle, 0.6 * v, random);
            placeHippocampus(side, ventricle, v, random);
        }
        double where = random.nextBoolean() ? 1 : -1;
        double radius = 1.7 + 1.1 * random.nextDouble();
        spot = new Ellipsoid(
                where * (7.5 + 2.5 * random.nextDouble()),
                -1 + 9 * Head.between(random),
                7.5 + 1.5 * Head.between(random),
                radius,
                radius * (1 + 0.3 * Head.between(random)),
                radius);
    }

    static Anatomy random(PhantomRecipe recipe, Seed seed) {
        return new Anatomy(seed.generator(), seed, recipe);
    }

    double ageYears() {
        return ageYears;
    }

    Phantom.Lesion lesion() {
        return lesion;
    }

    private void placeVentricle(int side, double size, double v, RandomGenerator random) {
        double s = side == 0 ? -1 : 1;
        double dx = v * Head.between(random);
        double dz = v * Head.between(random);
        ventricles[side] = tube(
                s * (2.3 + 0.5 * size + 0.3 * dx),
                8.2,
                4.4 + dz,
                s * (2.2 + 0.6 * size),
                -1,
                8.2 + dz,
                s * (5.2 + dx),
                -10,
                1.6 + dz,
                t -> size * (1.15 - 0.5 * Math.abs(t - 0.45)));
    }

    private void placeHippocampus(int side, double ventricle, double v, RandomGenerator random) {
        double s = side == 0 ? -1 : 1;
        double dx = 0.7 * v * Head.between(random);
        double dy = 1.0 * v * Head.between(random);
        double dz = 0.7 * v * Head.between(random);
        double thick = 1 + 0.08 * v * Head.between(random);
        double border = 0.34 + 0.05 * v * Head.between(random);
        double bend = 0.8 * v * Head.between(random);
        double[] start = {s * (8.3 + dx), 5.2 + dy, -5.6 + dz};
        double[] control = {s * (9.2 + dx + bend), -4.2 + dy, -6.8 + dz};
        double[] end = {s * (5.8 + dx), -10.8 + dy, 0.6 + dz + bend};
        borders[side] = border;
        hippocampi[side] = Tube.along(
                start, control, end, t -> thick * (3.05 + 0.65 * step((border + 0.03 - t) / 0.16) - 0.45 * t));
        horns[side] = Tube.along(
                new double[] {start[0] + s * 2.4, start[1] - 0.5, start[2] + 2.6},
                new double[] {control[0] + s * 2.6, control[1], control[2] + 3.2},
                new double[] {end[0] + s * 2.8, end[1] - 0.8, end[2] + 1.2},
                t -> 0.5 + 0.75 * ventricle);
    }

    /** Rises smoothly from 0 at −1/2 to 1 at 1/2. */
    private static double step(double x) {
        double u = Math.clamp(x + 0.5, 0, 1);
        return u * u * (3 - 2 * u);
    }

    private static Ellipsoid[] both(double x, double y, double z, double a, double b, double c) {
        return new Ellipsoid[] {new Ellipsoid(-x, y, z, a, b, c), new Ellipsoid(x, y, z, a, b, c)};
    }

    private static Tube tube(
            double x0,
            double y0,
            double z0,
            double x1,
            double y1,
            double z1,
            double x2,
            double y2,
            double z2,
            Tube.Thickness thickness) {
        return Tube.along(new double[] {x0, y0, z0}, new double[] {x1, y1, z1}, new double[] {x2, y2, z2}, thickness);
    }

    /** Evaluates positions; one instance per thread. */
    Point point() {
        return new Point();
    }

    /** Intensity and labels at one position, blurred by the voxel size. */
    final class Point {
        private final Tube.Nearest nearest = new Tube.Nearest();
        private double blur;
        private double intensity;
        private double head;
        private double body;

        double intensity() {
            return intensity;
        }

        /** Share of the voxel from 0 to 1. */
        double hippocampusHead() {
            return head;
        }

        /** Share of the voxel from 0 to 1. */
        double hippocampusBody() {
            return body;
        }

        /** Evaluates a voxel position; {@code halfWidth} is half a voxel in nominal mm. */
        void moveTo(Affine toAnatomy, double i, double j, double k, double halfWidth) {
            double x = toAnatomy.m00() * i + toAnatomy.m01() * j + toAnatomy.m02() * k + toAnatomy.m03();
            double y = toAnatomy.m10() * i + toAnatomy.m11() * j + toAnatomy.m12() * k + toAnatomy.m13();
            double z = toAnatomy.m20() * i + toAnatomy.m21() * j + toAnatomy.m22() * k + toAnatomy.m23();
            blur = halfWidth;
            intensity = 0;
            head = 0;
            body = 0;
            double bentX = x + folds.bendX(y, z);
            double bentY = y + folds.bendY(x, z);
            double bentZ = z + folds.bendZ(x, y);
            evaluate(bentX, bentY, bentZ);
        }

        private void paint(double distance, double value) {
            double share = Math.clamp(0.5 - 0.5 * distance / blur, 0, 1);
            intensity += share * (value - intensity);
        }

        private double toTube(Tube tube, double x, double y, double z) {
            tube.nearest(x, y, z, nearest);
            return nearest.distance;
        }

        private void evaluate(double x, double y, double z) {
            double outside = skin.boxyDistance(x, y, z);
            if (z < 0 && outside > -3) {
                outside = Math.min(outside, Math.min(jaw.distance(x, y, z), toTube(neck, x, y, z)));
            }
            if (outside > blur) {
                return;
            }
            double texture = folds.texture(x, y, z);
            paint(outside, SKIN);
            paint(outside + 0.6, FAT + 0.5 * texture);
            paint(outside + 1.9, MUSCLE + texture);
            double inSkull = skull.boxyDistance(x, y, z);
            double inCerebellum = cerebellum.distance(x, y, z);
            double stem = toTube(brainstem, x, y, z);
            double face = 0.6 * (y - 12.2) - 0.8 * (z + 5.2);
            double below = Math.min(Math.max(inSkull, face - 0.9), Math.min(inCerebellum - 1.8, stem - 2.2));
            paint(below, BONE);
            if (y > 10) {
                Ellipsoid eye = eyes[x < 0 ? 0 : 1];
                double ball = eye.distance(x, y, z);
                paint(ball - 1.2, FAT);
                paint(ball, MUSCLE);
                paint(ball + 0.7, FLUID);
            }
            paint(Math.min(Math.max(inSkull + 1.2, face), Math.min(inCerebellum - 0.7, stem - 1.0)), FLUID);
            evaluateCerebrum(x, y, z, face, inCerebellum, texture);
            paint(inCerebellum, GRAY - 0.02 + 0.5 * texture);
            paint(inCerebellum + 1.0, GRAY + 0.12 + 0.1 * Math.sin(1.9 * z + 0.7 * y + 0.04 * x * x));
            paint(stem, 0.74 + 0.5 * texture);
            evaluateHippocampi(x, y, z, texture);
        }

        private void evaluateCerebrum(double x, double y, double z, double face, double inCerebellum, double texture) {
            double pia = brain.boxyDistance(x, y, z);
            if (pia > 1.5) {
                return;
            }
            double fissure = fissure(x, y, z);
            double trough = -cistern.distance(x, y, z);
            double floor = Math.max(Math.max(face + 0.5, trough), Math.max(1.2 - inCerebellum, -11 - z));
            double wave = folds.wave(x, y, z);
            double groove = Math.clamp(1 - wave / 0.42, 0, 1);
            double lining = Math.clamp(1.3 - wave / 1.1, 0, 1);
            double surface = Math.max(Math.max(pia + sulcusMm * groove, 0.2 - fissure), floor);
            paint(surface, GRAY + texture);
            double inner = Math.max(
                    Math.max(pia + 0.8 * cortexMm + 0.9 * sulcusMm * lining, 0.2 + 0.75 * cortexMm - fissure),
                    floor + 0.7 * cortexMm);
            paint(inner, WHITE + 0.4 * texture);
            int side = x < 0 ? 0 : 1;
            paint(Math.max(inner, thalami[side].distance(x, y, z)), 0.63 + texture);
            paint(caudates[side].distance(x, y, z), 0.56 + texture);
            paint(putamina[side].distance(x, y, z), 0.59 + texture);
            if (lesion == Phantom.Lesion.PRESENT) {
                double distance = Math.max(spot.distance(x, y, z), inner);
                double share = 1 - step(distance / 1.4);
                intensity += share * (LESION - intensity);
            }
            paint(thirdVentricle.distance(x, y, z), FLUID);
            paint(toTube(ventricles[side], x, y, z), FLUID);
            paint(toTube(horns[side], x, y, z), FLUID);
        }

        /** Distance from the plane between the hemispheres; large where the corpus callosum joins them. */
        private double fissure(double x, double y, double z) {
            double u = (y + 0.5) / 12.5;
            double w = (z - 1.5) / 7.2;
            double beyond = Math.sqrt(u * u + w * w) - 1;
            return Math.abs(x) + (beyond < 0 ? -20 * beyond : 0);
        }

        private void evaluateHippocampi(double x, double y, double z, double texture) {
            int side = x < 0 ? 0 : 1;
            double distance = toTube(hippocampi[side], x, y, z);
            if (distance > SHEATH_MM + blur) {
                return;
            }
            double sheath = 0.8 * Math.clamp(0.5 - 0.5 * (distance - SHEATH_MM) / blur, 0, 1);
            intensity += sheath * (WHITE + 0.4 * texture - intensity);
            double inside = Math.clamp(0.5 - 0.5 * distance / blur, 0, 1);
            if (inside == 0) {
                return;
            }
            double mmPastBorder = (nearest.t - borders[side]) * hippocampi[side].length();
            double share = Math.clamp(0.5 - 0.5 * mmPastBorder / blur, 0, 1);
            double value = share * HIPPOCAMPUS_HEAD + (1 - share) * HIPPOCAMPUS_BODY + 0.3 * texture;
            intensity += inside * (value - intensity);
            head = inside * share;
            body = inside * (1 - share);
        }
    }
}
