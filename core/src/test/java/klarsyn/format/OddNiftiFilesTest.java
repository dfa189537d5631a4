package klarsyn.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import klarsyn.base.DataException;
import klarsyn.base.SharedData;
import klarsyn.image.Affine;
import klarsyn.image.Volume;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Files of every kind, with what nibabel 5.4.2 reads in them; what is no single-file NIfTI-1 must be refused. */
class OddNiftiFilesTest {

    /** Where a reader has a choice, ours: no affine is no image, and a wrong name does not matter. */
    private static final Set<String> REFUSED_HERE = Set.of("made/affine_sform_nan.nii", "made/affine_singular.nii");

    private static final Set<String> READ_HERE =
            Set.of("made/extension_size_wrong.nii", "made/name_gz_but_plain.nii.gz", "made/name_plain_but_gz.nii");

    /** nibabel takes the header for voxels where the offset is 0. */
    private static final Set<String> VALUES_DIFFER = Set.of("made/offset_zero.nii");

    @TestFactory
    List<DynamicTest> every_file_is_read_as_it_should_be_or_refused() {
        Path folder = SharedData.folder("nifti");
        return JsonMapper.shared()
                .readTree(folder.resolve("index.json").toFile())
                .valueStream()
                .map(node -> DynamicTest.dynamicTest(node.get("file").asString(), () -> check(node, folder)))
                .toList();
    }

    private static void check(JsonNode node, Path folder) {
        String name = node.get("file").asString();
        Path file = folder.resolve(name);
        if (!isOurs(node, name)) {
            assertThatThrownBy(() -> Images.readChannels(file)).isInstanceOf(DataException.class);
            return;
        }
        if (name.startsWith("made/bomb_zeros")) {
            assertThat(Images.readGeometry(file).shape()).hasToString("480×480×430");
            return;
        }
        List<Volume> channels = Images.readChannels(file);
        if (!node.get("nibabel_reads").asBoolean()) {
            return;
        }
        checkShapeAndAffine(node, channels);
        if (!VALUES_DIFFER.contains(name)) {
            checkValues(node, channels);
        }
    }

    private static boolean isOurs(JsonNode node, String name) {
        if (READ_HERE.contains(name)) {
            return true;
        }
        String dtype = node.path("dtype").asString("");
        return node.get("nibabel_reads").asBoolean()
                && !node.hasNonNull("must_refuse_because")
                && !REFUSED_HERE.contains(name)
                && node.get("class").asString().equals("Nifti1Image")
                && !dtype.startsWith("complex")
                && !dtype.startsWith("RGB")
                && !name.contains(".hdr");
    }

    private static void checkShapeAndAffine(JsonNode node, List<Volume> channels) {
        JsonNode shape = node.get("shape");
        int count = 1;
        for (int i = 3; i < shape.size(); i++) {
            count *= shape.get(i).asInt();
        }
        assertThat(channels).hasSize(count);
        Volume first = channels.getFirst();
        for (int axis = 0; axis < Math.min(3, shape.size()); axis++) {
            assertThat(first.shape().along(axis)).isEqualTo(shape.get(axis).asInt());
        }
        if (node.get("sform_code").asInt() == 0 && node.get("qform_code").asInt() == 0) {
            return; // nibabel then turns x round and centres the image, which the standard does not
        }
        double unit = (node.get("xyzt_units").asInt() & 7) == 3 ? 0.001 : 1;
        Affine affine = first.geometry().affine();
        for (int i = 0; i < 12; i++) {
            double expected = node.get("affine").get(i / 4).get(i % 4).asDouble() * unit;
            assertThat(affine.at(i / 4, i % 4)).isCloseTo(expected, within(1e-12 + 1e-12 * Math.abs(expected)));
        }
        assertThat(first.geometry().orientation())
                .hasToString(node.get("axcodes").asString());
    }

    private static void checkValues(JsonNode node, List<Volume> channels) {
        double sum = 0;
        double sizes = 0;
        int at = 0;
        int notFinite = 0;
        JsonNode values = node.path("values_file_order");
        for (Volume channel : channels) {
            for (float value : channel.voxels()) {
                if (!values.isMissingNode()) {
                    assertThat(Float.valueOf(value))
                            .isEqualTo(Float.valueOf(javaNumber(values.get(at).asString())));
                }
                if (Float.isFinite(value)) {
                    sum += value;
                    sizes += Math.abs(value);
                } else {
                    notFinite++;
                }
                at++;
            }
        }
        assertThat(notFinite).isEqualTo(node.path("not_finite").asInt(0));
        assertThat(sum).isCloseTo(Double.parseDouble(node.get("sum").asString()), within(1e-7 * sizes));
    }

    private static String javaNumber(String number) {
        return switch (number) {
            case "nan" -> "NaN";
            case "inf" -> "Infinity";
            case "-inf" -> "-Infinity";
            default -> number;
        };
    }
}
