package klarsyn.train;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;
import klarsyn.image.Components;
import klarsyn.image.Connectivity;
import klarsyn.image.DistanceTransform;
import klarsyn.image.Shape;
import klarsyn.image.Spacing;
import klarsyn.plan.PreviousVariation;

/**
 * What an earlier network said, a channel a label, 1 and 0.
 *
 * @param image  holds these channels after others; written to
 * @param shape  voxels of a channel
 * @param first  number of the first of these channels
 * @param labels number of these channels
 */
record PreviousChannels(float[] image, Shape shape, int first, int labels) {

    /** What is done to the shape of a label. */
    enum Operation {
        DILATE,
        ERODE,
        CLOSE,
        OPEN
    }

    void vary(PreviousVariation variation, RandomGenerator random) {
        List<Integer> order = new ArrayList<>();
        for (int label = 0; label < labels; label++) {
            order.add(label);
        }
        Collections.shuffle(order, Random.from(random));
        switch (variation) {
            case PreviousVariation.Morphology morphology -> {
                Operation operation = Operation.values()[random.nextInt(Operation.values().length)];
                int radius = morphology.least() + random.nextInt(morphology.most() - morphology.least() + 1);
                order.stream()
                        .filter(_ -> random.nextDouble() < morphology.labels())
                        .forEach(label -> shape(label, operation, radius));
            }
            case PreviousVariation.Removal removal ->
                order.stream()
                        .filter(_ -> random.nextDouble() < removal.labels())
                        .forEach(label -> remove(label, removal.largest(), random));
        }
    }

    /** What the label gains is taken from the others. */
    void shape(int label, Operation operation, int radius) {
        boolean[] before = mask(label);
        boolean[] after = switch (operation) {
            case DILATE -> dilated(before, radius);
            case ERODE -> eroded(before, radius);
            case CLOSE -> eroded(dilated(before, radius), radius);
            case OPEN -> dilated(eroded(before, radius), radius);
        };
        for (int i = 0; i < after.length; i++) {
            if (after[i] != before[i]) {
                for (int other = 0; other < labels; other++) {
                    int at = (first + other) * after.length + i;
                    image[at] = other == label ? (after[i] ? 1 : 0) : after[i] ? 0 : image[at];
                }
            }
        }
    }

    private void remove(int label, double largest, RandomGenerator random) {
        Components parts = Components.of(mask(label), shape, Connectivity.CORNERS);
        List<Integer> small = new ArrayList<>();
        for (int part = 1; part <= parts.count(); part++) {
            if (parts.size(part) < largest * shape.voxels()) {
                small.add(part);
            }
        }
        if (!small.isEmpty()) {
            int removed = small.get(random.nextInt(small.size()));
            for (int i = 0; i < shape.voxels(); i++) {
                if (parts.labels()[i] == removed) {
                    image[(first + label) * shape.voxels() + i] = 0;
                }
            }
        }
    }

    private boolean[] mask(int label) {
        boolean[] mask = new boolean[shape.voxels()];
        for (int i = 0; i < mask.length; i++) {
            mask[i] = image[(first + label) * mask.length + i] > 0;
        }
        return mask;
    }

    private boolean[] dilated(boolean[] mask, int radius) {
        boolean[] rest = inverse(mask);
        float[] squares = DistanceTransform.squaredMm(rest, shape, Spacing.isotropic(1));
        boolean[] result = new boolean[mask.length];
        for (int i = 0; i < result.length; i++) {
            result[i] = squares[i] <= radius * radius + 0.5f;
        }
        return result;
    }

    /** Outside the patch there is nothing, so that a label shrinks from there as well. */
    private boolean[] eroded(boolean[] mask, int radius) {
        float[] squares = DistanceTransform.squaredMm(mask, shape, Spacing.isotropic(1));
        boolean[] result = new boolean[mask.length];
        for (int z = 0, i = 0; z < shape.z(); z++) {
            for (int y = 0; y < shape.y(); y++) {
                for (int x = 0; x < shape.x(); x++, i++) {
                    result[i] = squares[i] > radius * radius + 0.5f
                            && deeper(x, shape.x(), radius)
                            && deeper(y, shape.y(), radius)
                            && (shape.z() == 1 || deeper(z, shape.z(), radius));
                }
            }
        }
        return result;
    }

    private static boolean deeper(int index, int length, int radius) {
        return Math.min(index + 1, length - index) > radius;
    }

    private static boolean[] inverse(boolean[] mask) {
        boolean[] rest = new boolean[mask.length];
        for (int i = 0; i < rest.length; i++) {
            rest[i] = !mask[i];
        }
        return rest;
    }
}
