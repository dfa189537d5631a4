package klarsyn.evaluate;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import klarsyn.base.SharedData;
import klarsyn.data.Labels;
import klarsyn.data.Labels.Label;
import klarsyn.image.Geometry;
import klarsyn.image.LabelMap;
import klarsyn.image.Shape;
import klarsyn.image.Spacing;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Pairs of masks with what MONAI 1.5.0 gives for them, Euclidean and undirected; the folder's index.md explains. */
final class MonaiCases {

    static final Label LABEL = new Label(1, "mask");
    static final Labels LABELS = new Labels(List.of(LABEL));

    private MonaiCases() {}

    /** One setting of one case, the masks of one item and channel. */
    record Pair(String name, LabelMap predicted, LabelMap reference, JsonNode settings, double expected, int channel) {

        boolean flag(String setting) {
            return settings.path(setting).asBoolean(false);
        }

        Optional<Overlap> overlap() {
            Overlap overlap =
                    Overlap.count(reference, predicted, LABELS.foreground()).getFirst();
            return overlap.isEmpty() || overlap.isOneSided() ? Optional.empty() : Optional.of(overlap);
        }

        /** What the surfaces say; empty if a mask is empty. */
        OptionalDouble measure(ToDoubleFunction<SurfaceDistances> measure) {
            Optional<Overlap> overlap = overlap();
            return overlap.isEmpty()
                    ? OptionalDouble.empty()
                    : OptionalDouble.of(
                            measure.applyAsDouble(SurfaceDistances.of(reference, predicted, overlap.get())));
        }
    }

    static List<Pair> read(String metric) {
        Path file = SharedData.conformance("monai").resolve("metrics.test_" + metric + ".json");
        JsonNode cases = JsonMapper.shared().readTree(file.toFile()).path("cases");
        List<Pair> pairs = new ArrayList<>();
        for (JsonNode each : cases) {
            boolean isPlain = each.path("input").path("y_pred").isObject()
                    && !each.path("expected_error").asBoolean(false)
                    && !each.has("labels_to_onehot")
                    && !each.path("kwargs").has("num_classes")
                    && !each.path("class").asString().contains("Helper");
            if (!isPlain) {
                continue;
            }
            if (each.has("variants")) {
                each.path("variants").forEach(variant -> add(pairs, each, variant, variant.path("expected")));
            } else {
                add(pairs, each, each, perItem(each));
            }
        }
        return pairs;
    }

    private static JsonNode perItem(JsonNode each) {
        if (each.has("per_item")) {
            return each.path("per_item");
        }
        return each.has("monai_output") ? each.path("monai_output") : each.path("expected");
    }

    private static void add(List<Pair> pairs, JsonNode each, JsonNode variant, JsonNode expected) {
        var settings = JsonMapper.shared().createObjectNode();
        variant.path("kwargs").properties().forEach(entry -> settings.set(entry.getKey(), entry.getValue()));
        variant.path("call_kwargs").properties().forEach(entry -> settings.set(entry.getKey(), entry.getValue()));
        boolean isOurs = "euclidean".equals(settings.path("distance_metric").asString("euclidean"))
                && !settings.path("directed").asBoolean(false)
                && !settings.path("use_subvoxels").asBoolean(false);
        if (!isOurs) {
            return;
        }
        Mask predicted = Mask.of(each.path("input").path("y_pred"));
        Mask reference = Mask.of(each.path("input").path("y"));
        String name = each.path("name").asString() + " " + settings;
        if (predicted.items() == 0) {
            pairs.add(new Pair(
                    name, predicted.map(0, settings), reference.map(0, settings), settings, number(expected), 0));
            return;
        }
        int first = settings.path("include_background").asBoolean(true) ? 0 : 1;
        int channels = predicted.channels() - first;
        if (expected.path("data").size() != predicted.items() * channels) {
            return;
        }
        for (int item = 0; item < predicted.items(); item++) {
            for (int channel = 0; channel < channels; channel++) {
                int at = item * predicted.channels() + channel + first;
                pairs.add(new Pair(
                        name + " item " + item + " channel " + channel,
                        predicted.map(at, settings),
                        reference.map(at, settings),
                        settings,
                        number(expected.path("data").get(item * channels + channel)),
                        channel));
            }
        }
    }

