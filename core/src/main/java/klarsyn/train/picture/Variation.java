package klarsyn.train.picture;

import java.util.random.RandomGenerator;
import klarsyn.plan.PictureAugmentation;
import klarsyn.plan.PictureAugmentation.Mirror;

/**
 * One augmentation of a picture with drawn parameters.
 *
 * @param radians  rotation about the center
 * @param scale    distance of samples in the source: above 1 makes the content smaller
 * @param right    shift to the right, as a fraction of the width
 * @param down     shift down, as a fraction of the height
 * @param contrast factor on the values, which have mean 0
 * @param mirrored whether left and right are swapped
 */
record Variation(double radians, double scale, double right, double down, double contrast, boolean mirrored) {

    static Variation draw(PictureAugmentation settings, RandomGenerator random) {
        double radians = Math.toRadians(settings.degrees() * even(random));
        double scale = Math.exp(Math.log1p(settings.scaling()) * even(random));
        double right = settings.shift() * even(random);
        double down = settings.shift() * even(random);
        double contrast = 1 + settings.contrast() * even(random);
        boolean mirrored = random.nextBoolean() && settings.mirror() == Mirror.LEFT_RIGHT;
        return new Variation(radians, scale, right, down, contrast, mirrored);
    }

    private static double even(RandomGenerator random) {
        return 2 * random.nextDouble() - 1;
    }

    /** The augmented picture by linear interpolation; the border is replicated outside. */
    float[] apply(float[] picture, int height, int width) {
        float[] result = new float[picture.length];
        int pixels = height * width;
        double cosine = scale * Math.cos(radians);
        double sine = scale * Math.sin(radians);
        double middleX = (width - 1) / 2.0;
        double middleY = (height - 1) / 2.0;
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                double dx = (mirrored ? width - 1 - x : x) - middleX - right * width;
                double dy = y - middleY - down * height;
                double fromX = Math.clamp(middleX + cosine * dx - sine * dy, 0, width - 1);
                double fromY = Math.clamp(middleY + sine * dx + cosine * dy, 0, height - 1);
                int left = Math.min((int) fromX, Math.max(0, width - 2));
                int top = Math.min((int) fromY, Math.max(0, height - 2));
                float u = (float) (fromX - left);
                float v = (float) (fromY - top);
                int at = top * width + left;
                int nextX = width > 1 ? 1 : 0;
                int nextY = height > 1 ? width : 0;
                for (int start = 0; start < picture.length; start += pixels) {
                    int from = start + at;
                    float upper = picture[from] * (1 - u) + picture[from + nextX] * u;
                    float lower = picture[from + nextY] * (1 - u) + picture[from + nextY + nextX] * u;
                    result[start + y * width + x] = (float) contrast * (upper * (1 - v) + lower * v);
                }
            }
        }
        return result;
    }
}
