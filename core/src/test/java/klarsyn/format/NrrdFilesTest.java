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

/** Files of every kind, with the result of pynrrd 1.1.3 and SimpleITK 2.5.7. */
class NrrdFilesTest {

    @TestFactory
    List<DynamicTest> every_file_is_read_as_it_should_be_or_rejected() {
        return TextHeaderFiles.tests(SharedData.folder("nrrd"), NrrdFilesTest::look);
    }

    private static void look(JsonNode node, List<Volume> channels) {
        JsonNode shape = node.get("shape");
        int[] lengths =
                IntStream.range(0, shape.size()).map(i -> shape.get(i).asInt()).toArray();
        List<Integer> spatial = IntStream.range(0, lengths.length)
                .filter(axis -> !node.hasNonNull("space_directions")
                        || !node.get("space_directions").get(axis).get(0).isNull())
                .boxed()
                .toList();
        TextHeaderFiles.checkValues(node, channels, lengths, spatial);
        Affine affine = channels.getFirst().geometry().affine();
        if (node.hasNonNull("affine_ras")) {
            TextHeaderFiles.checkAffine(node.get("affine_ras"), affine);
        } else {
            Affine alone = Affine.scaling(spacing(node));
            assertThat(affine.equalsWithin(alone, channels.getFirst().shape(), 1e-12))
                    .isTrue();
        }
    }

    /** Files without a known position in a patient, as described in the index. */
    private static Spacing spacing(JsonNode node) {
        return switch (node.get("file").asString()) {
            case "found/test1d_ascii.nrrd", "found/test_customFields.nrrd" -> new Spacing(1.0458, 1, 1);
            case "found/test2d_ascii.nrrd" -> new Spacing(1.0458, 2, 1);
            case "made/dim_2d.nrrd" -> new Spacing(0.5, 0.75, 1);
            case "made/space_none_spacings.nrrd" -> new Spacing(1.5, 2, 2.5);
            case "made/space_dimension_3.nrrd" -> new Spacing(1.5, 2, 2.5);
            default -> Spacing.isotropic(1);
        };
    }
}