    private static double number(JsonNode node) {
        return node.isString() ? Double.parseDouble(node.asString()) : node.asDouble();
    }

    /** Masks of all items and channels; {@code items} is 0 for one bare volume. */
    private record Mask(int items, int channels, List<Integer> space, boolean[] voxels) {

        static Mask of(JsonNode array) {
            List<Integer> shape = new ArrayList<>();
            array.path("shape").forEach(length -> shape.add(length.asInt()));
            int size = shape.stream().reduce(1, Math::multiplyExact);
            boolean isBare = "sphere"
                            .equals(array.path("generator").path("kind").asString(""))
                    || "zeros".equals(array.path("generator").path("kind").asString(""));
            List<Integer> space = isBare ? shape : shape.subList(2, shape.size());
            boolean[] voxels = new boolean[size];
            if (array.has("data")) {
                for (int i = 0; i < size; i++) {
                    voxels[i] = array.path("data").get(i).asDouble() > 0.5;
                }
            } else {
                generate(array.path("generator"), shape, voxels);
            }
            return isBare ? new Mask(0, 1, space, voxels) : new Mask(shape.get(0), shape.get(1), space, voxels);
        }

        private static void generate(JsonNode generator, List<Integer> shape, boolean[] voxels) {
            if ("sphere".equals(generator.path("kind").asString())) {
                sphere(generator, shape, voxels);
                return;
            }
            int[] index = new int[shape.size()];
            for (int i = 0; i < voxels.length; i++) {
                int rest = i;
                for (int axis = shape.size() - 1; axis >= 0; axis--) {
                    index[axis] = rest % shape.get(axis);
                    rest /= shape.get(axis);
                }
                voxels[i] = isSet(generator, index);
            }
        }

        private static void sphere(JsonNode generator, List<Integer> shape, boolean[] voxels) {
            double radius = generator.path("radius").asDouble();
            double[][] squares = new double[3][];
            for (int axis = 0; axis < 3; axis++) {
                double mm = generator.path("spacing").get(axis).asDouble();
                double centre = generator.path("centre").get(axis).asDouble();
                squares[axis] = IntStream.range(0, shape.get(axis))
                        .mapToDouble(i -> (i * mm - centre) * (i * mm - centre))
                        .toArray();
            }
            int index = 0;
            for (double a : squares[0]) {
                for (double b : squares[1]) {
                    for (double c : squares[2]) {
                        voxels[index++] = a + b + c <= radius * radius;
                    }
                }
            }
        }

        private static boolean isSet(JsonNode generator, int[] index) {
            return switch (generator.path("kind").asString()) {
                case "zeros" -> false;
                case "slab" ->
                    index[generator.path("axis").asInt()] < generator.path("to").asInt();
                case "points" -> {
                    boolean found = false;
                    for (JsonNode at : generator.path("at")) {
                        boolean same = true;
                        for (int axis = 0; axis < index.length; axis++) {
                            same &= at.get(axis).asInt() == index[axis];
                        }
                        found |= same;
                    }
                    yield found;
                }
                default -> throw new IllegalArgumentException(generator.toString());
            };
        }

        /** The mask at one place of the batch as a label map; the array's last axis is our x. */
        LabelMap map(int at, JsonNode settings) {
            int x = space.getLast();
            int y = space.get(space.size() - 2);
            int z = space.size() == 3 ? space.getFirst() : 1;
            int voxelsEach = Math.multiplyExact(x, y) * z;
            short[] labels = new short[voxelsEach];
            for (int i = 0; i < labels.length; i++) {
                labels[i] = (short) (voxels[at * voxelsEach + i] ? 1 : 0);
            }
            return new LabelMap(Geometry.of(new Shape(x, y, z), spacing(settings.path("spacing"))), labels);
        }

        private Spacing spacing(JsonNode node) {
            if (node.isNumber()) {
                return Spacing.isotropic(node.asDouble());
            }
            if (!node.isArray()) {
                return Spacing.isotropic(1);
            }
            if (node.get(0).isArray()) {
                return spacing(node.get(0));
            }
            int last = node.size() - 1;
            double z = last == 2 ? node.get(0).asDouble() : 1;
            return new Spacing(node.get(last).asDouble(), node.get(last - 1).asDouble(), z);
        }
    }
}
