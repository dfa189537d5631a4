package klarsyn.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.List;
import java.util.function.BiConsumer;
import klarsyn.base.DataException;
import klarsyn.image.Affine;
import klarsyn.image.Shape;
import klarsyn.image.Volume;
import org.junit.jupiter.api.DynamicTest;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Compares files with an index of what other readers find in them. */
final class TextHeaderFiles {

    private TextHeaderFiles() {}

    /** One test per entry: rejected if required, otherwise passed on for comparison. */
    static List<DynamicTest> tests(Path folder, BiConsumer<JsonNode, List<Volume>> look) {
        return JsonMapper.shared()
                .readTree(folder.resolve("index.json").toFile())
                .valueStream()
                .map(node -> DynamicTest.dynamicTest(
                        node.get("file").asString(),
                        () -> check(node, folder.resolve(node.get("file").asString()), look)))
                .toList();
    }

    private static void check(JsonNode node, Path file, BiConsumer<JsonNode, List<Volume>> look) {
        if (node.hasNonNull("must_refuse_because")) {
            assertThatThrownBy(() -> Images.readChannels(file)).isInstanceOf(DataException.class);
            assertThatThrownBy(() -> Images.readLabels(file)).isInstanceOf(DataException.class);
            return;
        }
        List<Volume> channels = Images.readChannels(file);
        assertThat(Images.readGeometry(file)).isEqualTo(channels.getFirst().geometry());
        look.accept(node, channels);
    }

    static void checkAffine(JsonNode rows, Affine affine) {
        for (int i = 0; i < 12; i++) {
            double expected = rows.get(i / 4).get(i % 4).asDouble();
            assertThat(affine.at(i / 4, i % 4)).isCloseTo(expected, within(1e-12 * Math.max(1, Math.abs(expected))));
        }
    }

    /**
     * Visits the voxels in file order.
     *
     * @param lengths of the file's axes, fastest first
     * @param spatial the spatial axes; the others count channels
     */
    static void checkValues(JsonNode node, List<Volume> channels, int[] lengths, List<Integer> spatial) {
        int[] space = {1, 1, 1};
        int count = 1;
        int all = 1;
        for (int axis = 0; axis < lengths.length; axis++) {
            all *= lengths[axis];
            if (spatial.contains(axis)) {
                space[spatial.indexOf(axis)] = lengths[axis];
            } else {
                count *= lengths[axis];
            }
        }
        assertThat(channels).hasSize(count);
        Shape shape = new Shape(space[0], space[1], space[2]);
        assertThat(channels.getFirst().shape()).isEqualTo(shape);
        double sum = 0;
        double smallest = Double.POSITIVE_INFINITY;
        double largest = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < all; i++) {
            float value = valueAt(i, channels, lengths, spatial);
            sum += value;
            smallest = Math.min(smallest, value);
            largest = Math.max(largest, value);
            if (node.hasNonNull("values_file_order")) {
                assertThat(value)
                        .isEqualTo((float) node.get("values_file_order").get(i).asDouble());
            }
        }
        assertThat(sum).isCloseTo(node.get("sum").asDouble(), within(1e-7 * Math.abs(sum)));
        assertThat(smallest).isCloseTo(node.get("min").asDouble(), within(1e-7));
        assertThat(largest).isCloseTo(node.get("max").asDouble(), within(1e-7));
    }

    private static float valueAt(int i, List<Volume> channels, int[] lengths, List<Integer> spatial) {
        int rest = i;
        int[] at = {0, 0, 0};
        int channel = 0;
        int channelStep = 1;
        for (int axis = 0; axis < lengths.length; axis++) {
            int here = rest % lengths[axis];
            rest /= lengths[axis];
            if (spatial.contains(axis)) {
                at[spatial.indexOf(axis)] = here;
            } else {
                channel += here * channelStep;
                channelStep *= lengths[axis];
            }
        }
        return channels.get(channel).at(at[0], at[1], at[2]);
    }
}
