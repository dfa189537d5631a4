package klarsyn.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import klarsyn.base.DataException;
import klarsyn.base.SharedData;
import klarsyn.image.Affine;
import klarsyn.image.LabelMap;
import klarsyn.image.Orientation;
import klarsyn.image.Volume;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Files of every kind, with the result of nibabel 5.4.2, the standard where it differs, or the reason for rejection.
 */
class OddNiftiFilesTest {

    /** Rejected by choice: without affine, spacing, or a statement of sides, there is no image. */
    private static final Set<String> REJECTED_HERE = Set.of(
            "made/affine_sform_nan.nii",
            "made/affine_singular.nii",
            "made/affine_pixdim_zero.nii",
            "made/analyze75.hdr");

    /** Read by choice: voxels matter, not extensions or names. */
    private static final Set<String> READ_HERE =
            Set.of("made/extension_size_wrong.nii", "made/name_gz_but_plain.nii.gz", "made/name_plain_but_gz.nii");

    /** nibabel reads the header as voxels if the offset is 0; the index refers to the file with the right ones. */
    private static final String OFFSET_ZERO = "made/offset_zero.nii";

    private static final String BOMB = "made/bomb_zeros_99mb.nii.gz";

    @TestFactory
    List<DynamicTest> every_file_is_read_as_it_should_be_or_rejected() {
        Path folder = SharedData.folder("nifti");
        return JsonMapper.shared()
                .readTree(folder.resolve("index.json").toFile())
                .valueStream()
                .map(node -> DynamicTest.dynamicTest(node.get("file").asString(), () -> check(node, folder)))
                .toList();
    }

    @TestFactory
    List<DynamicTest> each_order_of_the_axes_holds_the_same_image() {
        Path folder = SharedData.folder("nifti").resolve("made/orient");
        Volume expected = Images.read(folder.resolve("RAS.nii"));
        return Orientation.all().stream()
                .map(orientation -> DynamicTest.dynamicTest(orientation.toString(), () -> {
                    Volume turned =
                            Images.read(folder.resolve(orientation + ".nii")).reorientedTo(Orientation.RAS);
                    assertThat(turned.voxels()).isEqualTo(expected.voxels());
                    assertThat(turned.geometry()
                                    .affine()
                                    .equalsWithin(expected.geometry().affine(), expected.shape(), 1e-6))
                            .isTrue();
                }))
                .toList();
    }

    private static void check(JsonNode node, Path folder) {
        String name = node.get("file").asString();
        Path file = folder.resolve(name);
        if (isRejected(node, name)) {
            assertThatThrownBy(() -> Images.readChannels(file)).isInstanceOf(DataException.class);
            return;
        }
        if (name.equals(BOMB)) {
            LabelMap zeros = Images.readLabels(file);
            assertThat(zeros.shape()).hasToString("480×480×430");
            assertThat(Arrays.equals(zeros.voxels(), new short[480 * 480 * 430]))
                    .isTrue();
            return;
        }
        List<Volume> channels = Images.readChannels(file);
        assertThat(Images.readGeometry(file)).isEqualTo(channels.getFirst().geometry());
        if (node.get("nibabel_reads").asBoolean()) {
            checkShape(node, channels);
            checkAffine(node, channels.getFirst());
            checkValues(node, channels, name.equals(OFFSET_ZERO) ? folder.resolve("made/magic_ni1_single.nii") : file);
        } else {
            Volume whole = Images.read(folder.resolve("made/plain.nii.gz"));
            assertThat(channels.getFirst().voxels()).isEqualTo(whole.voxels());
        }
    }

    private static boolean isRejected(JsonNode node, String name) {
        return !READ_HERE.contains(name)
                && (node.hasNonNull("must_refuse_because")
                        || REJECTED_HERE.contains(name)
                        || node.path("dtype").asString("").startsWith("complex"));
    }

    private static void checkShape(JsonNode node, List<Volume> channels) {
        JsonNode shape = node.get("shape");
        int count = components(node);
        for (int i = 3; i < shape.size(); i++) {
            count *= shape.get(i).asInt();
        }
        assertThat(channels).hasSize(count);
        for (int axis = 0; axis < 3; axis++) {
            assertThat(channels.getFirst().shape().along(axis))
                    .isEqualTo(axis < shape.size() ? shape.get(axis).asInt() : 1);
        }
    }

    private static int components(JsonNode node) {
        return switch (node.get("dtype").asString()) {
            case "RGB24" -> 3;
            case "RGBA32" -> 4;
            default -> 1;
        };
    }

    private static void checkAffine(JsonNode node, Volume volume) {
        boolean form =
                node.get("sform_code").asInt() > 0 || node.get("qform_code").asInt() > 0;
        double unit = (node.get("xyzt_units").asInt() & 7) == 3 ? 0.001 : 1;
        Affine affine = volume.geometry().affine();
        for (int row = 0; row < 3; row++) {
            for (int column = 0; column < 4; column++) {
                // without sform and qform, nibabel flips x and centers the image, which the standard does not
                double standard =
                        row == column ? node.get("pixdim").get(row + 1).asDouble() : 0;
                double expected = form ? node.get("affine").get(row).get(column).asDouble() * unit : standard;
                assertThat(affine.at(row, column)).isCloseTo(expected, within(1e-12 + 1e-12 * Math.abs(expected)));
            }
        }
        if (form) {
            assertThat(volume.geometry().orientation())
                    .hasToString(node.get("axcodes").asString());
        }
    }

    private static void checkValues(JsonNode node, List<Volume> channels, Path right) {
        if (!right.endsWith(node.get("file").asString())) {
            assertThat(channels.getFirst().voxels())
                    .isEqualTo(Images.read(right).voxels());
            return;
        }
        int components = components(node);
        List<String> values = new ArrayList<>();
        node.path("values_file_order").forEach(value -> addNumbers(value, values));
        double[] sums = new double[components];
        double sizes = 0;
        int notFinite = 0;
        for (int channel = 0; channel < channels.size(); channel++) {
            float[] voxels = channels.get(channel).voxels();
            for (int voxel = 0; voxel < voxels.length; voxel++) {
                float value = voxels[voxel];
                if (!values.isEmpty()) {
                    int at = ((channel / components) * voxels.length + voxel) * components + channel % components;
                    assertThat(value).isEqualTo(nearestFloat(values.get(at))); // boxed, so that NaN is NaN
                }
                if (Float.isFinite(value)) {
                    sums[channel % components] += value;
                    sizes += Math.abs(value);
                } else {
                    notFinite++;
                }
            }
        }
        assertThat(notFinite).isEqualTo(node.path("not_finite").asInt(0));
        List<String> expected = new ArrayList<>();
        addNumbers(node.get("sum"), expected);
        assertThat(expected).hasSize(components);
        for (int part = 0; part < components; part++) {
            assertThat(sums[part]).isCloseTo(nearestDouble(expected.get(part)), within(1e-7 * sizes));
        }
    }

    private static void addNumbers(JsonNode node, List<String> numbers) {
        if (node.isContainer()) {
            node.forEach(part -> addNumbers(part, numbers));
        } else {
            numbers.add(node.asString());
        }
    }

    private static Float nearestFloat(String number) {
        return Float.valueOf(javaNumber(number));
    }

    private static double nearestDouble(String number) {
        return Double.parseDouble(javaNumber(number));
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
