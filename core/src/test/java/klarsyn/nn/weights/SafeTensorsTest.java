package klarsyn.nn.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import klarsyn.base.ModelException;
import klarsyn.base.Where;
import klarsyn.tensor.Precision;
import klarsyn.tensor.Scope;
import klarsyn.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SafeTensorsTest {

    /*
     * What Python's safetensors 0.8.0 makes of
     * save({"b": torch.tensor([1.5, -2, 0], dtype=torch.bfloat16), "a": torch.tensor([[1, 2], [3, 4.5]]),
     *       "s": torch.tensor(7.0), "e": torch.zeros(0, 3)}, {"made by": "python"})
     */
    private static final byte[] OF_PYTHON = Base64.getDecoder()
            .decode("CAEAAAAAAAB7Il9fbWV0YWRhdGFfXyI6eyJtYWRlIGJ5IjoicHl0aG9uIn0sImEiOnsiZHR5cGUiOiJGMzIiLCJzaGFwZSI6"
                    + "WzIsMl0sImRhdGFfb2Zmc2V0cyI6WzAsMTZdfSwiZSI6eyJkdHlwZSI6IkYzMiIsInNoYXBlIjpbMCwzXSwiZGF0YV9vZm"
                    + "ZzZXRzIjpbMTYsMTZdfSwicyI6eyJkdHlwZSI6IkYzMiIsInNoYXBlIjpbXSwiZGF0YV9vZmZzZXRzIjpbMTYsMjBdfSwi"
                    + "YiI6eyJkdHlwZSI6IkJGMTYiLCJzaGFwZSI6WzNdLCJkYXRhX29mZnNldHMiOlsyMCwyNl19fSAgICAAAIA/AAAAQAAAQE"
                    + "AAAJBAAADgQMA/AMAAAA==");

    @TempDir
    private Path folder;

    @Test
    void reads_what_the_reference_implementation_wrote() throws IOException {
        try (Scope _ = Scope.open("test")) {
            Content content = read(OF_PYTHON, 0);
            assertThat(content.metadata).containsExactly(Map.entry("made by", "python"));
            assertThat(content.tensors).containsOnlyKeys("a", "b", "s", "e");
            assertThat(tensor(content, "a").toFloatArray()).containsExactly(1, 2, 3, 4.5f);
            assertThat(tensor(content, "a").shape()).containsExactly(2, 2);
            assertThat(tensor(content, "b").precision()).isEqualTo(Precision.BF16);
            assertThat(tensor(content, "b").toFloatArray()).containsExactly(1.5f, -2, 0);
            assertThat(tensor(content, "s").shape()).isEmpty();
            assertThat(tensor(content, "s").item()).isEqualTo(7);
            assertThat(tensor(content, "e").shape()).containsExactly(0, 3);
            assertThat(content.count).isEqualTo(8);
        }
    }

    @Test
    void writes_the_very_bytes_of_the_reference_implementation() throws IOException {
        try (Scope _ = Scope.open("test")) {
            Content content = read(OF_PYTHON, 0);
            assertThat(written(content.tensors, content.metadata)).isEqualTo(OF_PYTHON);
        }
    }

    @Test
    void a_view_is_written_in_its_own_order() throws IOException {
        try (Scope _ = Scope.open("test")) {
            Tensor turned = Tensor.of(new float[] {1, 2, 3, 4, 5, 6}, 2, 3).transpose(0, 1);
            byte[] bytes = written(Map.of("t", turned), Map.of());
            assertThat(tensor(read(bytes, 0), "t").toFloatArray()).containsExactly(1, 4, 2, 5, 3, 6);
        }
    }

    @Test
    void a_region_is_read_where_it_lies_in_a_larger_file() throws IOException {
        try (Scope _ = Scope.open("test")) {
            assertThat(tensor(read(OF_PYTHON, 13), "a").toFloatArray()).containsExactly(1, 2, 3, 4.5f);
        }
    }

    @Test
    void a_truncated_file_is_rejected() {
        for (int length = 0; length < OF_PYTHON.length; length++) {
            refuses(Arrays.copyOf(OF_PYTHON, length));
        }
    }

    @Test
    void bytes_after_the_last_tensor_are_rejected() {
        refuses(Arrays.copyOf(OF_PYTHON, OF_PYTHON.length + 1));
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, 0, 1, 100_000_001, Long.MAX_VALUE, Long.MIN_VALUE})
    void a_header_of_impossible_length_is_rejected(long length) {
        byte[] bytes = OF_PYTHON.clone();
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putLong(0, length);
        refuses(bytes);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "{",
                "{\"a\":7}",
                "{\"a\":{}}",
                "{\"a\":{\"dtype\":\"F64\",\"shape\":[1],\"data_offsets\":[0,8]}}",
                "{\"a\":{\"dtype\":\"I8\",\"shape\":[8],\"data_offsets\":[0,8]}}",
                "{\"a\":{\"dtype\":7,\"shape\":[2],\"data_offsets\":[0,8]}}",
                "{\"a\":{\"dtype\":\"F32\",\"data_offsets\":[0,8]}}",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[2]}}",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8,8]}}",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0]}}",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[-2],\"data_offsets\":[0,8]}}",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[1.5],\"data_offsets\":[0,8]}}",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[3],\"data_offsets\":[0,8]}}",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[8,0]}}",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[4,12]}}",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}}",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[4],\"data_offsets\":[0,16]}}",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[1e999999999],\"data_offsets\":[0,8]}}",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[4294967296,4294967296],\"data_offsets\":[0,8]}}",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[4611686018427387905,4],\"data_offsets\":[0,8]}}",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]},\"a\":{}}",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]},"
                        + "\"b\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[4,8]}}",
                "{\"__metadata__\":{\"k\":7},\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}}",
            })
    void a_header_that_does_not_fit_its_eight_bytes_of_data_is_rejected(String header) {
        byte[] text = header.getBytes(StandardCharsets.UTF_8);
        ByteBuffer file = ByteBuffer.allocate(16 + text.length).order(ByteOrder.LITTLE_ENDIAN);
        refuses(file.putLong(text.length).put(text).array());
    }

    @Test
    void the_name_of_the_metadata_is_not_for_tensors() {
        try (Scope _ = Scope.open("test")) {
            Tensor tensor = Tensor.zeros(1);
            assertThatIllegalArgumentException().isThrownBy(() -> written(Map.of("__metadata__", tensor), Map.of()));
        }
    }

    private record Content(SequencedMap<String, Tensor> tensors, Map<String, String> metadata, long count) {}

    private static Tensor tensor(Content content, String name) {
        return content.tensors.getOrDefault(name, Tensor.zeros(0));
    }

    private static byte[] written(Map<String, Tensor> tensors, Map<String, String> metadata) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        SafeTensors.write(Channels.newChannel(bytes), new LinkedHashMap<>(tensors), metadata);
        return bytes.toByteArray();
    }

    private Content read(byte[] bytes, int offset) throws IOException {
        Path file = folder.resolve("file");
        byte[] whole = new byte[bytes.length + 2 * offset];
        System.arraycopy(bytes, 0, whole, offset, bytes.length);
        Files.write(file, whole);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            SafeTensors stored = SafeTensors.read(channel, offset, bytes.length, Where.file(file));
            return new Content(stored.tensors(), stored.metadata(), stored.count());
        }
    }

    private void refuses(byte[] bytes) {
        try (Scope _ = Scope.open("test")) {
            assertThatExceptionOfType(ModelException.class)
                    .isThrownBy(() -> read(bytes, 0))
                    .satisfies(refusal -> assertThat(refusal.where().text()).endsWith("file"));
        }
    }
}
