package klarsyn.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import klarsyn.base.SharedData;
import klarsyn.image.Affine;
import klarsyn.image.Spacing;
import klarsyn.image.Volume;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;

/** Files of every kind, with the result of SimpleITK 2.5.7. */
class MetaImageFilesTest {

    @TestFactory
    List<DynamicTest> every_file_is_read_as_it_should_be_or_rejected() {
        return TextHeaderFiles.tests(SharedData.folder("mha"), MetaImageFilesTest::look);
    }

    private static void look(JsonNode node, List<Volume> channels) {
        JsonNode shape = node.get("shape");
        int[] lengths = IntStream.range(0, shape.size() + 1)
                .map(i ->
                        i == 0 ? node.get("channels").asInt() : shape.get(i - 1).asInt())
                .toArray();
        List<Integer> spatial =
                IntStream.rangeClosed(1, Math.min(3, shape.size())).boxed().toList();
        TextHeaderFiles.checkValues(node, channels, lengths, spatial);
        Affine affine = channels.getFirst().geometry().affine();
        JsonNode spacing = node.get("spacing");
        if (node.hasNonNull("affine_ras")) {
            TextHeaderFiles.checkAffine(node.get("affine_ras"), affine);
        } else if (shape.size() == 2) {
            assertThat(affine)
                    .isEqualTo(Affine.scaling(new Spacing(
                            spacing.get(0).asDouble(), spacing.get(1).asDouble(), 1)));
        } else { // a time series has the position of its first image: LPS
            assertThat(affine).isEqualTo(new Affine(-1, 0, 0, 0, 0, -1, 0, 0, 0, 0, 1, 0));
        }
    }
}
