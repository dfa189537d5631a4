package klarsyn.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import klarsyn.base.SharedData;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Against the recorded values of MONAI 1.5.0, as far as its transforms and ours mean the same. */
class MonaiTransformsTest {

    private static Stream<JsonNode> cases(String module) {
        Path file = SharedData.conformance("monai").resolve("transforms.test_" + module + ".json");
        return JsonMapper.shared().readTree(file.toFile()).get("cases").valueStream();
    }

    @TestFactory
    List<DynamicTest> distances_are_those_of_monai() {
        return cases("distance_transform_edt")
                .filter(node -> node.get("input").has("image") && node.has("expected"))
                .map(node -> DynamicTest.dynamicTest(node.get("name").asString(), () -> {
                    JsonNode image = node.get("input").get("image");
                    StoredArray input = StoredArray.withChannels(image);
                    StoredArray expected = StoredArray.withChannels(node.get("expected"));
                    Spacing spacing = spacing(
                            node.get("kwargs").path("sampling"),
                            image.get("shape").size() - 1);
                    for (int channel = 0; channel < input.channels(); channel++) {
                        float[] voxels = input.channel(channel);
                        boolean[] mask = new boolean[voxels.length];
                        for (int i = 0; i < mask.length; i++) {
                            mask[i] = voxels[i] != 0;
                        }
                        assertThat(DistanceTransform.mm(mask, input.shape(), spacing))
                                .containsExactly(expected.channel(channel), within(1e-4f));
                    }
                }))
                .toList();
    }

    private static Spacing spacing(JsonNode sampling, int axes) {
        if (sampling.isArray()) {
            return new Spacing(
                    sampling.get(axes - 1).asDouble(),
                    sampling.get(axes - 2).asDouble(),
                    axes < 3 ? 1 : sampling.get(0).asDouble());
        }
        return Spacing.isotropic(sampling.isNumber() ? sampling.asDouble() : 1);
    }

    @TestFactory
    List<DynamicTest> the_largest_part_of_a_label_is_kept_as_in_monai() {
        return cases("keep_largest_connected_component")
                .filter(MonaiTransformsTest::isOfOneLabel)
                .map(node -> DynamicTest.dynamicTest(node.get("name").asString(), () -> {
                    JsonNode image = node.get("input").get("image");
                    StoredArray input = StoredArray.withChannels(image);
                    JsonNode applied = node.get("kwargs").get("applied_labels");
                    int label = applied.isArray() ? applied.get(0).asInt() : applied.asInt();
                    int axes = image.get("shape").size() - 1;
                    int steps = node.get("kwargs").path("connectivity").asInt(axes);
                    LabelMap map = new LabelMap(Geometry.of(input.shape(), Spacing.isotropic(1)), input.labels(0));
                    assertThat(Components.keepLargest(map, label, connectivity(steps))
                                    .voxels())
                            .isEqualTo(StoredArray.withChannels(node.get("expected"))
                                    .labels(0));
                }))
                .toList();
    }

    private static Connectivity connectivity(int steps) {
        return switch (steps) {
            case 1 -> Connectivity.FACES;
            case 2 -> Connectivity.EDGES;
            default -> Connectivity.CORNERS;
        };
    }

    private static boolean isOfOneLabel(JsonNode node) {
        JsonNode kwargs = node.get("kwargs");
        JsonNode applied = kwargs.path("applied_labels");
        return node.has("expected")
                && node.get("input").path("image").has("shape")
                && node.get("input").get("image").get("shape").get(0).asInt() == 1
                && (applied.isNumber() || applied.size() == 1)
                && !kwargs.has("num_components");
    }

    @TestFactory
    List<DynamicTest> voxels_are_turned_as_in_monai() {
        return cases("orientation")
                .filter(node -> node.get("kwargs").path("axcodes").asString("").length() == 3
                        && node.has("expected")
                        && node.get("input").has("affine"))
                .map(node -> DynamicTest.dynamicTest(node.get("name").asString(), () -> {
                    Volume turned = firstAxisFirst(
                                    node.get("input").get("image"),
                                    node.get("input").get("affine"))
                            .reorientedTo(Orientation.parse(
                                    node.get("kwargs").get("axcodes").asString()));
                    Volume expected = firstAxisFirst(node.get("expected"), node.get("expected_affine"));
                    assertThat(turned.voxels()).isEqualTo(expected.voxels());
                    assertThat(turned.geometry().matches(expected.geometry())).isTrue();
                }))
                .toList();
    }

    /** The first channel, whose first axis is x in MONAI. */
    private static Volume firstAxisFirst(JsonNode image, JsonNode affine) {
        StoredArray array = StoredArray.withChannels(image);
        Shape zyx = array.shape();
        Shape shape = new Shape(zyx.z(), zyx.y(), zyx.x());
        float[] voxels = new float[shape.voxels()];
        for (int z = 0, n = 0; z < shape.z(); z++) {
            for (int y = 0; y < shape.y(); y++) {
                for (int x = 0; x < shape.x(); x++) {
                    voxels[n++] = array.values()[zyx.index(z, y, x)];
                }
            }
        }
        double[][] rows = new double[3][4];
        for (int i = 0; i < 12; i++) {
            rows[i / 4][i % 4] = affine.get("data").get(i).asDouble();
        }
        return new Volume(new Geometry(shape, Affine.ofRows(rows)), voxels);
    }
}
