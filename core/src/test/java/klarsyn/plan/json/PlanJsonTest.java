package klarsyn.plan.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import klarsyn.base.PlanException;
import klarsyn.base.Where;
import klarsyn.data.label.Labels;
import klarsyn.image.region.KeepLargest;
import klarsyn.plan.Compute;
import klarsyn.plan.Reason;
import klarsyn.plan.SegmentationPlan;
import klarsyn.plan.TinyPlans;
import klarsyn.tensor.Device;
import klarsyn.tensor.Layout;
import klarsyn.tensor.Precision;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlanJsonTest {

    private static final Where FILE = Where.of("plan.json");
    private final String text = PlanJson.write(TinyPlans.isotropic());

    @TempDir
    private Path folder;

    @Test
    void a_written_plan_is_read_back() {
        assertThat(PlanJson.read(text, FILE)).isEqualTo(TinyPlans.isotropic());
        assertThat(PlanJson.write(PlanJson.read(text, FILE))).isEqualTo(text);
    }

    @Test
    void post_processing_comes_back_and_is_of_the_task() {
        SegmentationPlan plan = TinyPlans.isotropic().withPostProcessing(KeepLargest.NOTHING.and(Set.of(2, 1)));
        String written = PlanJson.write(plan);
        assertThat(written).contains("\"masks\" : [ [ 1, 2 ] ]");
        assertThat(PlanJson.read(written, FILE)).isEqualTo(plan);
        assertThat(failure(written.replace("[ [ 1, 2 ] ]", "[ [ 1, 3 ] ]")).what())
                .contains("postProcessing.masks");
    }

    @Test
    void regions_and_an_ignored_value_come_back() {
        Labels labels = new Labels(
                List.of(new Labels.Label(1, "tumor", List.of(1, 2)), new Labels.Label(2, "core")), Set.of(3));

        assertThat(RecordJson.read(RecordJson.write(labels), Labels.class, FILE))
                .isEqualTo(labels);
    }

    @Test
    void durations_are_written_for_people() {
        assertThat(text)
                .startsWith("{\n  \"kind\" : \"segmentation\",\n  \"format\" : 3,\n")
                .endsWith("}\n")
                .contains("\"labels\" : [ \"front\", \"back\" ]")
                .contains("\"learningRate\" : 0.003")
                .contains("\"precision\" : \"FP32\"");
    }

    @Test
    void a_misspelled_key_is_rejected_with_a_suggestion() {
        PlanException failure = failure(text.replace("learningRate", "learningRat"));
        assertThat(failure.what()).contains("optimization.learningRat");
        assertThat(failure.fix()).contains("did you mean learningRate?");
        assertThat(failure.where().text()).contains("plan.json", "optimization");
    }

    @Test
    void a_key_similar_to_no_other_gets_no_suggestion() {
        assertThat(failure(text.replace("\"cohort\"", "\"zzzzzzzz\"")).fix())
                .doesNotContain("did you mean")
                .contains("cohort");
    }

    @Test
    void a_missing_key_is_named() {
        assertThat(failure(text.replace("\"clipNorm\" : 1,", "")).what()).contains("optimization.clipNorm");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"format\" : 3            | \"format\" : 4             | format",
                "\"format\" : 3            | \"format\" : 1.5           | format",
                "\"format\" : 3            | \"format\" : 99999999999   | format",
                "\"cohort\" : \"Tiny\"     | \"cohort\" : 7             | cohort",
                "\"kind\" : \"segmentation\" | \"kind\" : \"magic\"     | kind",
                "\"kind\" : \"segmentation\", |                         | kind",
                "[ \"front\", \"back\" ]   | [ ]                        | labels",
                "[ \"front\", \"back\" ]   | 7                          | labels",
                "[ \"front\", \"back\" ]   | [ \"front\", 3 ]           | labels[1]",
                "[ \"front\", \"back\" ]   | [ \"front\" ]              | network.classes",
                "[ \"MRI\" ]               | [ \"MRI\", \"CT\" ]        | network.inChannels",
                "\"RAS\"                   | \"RAX\"                    | preprocessing.frame.orientation",
                "\"Z_SCORE\"               | \"Z-SCORE\"                | preprocessing.channels[0].scheme",
                "\"x\" : 1                 | \"x\" : -1                 | preprocessing.spacing",
                "\"x\" : 1                 | \"x\" : null               | preprocessing.spacing.x",
                "\"x\" : 1                 | \"x\" : 1e999              | preprocessing.spacing.x",
                "\"depth\" : 8             | \"depth\" : 9              | patch",
                "\"depth\" : 8             | \"depth\" : 0              | patch",
                "\"depth\" : 8             | \"depth\" : 1000000000     | patch",
                "[ [ 1, 1, 1 ], [ 2, 2, 2 ] ] | [ [ 1, 1, 1 ], [ 17, 2, 2 ] ] | network.strides[1]",
                "\"depth\" : 8             | \"depth\" : 8.5            | patch.depth",
                "\"depth\" : 8             | \"depth\" : \"8\"          | patch.depth",
                "\"features\" : [ 4, 8 ]   | \"features\" : [ 4, 0 ]    | network.features[1]",
                "\"features\" : [ 4, 8 ]   | \"features\" : [ 4 ]       | network",
                "\"features\" : [ 4, 8 ]   | \"features\" : { }         | network.features",
                "[ [ 3, 3, 3 ], [ 3, 3, 3 ] ] | [ [ 3, 3, 3 ], [ 3, 2, 3 ] ] | network.kernels[1]",
                "[ [ 1, 1, 1 ], [ 2, 2, 2 ] ] | [ [ 2, 1, 1 ], [ 2, 2, 2 ] ] | network.strides[0]",
                "[ [ 1, 1, 1 ], [ 2, 2, 2 ] ] | [ [ 1, 1, 1 ], [ 2, 2 ] ]  | network.strides[1]",
                "[ 0.4, 0.3, 0.3 ]         | [ 0.4, 0.3, 0 ]            | classFrequencies",
                "\"batch\" : 2             | \"batch\" : 0              | compute.batch",
                "\"learningRate\" : 0.003  | \"learningRate\" : 0       | optimization.learningRate",
                "\"learningRate\" : 0.003  | \"learningRate\" : true    | optimization.learningRate",
                "\"mirrorAxes\" : [ 0, 2 ] | \"mirrorAxes\" : [ 0, 3 ]  | augmentation.mirrorAxes",
                "\"mirrorAxes\" : [ 0, 2 ] | \"mirrorAxes\" : [ 0, 0 ]  | augmentation.mirrorAxes",
                "\"stepShare\" : 0.5       | \"stepShare\" : 1.5        | inference.stepShare",
                "\"wholeImageVoxels\" : 64 | \"wholeImageVoxels\" : -1  | inference.wholeImageVoxels",
                "\"weights\" : [ ]        | \"weights\" : [ 1, 2, 3, 4 ] | loss.loss.weights",
                "\"lower\" : 0            | \"lower\" : 1000           | preprocessing.channels",
            })
    void an_invalid_value_is_rejected_with_its_path(String written, String wrong, String path) {
        String changed = text.replace(written, wrong == null ? "" : wrong);
        assertThat(changed).isNotEqualTo(text);
        assertThat(failure(changed).where().text()).isEqualTo("plan.json, " + path);
    }

    @Test
    void a_similar_name_is_suggested() {
        assertThat(failure(text.replace("\"Z_SCORE\"", "\"z-score\"")).fix()).contains("did you mean Z_SCORE?");
    }

    @Test
    void invalid_json_is_rejected_with_its_line() {
        assertThat(failure("{\n  \"format\" : 1,,\n}").what()).contains("line 2");
        assertThat(failure("").where().text()).isEqualTo("plan.json");
        assertThat(failure("[ ]").what()).contains("expected an object");
        assertThat(failure(text + "{}").what()).contains("after the JSON value");
    }

    @Test
    void a_duplicate_key_is_rejected() {
        assertThat(failure(text.replace("\"format\" : 3,", "\"format\" : 3, \"format\" : 3,"))
                        .what())
                .contains("format");
    }

    @Test
    void a_number_may_be_written_in_another_way() {
        String other = text.replace("\"learningRate\" : 0.003", "\"learningRate\" : 3e-3");
        assertThat(PlanJson.read(other, FILE)).isEqualTo(TinyPlans.isotropic());
    }

    @Test
    void files_other_than_plans_are_rejected_by_name() throws IOException {
        Path file = folder.resolve("plan.json");
        refusesFile(file, "the file does not exist");
        Files.write(file, new byte[] {(byte) 0xC3, 0x28});
        refusesFile(file, "UTF-8");
        Files.write(file, new byte[(16 << 20) + 1]);
        refusesFile(file, "16 MiB");
        Files.writeString(file, text);
        assertThat(PlanJson.read(file)).isEqualTo(TinyPlans.isotropic());
    }

    private static void refusesFile(Path file, String why) {
        assertThatExceptionOfType(PlanException.class)
                .isThrownBy(() -> PlanJson.read(file))
                .withMessageContaining(why)
                .withMessageContaining(file.toString());
    }

    @Test
    void an_edit_is_detected_in_any_number_format() {
        SegmentationPlan plan = TinyPlans.isotropic();
        assertThat(PlanJson.editedByHand(plan)).isEmpty();
        SegmentationPlan edited = plan.withCompute(new Compute(Device.CPU, Precision.BF16, Layout.CONTIGUOUS, 1, 2));
        assertThat(PlanJson.editedByHand(edited)).extracting(Reason::key).containsExactly("compute.precision");
        SegmentationPlan sameNumber = plan.withReasons(List.of(
                new Reason("optimization.learningRate", "3E-3", "the best"),
                new Reason("network.features[1]", "8.0", "wide"),
                new Reason("patch", "{\"depth\":8,\"height\":8,\"width\":8}", "all")));
        assertThat(PlanJson.editedByHand(sameNumber)).isEmpty();
    }

    @Test
    void reasons_record_the_values_that_they_explain() {
        SegmentationPlan plan = TinyPlans.isotropic()
                .withReasons(List.of(
                        new Reason("preprocessing.channels[0].scheme", "", "no unit"),
                        new Reason("network.strides", "", "small"),
                        new Reason("no.such.key", "", "?")));
        List<Reason> settled = PlanJson.reasoned(plan);
        assertThat(settled).extracting(Reason::value).containsExactly("\"Z_SCORE\"", "[[1,1,1],[2,2,2]]", "");
        assertThat(PlanJson.editedByHand(plan.withReasons(settled))).isEmpty();
    }

    private static PlanException failure(String json) {
        try {
            PlanJson.read(json, FILE);
        } catch (PlanException failure) {
            return failure;
        }
        throw new AssertionError("not refused: " + json);
    }
}
