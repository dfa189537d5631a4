package klarsyn.workflow;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import klarsyn.image.Geometry;
import klarsyn.image.Orientation;
import klarsyn.image.Spacing;
import klarsyn.image.Volume;
import klarsyn.model.TrainingImages;
import klarsyn.plan.ClassificationPlan;
import klarsyn.plan.Plan;
import klarsyn.plan.SegmentationPlan;
import klarsyn.prepare.Preprocessing;
import klarsyn.prepare.Resizing;

/**
 * Compares an image with a model's training images.
 *
 * @param plan     of the model
 * @param training grids of its training images, if the model stores them
 */
record InputCheck(Plan plan, Optional<TrainingImages> training) {

    /** A spacing or extent this many times below or above those of the training images is reported. */
    private static final double FACTOR = 2;

    /** One sentence per reason not to trust the prediction; empty if there are none. */
    List<String> warnings(List<Volume> channels) {
        List<String> warnings = new ArrayList<>();
        for (int i = 0; i < channels.size(); i++) {
            constant(channels.get(i), i, channels.size()).ifPresent(warnings::add);
        }
        Geometry grid = channels.getFirst().geometry();
        switch (plan) {
            case SegmentationPlan segmentation -> placement(segmentation, grid).ifPresent(warnings::add);
            case ClassificationPlan _ -> {} // pictures of any size are resized
        }
        return List.copyOf(warnings);
    }

    private Optional<String> placement(SegmentationPlan segmentation, Geometry grid) {
        if (training.isEmpty()) {
            return planned(segmentation, grid);
        }
        Geometry oriented = grid.reorientedTo(Orientation.RAS);
        return spacing(oriented, training.get()).or(() -> extent(oriented, training.get()));
    }

    private Optional<String> constant(Volume volume, int channel, int channels) {
        float[] voxels = volume.voxels();
        for (float voxel : voxels) {
            if (voxel != voxels[0]) {
                return Optional.empty();
            }
        }
        String what = channels == 1
                ? "the image"
                : "channel "
                        + plan.modalities()
                                .get(Math.min(channel, plan.modalities().size() - 1));
        return Optional.of("all voxels of %s are %s: the image is empty".formatted(what, number(voxels[0])));
    }

    private static Optional<String> spacing(Geometry image, TrainingImages training) {
        Spacing actual = image.spacing();
        boolean isFar = IntStream.range(0, 3)
                .anyMatch(axis -> isFar(
                        actual.along(axis),
                        training.finest().along(axis),
                        training.coarsest().along(axis)));
        return isFar
                ? Optional.of(("the spacing is %s, that of the training images %s, along right, anterior and superior:"
                                + " check the spacing in the image's header")
                        .formatted(
                                actual,
                                range(
                                        training.finest().toString(),
                                        training.coarsest().toString())))
                : Optional.empty();
    }

    private static Optional<String> extent(Geometry image, TrainingImages training) {
        List<Double> actual = TrainingImages.extent(image);
        boolean isFar = IntStream.range(0, 3)
                .anyMatch(axis -> isFar(
                        actual.get(axis),
                        training.shortest().get(axis),
                        training.longest().get(axis)));
        return isFar
                ? Optional.of(("the image covers %s, the training images %s, along right, anterior and superior: the"
                                + " prediction may be unreliable")
                        .formatted(size(actual), range(size(training.shortest()), size(training.longest()))))
                : Optional.empty();
    }

    private static boolean isFar(double actual, double least, double most) {
        return actual * FACTOR < least || actual > most * FACTOR;
    }

    /** The plan's spacing replaces that of the training images if that is unknown. */
    private static Optional<String> planned(SegmentationPlan segmentation, Geometry grid) {
        Preprocessing preprocessing = segmentation.preprocessing();
        Spacing actual = preprocessing.frame().reorientation(grid).to().spacing();
        Spacing target = preprocessing.target(actual);
        int axes = preprocessing.resizing().axes() == Resizing.Axes.IN_PLANE ? 2 : 3;
        boolean isFar = IntStream.range(0, axes)
                .anyMatch(axis -> isFar(actual.along(axis), target.along(axis), target.along(axis)));
        return isFar
                ? Optional.of("the spacing is %s, the model's spacing %s: check the spacing in the image's header"
                        .formatted(actual, target))
                : Optional.empty();
    }

    private static String range(String least, String most) {
        return least.equals(most) ? least : least + " to " + most;
    }

    private static String size(List<Double> mm) {
        return mm.stream().map(InputCheck::number).collect(Collectors.joining("×")) + " mm";
    }

    private static String number(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e6
                ? String.format(Locale.ROOT, "%.0f", value)
                : String.format(Locale.ROOT, "%.3g", value);
    }
}
