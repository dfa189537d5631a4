package klarsyn.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import klarsyn.base.Outcome;
import klarsyn.base.Recorded;
import klarsyn.image.Padding.Extension;

/** Cropping and padding as in MONAI. */
final class MonaiCropping {

    private MonaiCropping() {}

    static Outcome cropped(MonaiCase subject) {
        RecordedArray image = subject.image();
        int axes = image.spatialAxes();
        boolean[] mask = foreground(subject, image);
        Optional<Box> foreground = Box.around(mask, image.shape());
        if (foreground.isEmpty()) {
            assertThat(subject.node().get("expected").get("data").elements()).isEmpty();
            return Outcome.differs("no foreground gives no box, instead of an image without voxels");
        }
        int[] margin = axes(subject.argument("margin"), axes, 0);
        int[] multiple = axes(subject.argument("k_divisible"), axes, 1);
        Box box = foreground.get().grown(margin[0], margin[1], margin[2]);
        box = subject.argument("allow_smaller").truth(false) ? box.within(image.shape()) : box;
        Box grown = box.grownToMultiples(new Shape(multiple[0], multiple[1], multiple[2]));
        List<Recorded> start = subject.node().get("expected_box_start").elements();
        List<Recorded> end = subject.node().get("expected_box_end").elements();
        for (int axis = 0; axis < axes; axis++) {
            assertThat(grown.from(axis)).isEqualTo(start.get(axis).integer());
            assertThat(grown.from(axis) + grown.shape().along(axis))
                    .isEqualTo(end.get(axis).integer());
        }
        Padding padding = subject.argument("mode").text("constant").equals("edge") ? Extension.EDGE : Padding.ZERO;
        subject.requireExpected(subject.volumes().stream()
                .map(volume -> volume.cut(grown, padding).voxels())
                .toList());
        return Outcome.PASSED;
    }

    private static boolean[] foreground(MonaiCase subject, RecordedArray image) {
        Recorded chosen = subject.argument("channel_indices");
        double threshold = subject.argument("select_fn").get("value").number(0);
        boolean[] mask = new boolean[image.shape().voxels()];
        for (int channel = 0; channel < image.channels(); channel++) {
            int number = channel;
            boolean counts = !chosen.isThere()
                    || (chosen.isList()
                            ? chosen.elements().stream().anyMatch(each -> each.integer() == number)
                            : chosen.integer() == number);
            for (int i = 0; counts && i < mask.length; i++) {
                mask[i] |= image.volumes().get(channel)[i] > threshold;
            }
        }
        return mask;
    }

    private static int[] axes(Recorded given, int axes, int otherwise) {
        int[] result = {otherwise, otherwise, otherwise};
        if (given.isThere()) {
            System.arraycopy(given.integers(axes), 0, result, 0, axes);
        }
        return result;
    }

    static Outcome padded(MonaiCase subject) {
        if (subject.argument("steps").isThere()) {
            return paddedInSteps(subject);
        }
        if (isStatistic(subject.argument("mode").text("constant"))) {
            return Outcome.notClaimed("padding by a ramp or a statistic of the image");
        }
        List<Volume> volumes = subject.volumes();
        int axes = subject.image().spatialAxes();
        Recorded values = subject.argument("constant_values");
        if (values.isThere()) {
            for (int axis = 0; axis < axes; axis++) {
                Box along = along(
                        padding(subject.node().get("kwargs"), volumes.getFirst().shape(), axes), axis, volumes);
                Recorded pair = values.elements().get(axis + 1);
                Padding value = new Padding.Value((float) pair.elements().get(0).number());
                volumes =
                        volumes.stream().map(volume -> volume.cut(along, value)).toList();
            }
        } else {
            volumes = padded(volumes, subject.node().get("kwargs"), axes);
        }
        subject.requireExpected(volumes.stream().map(Volume::voxels).toList());
        return Outcome.PASSED;
    }

    /** The part of a box that pads one axis. */
    private static Box along(Box box, int axis, List<Volume> volumes) {
        Box whole = Box.whole(volumes.getFirst().shape());
        return switch (axis) {
            case 0 -> new Box(box.fromX(), whole.fromY(), whole.fromZ(), box.toX(), whole.toY(), whole.toZ());
            case 1 -> new Box(whole.fromX(), box.fromY(), whole.fromZ(), whole.toX(), box.toY(), whole.toZ());
            default -> new Box(whole.fromX(), whole.fromY(), box.fromZ(), whole.toX(), whole.toY(), box.toZ());
        };
    }

    private static boolean isStatistic(String mode) {
        return List.of("linear_ramp", "maximum", "mean", "median", "minimum").contains(mode);
    }

    private static Outcome paddedInSteps(MonaiCase subject) {
        List<Volume> volumes = subject.volumes();
        int axes = subject.image().spatialAxes();
        for (Recorded step : subject.argument("steps").elements()) {
            volumes = padded(volumes, step.get("kwargs"), axes);
        }
        Shape shape = volumes.getFirst().shape();
        double sum = 0;
        for (Volume volume : volumes) {
            for (float value : volume.voxels()) {
                sum += value;
            }
        }
        int[] expected = subject.node().get("expected_shape").integers(4);
        assertThat(shape).isEqualTo(new Shape(expected[1], expected[2], expected[3]));
        assertThat(sum).isEqualTo(subject.node().get("expected_sum").number());
        return Outcome.PASSED;
    }

    private static List<Volume> padded(List<Volume> volumes, Recorded arguments, int axes) {
        Box box = padding(arguments, volumes.getFirst().shape(), axes);
        Padding padding = switch (arguments.get("mode").text("constant")) {
            case "constant" -> new Padding.Value((float) arguments.get("value").number(0));
            case "edge", "replicate" -> Extension.EDGE;
            case "symmetric" -> Extension.MIRRORED;
            case "reflect" -> Extension.REFLECTED;
            case "wrap", "circular" -> Extension.REPEATED;
            default -> throw new IllegalArgumentException("no padding " + arguments);
        };
        return volumes.stream().map(volume -> volume.cut(box, padding)).toList();
    }

    private static Box padding(Recorded arguments, Shape shape, int axes) {
        Box whole = Box.whole(shape);
        if (arguments.has("spatial_border")) {
            int[] border = axes(arguments.get("spatial_border"), axes, 0);
            return whole.grown(border[0], border[1], border[2]);
        }
        int[] multiple = axes(arguments.get("k"), axes, 1);
        int[] size = axes(arguments.get("spatial_size"), axes, 1);
        Box grown = whole.grownTo(new Shape(Math.max(1, size[0]), Math.max(1, size[1]), Math.max(1, size[2])))
                .grownToMultiples(new Shape(multiple[0], multiple[1], multiple[2]));
        Shape to = grown.shape();
        return arguments.get("method").text("symmetric").equals("end") ? Box.whole(to) : grown;
    }
}
