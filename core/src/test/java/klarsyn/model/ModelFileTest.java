package klarsyn.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import klarsyn.base.DataException;
import klarsyn.base.Interval;
import klarsyn.base.ModelException;
import klarsyn.base.Seed;
import klarsyn.image.Geometry;
import klarsyn.image.Shape;
import klarsyn.image.Spacing;
import klarsyn.nn.UNet;
import klarsyn.nn.weights.Weights;
import klarsyn.plan.SegmentationPlan;
import klarsyn.plan.TinyPlans;
import klarsyn.plan.UNetSizes;
import klarsyn.tensor.Scope;
import klarsyn.tensor.Tensor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ModelFileTest {

    private static final Provenance PROVENANCE = new Provenance(
            "0.1.0",
            7,
            4.25,
            412,
            "two cores",
            new CaseHashes("5a17", List.of("0a", "0b"), List.of(), List.of("0c")),
            new Interval(0.8125, 0.75, 0.875, 12));

    private final SegmentationPlan plan = TinyPlans.isotropic();

    @TempDir
    private Path folder;

    private Path file = Path.of("set before each");
    private final Weights weights;

    ModelFileTest() {
        try (Scope _ = Scope.open("network")) {
            weights = Weights.of(UNet.create(plan.network(), List.of(0.5, 0.25, 0.25), Seed.of(3)));
        }
    }

    @BeforeEach
    void write() {
        file = folder.resolve("model.klarsyn");
        ModelFile.write(file, plan, weights, PROVENANCE);
    }

    @AfterEach
    void free() {
        weights.close();
    }

    @Test
    void a_written_model_is_read_back() {
        try (LoadedModel model = ModelFile.read(file)) {
            assertThat(model.plan()).isEqualTo(plan);
            assertThat(model.provenance()).isEqualTo(PROVENANCE);
            assertThat(model.weights().tensors().keySet())
                    .containsExactlyElementsOf(weights.tensors().keySet());
            for (String name : weights.tensors().keySet()) {
                assertThat(numbers(model.weights(), name)).isEqualTo(numbers(weights, name));
            }
        }
    }

    @Test
    void a_validation_without_cases_is_read_back_without_a_value() {
        Provenance provenance = new Provenance("0.1.0", 7, 4.25, 412, "two cores", PROVENANCE.cases(), Interval.NONE);
        ModelFile.write(file, plan, weights, provenance);
        try (LoadedModel model = ModelFile.read(file)) {
            assertThat(model.provenance()).isEqualTo(provenance);
        }
    }

    @Test
    void the_grids_of_the_training_images_are_read_back() {
        TrainingImages images = TrainingImages.of(List.of(
                Geometry.of(new Shape(20, 30, 10), new Spacing(1, 1, 2)),
                Geometry.of(new Shape(24, 22, 8), new Spacing(0.8, 1, 5))));
        Provenance provenance =
                new Provenance("0.1.0", 7, 4.25, 412, "two cores", PROVENANCE.cases(), Interval.NONE, List.of(images));
        ModelFile.write(file, plan, weights, provenance);
        try (LoadedModel model = ModelFile.read(file)) {
            assertThat(model.provenance().images()).containsExactly(images);
        }
    }

    @Test
    void a_model_written_before_grids_were_stored_is_read() throws IOException {
        Map<String, byte[]> entries = entries(file);
        String json = new String(entries.getOrDefault("model.json", new byte[0]), StandardCharsets.UTF_8);
        assertThat(json).contains("\"trainingImages\"");
        entries.put(
                "model.json", json.replace("\"trainingImages\"", "\"another\"").getBytes(StandardCharsets.UTF_8));
        Files.write(file, zip(entries, ZipEntry.STORED));
        try (LoadedModel model = ModelFile.read(file)) {
            assertThat(model.provenance()).isEqualTo(PROVENANCE);
        }
    }

    @Test
    void a_checkpoint_is_read_back_with_the_state_of_its_training() {
        SequencedMap<String, Tensor> state = new LinkedHashMap<>();
        try (Scope _ = Scope.open("state")) {
            state.put("momentum.b", Tensor.of(new float[] {1, 2, 3}, 3));
            state.put("momentum.a", Tensor.of(new float[] {4}, 1, 1));
            ModelFile.writeCheckpoint(file, plan, PROVENANCE, weights, state, "{\"step\":3}");
        }
        try (LoadedCheckpoint checkpoint = ModelFile.readCheckpoint(file)) {
            assertThat(checkpoint.trainingJson()).isEqualTo("{\"step\":3}");
            assertThat(checkpoint.optimizerState().keySet()).containsExactly("momentum.b", "momentum.a");
            assertThat(checkpoint.model().plan()).isEqualTo(plan);
        }
        try (LoadedModel model = ModelFile.read(file)) {
            assertThat(model.plan()).isEqualTo(plan);
        }
    }

    @Test
    void a_closed_model_frees_its_memory() {
        long before = Scope.liveObjects();
        ModelFile.read(file).close();
        assertThat(Scope.liveObjects()).isEqualTo(before);
        cutAt(200);
        refusal();
        assertThat(Scope.liveObjects()).isEqualTo(before);
    }

    @Test
    void the_same_model_gives_the_same_bytes() throws IOException {
        byte[] first = Files.readAllBytes(file);
        ModelFile.write(file, plan, weights, PROVENANCE);
        assertThat(Files.readAllBytes(file)).isEqualTo(first);
    }

    @Test
    void entries_are_stored_and_readable_by_any_zip() throws IOException {
        Map<String, byte[]> entries = entries(file);
        assertThat(entries).containsOnlyKeys("model.json", "weights.safetensors");
        String json = new String(entries.getOrDefault("model.json", new byte[0]), StandardCharsets.UTF_8);
        assertThat(json).startsWith("{\n  \"format\" : 2,").contains("\"klarsynVersion\" : \"0.1.0\"");
        assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
                .contains(json.substring(0, 40), "__metadata__");
    }

    @Test
    void a_file_that_cannot_be_written_leaves_the_old_one() throws IOException {
        Path closed = folder.resolve("file");
        Files.writeString(closed, "x");
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> ModelFile.write(closed.resolve("model.klarsyn"), plan, weights, PROVENANCE));
        try (var files = Files.list(folder)) {
            assertThat(files).hasSize(2);
        }
    }

    @Test
    void a_truncated_file_is_rejected() throws IOException {
        byte[] whole = Files.readAllBytes(file);
        for (int length = 0; length < whole.length; length += length < 100 || length > whole.length - 300 ? 1 : 97) {
            Files.write(file, Arrays.copyOf(whole, length));
            refusal();
        }
    }

    @Test
    void a_flipped_bit_anywhere_in_the_entries_is_detected() throws IOException {
        byte[] whole = Files.readAllBytes(file);
        for (int at = 40; at < whole.length - 200; at += 131) {
            byte[] damaged = whole.clone();
            damaged[at] ^= 4;
            Files.write(file, damaged);
            try (LoadedModel model = ModelFile.read(file)) {
                assertThat(model.provenance())
                        .as("byte %d, in an unused header field", at)
                        .isEqualTo(PROVENANCE);
                assertThat(model.weights().tensors()).hasSameSizeAs(weights.tensors());
            } catch (ModelException expected) {
                assertThat(expected.where().text()).contains("model.klarsyn");
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"format\" : 2,   | \"format\" : 3,     | format 3",
                "\"format\" : 2,   | \"format\" : \"1\", | not a number",
                "\"format\" : 2,   |                     | format is missing",
                "\"provenance\" :  | \"origin\" :        | provenance is missing",
                "\"plan\" :        | \"plans\" :         | plan is missing",
                "\"seed\" : 7      | \"seed\" : \"7\"    | expected a number",
                "\"seed\" : 7      | \"sead\" : 7        | sead",
                "\"features\" : [ 4, 8 ] | \"features\" : [ 4, 9 ] | ups.0.weight (network [9, 4, 2, 2, 2], file [8,"
                        + " 4, 2, 2, 2])",
                "\"features\" : [ 4, 8 ] | \"features\" : [ 65536, 65536 ] | numbers",
                "\"labels\" : [    | \"labels\" : 7 [    | JSON",
            })
    void an_invalid_model_json_is_rejected(String written, String wrong, String why) throws IOException {
        Map<String, byte[]> entries = entries(file);
        String json = new String(entries.getOrDefault("model.json", new byte[0]), StandardCharsets.UTF_8);
        String changed = json.replaceFirst(java.util.regex.Pattern.quote(written), wrong == null ? "" : wrong);
        assertThat(changed).isNotEqualTo(json);
        entries.put("model.json", changed.getBytes(StandardCharsets.UTF_8));
        Files.write(file, zip(entries, ZipEntry.STORED));
        assertThat(refusal().getMessage()).contains(why);
    }

    @ParameterizedTest
    @ValueSource(strings = {"model.json", "weights.safetensors"})
    void a_missing_entry_is_named(String name) throws IOException {
        Map<String, byte[]> entries = entries(file);
        entries.remove(name);
        Files.write(file, zip(entries, ZipEntry.STORED));
        assertThat(refusal().what()).contains(name);
    }

    @Test
    void an_unknown_entry_is_ignored() throws IOException {
        Map<String, byte[]> entries = entries(file);
        entries.put("thumbnail.png", new byte[] {1, 2, 3});
        Files.write(file, zip(entries, ZipEntry.STORED));
        ModelFile.read(file).close();
    }

    @Test
    void compressed_entries_are_rejected_before_they_can_grow() throws IOException {
        Map<String, byte[]> entries = entries(file);
        entries.put("model.json", new byte[100 << 20]);
        Files.write(file, zip(entries, ZipEntry.DEFLATED));
        assertThat(refusal().what()).contains("compressed");
    }

    @Test
    void weights_of_other_shapes_are_named() throws IOException {
        Map<String, byte[]> entries = entries(file);
        String weightsText =
                new String(entries.getOrDefault("weights.safetensors", new byte[0]), StandardCharsets.ISO_8859_1);
        entries.put(
                "weights.safetensors",
                weightsText
                        .replace("head.outputs.0.weight", "head.outputs.0.weighs")
                        .getBytes(StandardCharsets.ISO_8859_1));
        Files.write(file, zip(entries, ZipEntry.STORED));
        assertThat(refusal().what()).contains("head.outputs.0.weight ", "head.outputs.0.weighs");
    }

    @Test
    void weights_of_another_network_are_named_with_both_shapes() {
        ModelFile.write(file, UNetSizes.withWidth(plan, 8), weights, PROVENANCE);
        assertThat(refusal().what())
                .contains("head.outputs.0.weight (network [3, 8, 1, 1, 1], file [3, 4, 1, 1, 1])")
                .doesNotContain("head.outputs.0.bias");
    }

    @Test
    void a_plan_far_larger_than_the_weights_is_rejected_before_allocation() {
        ModelFile.write(file, UNetSizes.withWidth(plan, 4000), weights, PROVENANCE);
        assertThat(refusal().what()).contains("numbers, but the plan's network has");
    }

    @Test
    void a_duplicate_name_is_rejected() throws IOException {
        Map<String, byte[]> entries = entries(file);
        entries.put("model.jsom", new byte[] {1});
        String bytes = new String(zip(entries, ZipEntry.STORED), StandardCharsets.ISO_8859_1);
        Files.write(file, bytes.replace("model.jsom", "model.json").getBytes(StandardCharsets.ISO_8859_1));
        assertThat(refusal().what()).contains("twice");
    }

    @Test
    void files_other_than_models_are_rejected_by_name() throws IOException {
        Files.write(file, new byte[0]);
        assertThat(refusal().what()).contains("not a model");
        Files.write(file, new byte[1000]);
        assertThat(refusal().what()).contains("not a model");
        Files.delete(file);
        assertThat(refusal().what()).contains("does not exist");
        Files.createDirectory(file);
        refusal();
    }

    @Test
    void a_model_is_not_a_checkpoint() {
        assertThatExceptionOfType(ModelException.class)
                .isThrownBy(() -> ModelFile.readCheckpoint(file))
                .withMessageContaining("training.json");
    }

    @Test
    void a_model_of_an_older_version_has_hashes_without_a_salt() throws IOException {
        CaseHashes unsalted = new CaseHashes("", List.of("0a"), List.of(), List.of());
        ModelFile.write(file, plan, weights, new Provenance("0.1.0", 7, 4, 412, "two cores", unsalted, Interval.NONE));
        Map<String, byte[]> entries = entries(file);
        String json = new String(entries.getOrDefault("model.json", new byte[0]), StandardCharsets.UTF_8);
        String old = json.replaceFirst("\"salt\" : \"\",", "");
        assertThat(old).isNotEqualTo(json);
        entries.put("model.json", old.getBytes(StandardCharsets.UTF_8));
        Files.write(file, zip(entries, ZipEntry.STORED));
        try (LoadedModel model = ModelFile.read(file)) {
            assertThat(model.provenance().cases()).isEqualTo(unsalted);
        }
    }

    private static float[] numbers(Weights weights, String name) {
        try (Scope _ = Scope.open("test")) {
            return weights.tensors().getOrDefault(name, Tensor.zeros(0)).toFloatArray();
        }
    }

    private ModelException refusal() {
        try {
            ModelFile.read(file).close();
        } catch (ModelException refusal) {
            assertThat(refusal.where().text()).contains("model.klarsyn");
            return refusal;
        }
        throw new AssertionError("not refused");
    }

    private void cutAt(int length) {
        try {
            Files.write(file, Arrays.copyOf(Files.readAllBytes(file), length));
        } catch (IOException failure) {
            throw new AssertionError(failure);
        }
    }

    private static Map<String, byte[]> entries(Path file) throws IOException {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(Files.readAllBytes(file)))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                assertThat(entry.getMethod()).isEqualTo(ZipEntry.STORED);
                entries.put(entry.getName(), zip.readAllBytes());
            }
        }
        return entries;
    }

    private static byte[] zip(Map<String, byte[]> entries, int method) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, byte[]> each : entries.entrySet()) {
                CRC32 crc = new CRC32();
                crc.update(each.getValue());
                ZipEntry entry = new ZipEntry(each.getKey());
                entry.setMethod(method);
                entry.setSize(each.getValue().length);
                entry.setCrc(crc.getValue());
                zip.putNextEntry(entry);
                zip.write(each.getValue());
                zip.closeEntry();
            }
        }
        return bytes.toByteArray();
    }
}
