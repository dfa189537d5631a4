package klarsyn.nnunet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import klarsyn.base.Json;
import klarsyn.base.ModelException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TorchFileTest {

    /**
     * Saved by PyTorch 2.10, with {@code a = torch.arange(6.).reshape(2, 3)}: {@code f32=a, turned=a.t(), part=a[1, 1:]},
     * {@code [0.5, -2]} as {@code f16, bf16, f64}, {@code i64=[-1, 2], u8=[200, 2], bool=[True, False]},
     * {@code none=torch.zeros(0, 3), one=torch.tensor(7.), np=np.float64(.1), npi=np.int64(-3)},
     * {@code device=torch.device('cpu'), array=np.arange(3), params=torch.nn.Parameter(a), size=a.shape},
     * {@code kind=torch.float32, several={1, 2}}; its zip written again with deflate.
     */
    private static final String SAVED =
            "UEsDBBQAAAAIAAAAIQAfZw8gewMAABQGAAAKAAAAYS9kYXRhLnBrbHWU+XfUVBTHM5m2aFTABcQNFbepwsi0ZRgVRLECEmztq0tk"
                + "i5nkTRNJk/kmL9VhR82048IiuBR3/wt/8HhO+4fpW+Lg4CE5ZzIvud/Pu/ebm3tePwOtYpU1TWuNj6Hksjhx/aqdsSBMDTuhzSwI"
                + "PZvRKI0Te2HMgF6pWGt4eMojnTmKspIY+8LYYbPqpoEhq8RjtmNYot12hhFzhGHNjKmZulnu4jazbJa6uL3nunEYUpcFcZQa04lH"
                + "E+pNBi4zYIwS3MFwJ8Fd1ginsCyJqIe1Pk/BL/tD/rAvoesEtGzqXaw3S4J9d88X2nsY7iW4zxri2raTMGy4Wblxxhwy9Rz3m6Uc"
                + "m5TqAYYHCR5SltTqeFiJiioPOGGrX+QjssgaNnOazvCoLC7HY4L2uKJtYXiC4EmZQ1PgnhrA7ZWu1ep95NMSOYZnFLJSIEcF8lmF"
                + "fI5hK8E2lWB9AtUB4mScNUPa5z0veePYrni1gjcmeOOKN8Gwg6AueQHn7RzgHYqjuT6tIWkTeEHRXixoLwnaLkXbzfAywR5L54FZ"
                + "A68MltthN1J7VcJ2YK+CvVbAJgXsdQXbx7Cf4IByL45DvDGI47f6uIMSV4epcIcK3JsCN6Vw0wxvEcxIXBRHFOTfhpDanZjlWo3h"
                + "baHVRCe9o7r0XaV/j8EieF86JeSHB+QNHOHyEsNRLh8dVZJjDMcJbGlH1MYHbpTNtztV240TWp3PQhY4SeJ0jNR1Qicx4KgAw2Od"
                + "Ni+qKYWtBtze0iI8Aloxy3K3XWhNTU0d/Jsf8kfkPdd0OdijbmrQSPwx4FvrePDK9ZXl/vnHHgTyewodFkQ1fNjFCYKwi3mCSNYW"
                + "tQPEvuOr3YMG2mJ3ECR8d///+6ZN37fW89DVP1f/+u8J5nN6RrDQxUcEH8ttPboQuBSd4iWqpYGT/UlxKsdpgjPWMF9Ld3D2Vrbx"
                + "AeXyucGSTAyMc4V5kaee4ryp5bjAkxOONfGJyOZTgs8WkRN0K2Ja5Fj0kx4P2aTdOErFVS+uWBLKHsHnDF80ZRV8oDjzKb68xcCU"
                + "jymj/JV+dfPUudgfgpdUe11WvXKF4WuCq0tycW0R3xB8K3s1DU5SfFf4NcsXBr5XgOUc1wl+kFEngsjDj0VUS8yVcT6uf1LDmi7Q"
                + "xAnxs2vbIkH+4m3bSCk37Zdj+FU4odMcvxH8nlX/AVBLAwQUAAAACAAAACEAhT3jGQgAAAAGAAAACwAAAGEvYnl0ZW9yZGVyy8ks"
                + "KclJBQBQSwMEFAAAAAgAAAAhABeQ55ERAAAAGAAAAAgAAABhL2RhdGEvMGNgAIEGeyDhAERA3ADECxwAUEsDBBQAAAAIAAAAIQCE"
                + "qViQBgAAAAQAAAAIAAAAYS9kYXRhLzFjsGA4AABQSwMEFAAAAAgAAAAhAAG/F5UGAAAABAAAAAgAAABhL2RhdGEvMmOwZzgAAFBL"
                + "AwQUAAAACAAAACEAl4u1sQsAAAAQAAAACAAAAGEvZGF0YS8zY2AAgQf2DBBwAABQSwMEFAAAAAgAAAAhABLB8DkJAAAAEAAAAAgA"
                + "AABhL2RhdGEvNPv/HwKYGCAAAFBLAwQUAAAACAAAACEAlS70rAQAAAACAAAACAAAAGEvZGF0YS81O8EEAFBLAwQUAAAACAAAACEA"
                + "viPCWAQAAAACAAAACAAAAGEvZGF0YS82Y2QAAFBLAwQUAAAACAAAACEAAAAAAAIAAAAAAAAACAAAAGEvZGF0YS83AwBQSwMEFAAA"
                + "AAgAAAAhAGBt5gkGAAAABAAAAAgAAABhL2RhdGEvOGNgeOAAAFBLAwQUAAAACAAAACEA0Z5nVQQAAAACAAAACQAAAGEvdmVyc2lv"
                + "bjPmAgBQSwECFAMUAAAACAAAACEAH2cPIHsDAAAUBgAACgAAAAAAAAAAAAAAgAEAAAAAYS9kYXRhLnBrbFBLAQIUAxQAAAAIAAAA"
                + "IQCFPeMZCAAAAAYAAAALAAAAAAAAAAAAAACAAaMDAABhL2J5dGVvcmRlclBLAQIUAxQAAAAIAAAAIQAXkOeREQAAABgAAAAIAAAA"
                + "AAAAAAAAAACAAdQDAABhL2RhdGEvMFBLAQIUAxQAAAAIAAAAIQCEqViQBgAAAAQAAAAIAAAAAAAAAAAAAACAAQsEAABhL2RhdGEv"
                + "MVBLAQIUAxQAAAAIAAAAIQABvxeVBgAAAAQAAAAIAAAAAAAAAAAAAACAATcEAABhL2RhdGEvMlBLAQIUAxQAAAAIAAAAIQCXi7Wx"
                + "CwAAABAAAAAIAAAAAAAAAAAAAACAAWMEAABhL2RhdGEvM1BLAQIUAxQAAAAIAAAAIQASwfA5CQAAABAAAAAIAAAAAAAAAAAAAACA"
                + "AZQEAABhL2RhdGEvNFBLAQIUAxQAAAAIAAAAIQCVLvSsBAAAAAIAAAAIAAAAAAAAAAAAAACAAcMEAABhL2RhdGEvNVBLAQIUAxQA"
                + "AAAIAAAAIQC+I8JYBAAAAAIAAAAIAAAAAAAAAAAAAACAAe0EAABhL2RhdGEvNlBLAQIUAxQAAAAIAAAAIQAAAAAAAgAAAAAAAAAI"
                + "AAAAAAAAAAAAAACAARcFAABhL2RhdGEvN1BLAQIUAxQAAAAIAAAAIQBgbeYJBgAAAAQAAAAIAAAAAAAAAAAAAACAAT8FAABhL2Rh"
                + "dGEvOFBLAQIUAxQAAAAIAAAAIQDRnmdVBAAAAAIAAAAJAAAAAAAAAAAAAACAAWsFAABhL3ZlcnNpb25QSwUGAAAAAAwADACOAgAA"
                + "lgUAAAAA";

    private static final byte[] PAIR = PickleBytes.whole(PickleBytes.tensor("K\0", "K\2\u0085", "K\1\u0085"));
    private static final byte[] EIGHT = {0, 0, (byte) 0x80, 0x3f, 0, 0, 0, 0x40};

    @TempDir
    private Path folder;

    private Path file = Path.of("set before each");

    @BeforeEach
    void place() {
        file = folder.resolve("test.pth");
    }

    private void assertRefused(String... facts) {
        assertThatExceptionOfType(ModelException.class)
                .isThrownBy(() -> TorchFile.open(file).close())
                .satisfies(refused ->
                        assertThat(refused.getMessage()).contains("test.pth").contains(facts));
    }

    private static Pickled.Entries entries(TorchFile opened) {
        return (Pickled.Entries) opened.root();
    }

    private static float[] floats(TorchFile opened, String key) throws IOException {
        return opened.floats((Pickled.View) entries(opened).find(key).orElseThrow());
    }

    @Test
    void what_pytorch_saved_is_read() throws IOException {
        Files.write(file, Base64.getDecoder().decode(SAVED));
        try (TorchFile opened = TorchFile.open(file)) {
            assertThat(floats(opened, "f32")).containsExactly(0, 1, 2, 3, 4, 5);
            assertThat(floats(opened, "turned")).containsExactly(0, 3, 1, 4, 2, 5);
            assertThat(floats(opened, "part")).containsExactly(4, 5);
            assertThat(floats(opened, "f16")).containsExactly(0.5f, -2);
            assertThat(floats(opened, "bf16")).containsExactly(0.5f, -2);
            assertThat(floats(opened, "f64")).containsExactly(0.5f, -2);
            assertThat(floats(opened, "i64")).containsExactly(-1, 2);
            assertThat(floats(opened, "u8")).containsExactly(200, 2);
            assertThat(floats(opened, "bool")).containsExactly(1, 0);
            assertThat(floats(opened, "none")).isEmpty();
            assertThat(floats(opened, "one")).containsExactly(7);
            assertThat(entries(opened).find("np")).contains(new Pickled.Real(0.1));
            assertThat(entries(opened).find("npi")).contains(new Pickled.Whole(-3));
            assertThat(entries(opened).find("device")).contains(new Pickled.Text("cpu"));
            assertThat(entries(opened).find("array")).get().isInstanceOf(Pickled.NumpyArray.class);
        }
    }

    @Test
    void what_is_written_is_read() throws IOException {
        byte[] pickle = new PickleWriter()
                .beginDictionary()
                .key("w")
                .tensor("k", List.of(2, 3))
                .key("x")
                .plain(Json.of(List.of(1, "a")))
                .endDictionary()
                .bytes();
        try (TorchFileWriter writer = TorchFileWriter.create(file, pickle)) {
            writer.storage("k", new float[] {1, 2, 3, 4, 5, Float.MIN_VALUE});
        }
        try (TorchFile opened = TorchFile.open(file)) {
            assertThat(floats(opened, "w")).containsExactly(1, 2, 3, 4, 5, Float.MIN_VALUE);
        }
    }

    @Test
    void numbers_may_be_big_endian() throws IOException {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        entries.put("data.pkl", PAIR);
        entries.put("byteorder", "big".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        entries.put("data/0", ByteBuffer.allocate(8).putFloat(1.5f).putFloat(-3).array());
        PickleBytes.write(file, entries);
        try (TorchFile opened = TorchFile.open(file)) {
            assertThat(opened.floats((Pickled.View) opened.root())).containsExactly(1.5f, -3);
        }
    }

    @Test
    void endless_zeros_are_rejected_before_allocation() throws IOException {
        PickleBytes.write(file, PAIR, new byte[8 << 20]);
        assertRefused("have more bytes");
    }

    @Test
    void the_format_before_zips_is_rejected_with_a_fix() throws IOException {
        Files.write(
                file, PickleBytes.of(0x80, 2, 0x8a, 10, "l", 0xfc, 0x9c, "F", 0xf9, 0x20, "j", 0xa8, "P", 0x19, "."));
        assertRefused("format older than PyTorch 1.6", "torch.save(torch.load(FILE), FILE)");
    }

    @Test
    void files_other_than_checkpoints_are_rejected() throws IOException {
        assertRefused("cannot be read");
        Files.write(file, new byte[2]);
        assertRefused("too short");
        Files.writeString(file, "a text");
        assertRefused("not a zip file");
    }

    @ParameterizedTest
    @CsvSource({"other.txt, other.pkl, 0 pickles", "data.pkl, x/data.pkl, 2 pickles"})
    void there_is_one_pickle(String first, String second, String fact) throws IOException {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        entries.put(first, PAIR);
        entries.put(second, PAIR);
        PickleBytes.write(file, entries);
        assertRefused(fact);
    }

    @Test
    void a_byte_order_is_little_or_big() throws IOException {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        entries.put("data.pkl", PAIR);
        entries.put("byteorder", new byte[] {'m'});
        entries.put("data/0", EIGHT);
        PickleBytes.write(file, entries);
        assertRefused("byte order");
    }

    @Test
    void an_oversized_entry_is_rejected_before_it_is_read() throws IOException {
        PickleBytes.write(file, PAIR, EIGHT);
        byte[] bytes = Files.readAllBytes(file);
        int central = lastIndex(bytes, new byte[] {'P', 'K', 1, 2});
        ByteBuffer.wrap(bytes).order(java.nio.ByteOrder.LITTLE_ENDIAN).putInt(central + 24, 0x7fff_ffff);
        Files.write(file, bytes);
        assertRefused("have more bytes");
    }

    @Test
    void a_damaged_storage_is_found_when_it_is_read() throws IOException {
        try (TorchFileWriter writer = TorchFileWriter.create(file, PAIR)) {
            writer.storage("0", new float[] {1.25f, 2});
        }
        byte[] bytes = Files.readAllBytes(file);
        bytes[lastIndex(bytes, new byte[] {0, 0, (byte) 0xa0, 0x3f})] ^= 1;
        Files.write(file, bytes);
        try (TorchFile opened = TorchFile.open(file)) {
            assertThatExceptionOfType(ModelException.class)
                    .isThrownBy(() -> opened.floats((Pickled.View) opened.root()))
                    .withMessageContaining("checksum");
        }
    }

    @Test
    void every_beginning_of_a_checkpoint_is_rejected() throws IOException {
        PickleBytes.write(file, PAIR, EIGHT);
        byte[] bytes = Files.readAllBytes(file);
        for (int length = 0; length < bytes.length; length += 7) {
            Files.write(file, Arrays.copyOf(bytes, length));
            assertRefused("Fix");
        }
    }

    @Test
    void entries_never_become_files() throws IOException {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        entries.put("data.pkl", PAIR);
        entries.put("data/0", EIGHT);
        entries.put("data/../../../escaped", EIGHT);
        PickleBytes.write(file, entries);
        try (TorchFile opened = TorchFile.open(file)) {
            assertThat(opened.floats((Pickled.View) opened.root())).containsExactly(1, 2);
        }
        try (var left = Files.list(folder)) {
            assertThat(left).containsExactly(file);
        }
    }

    private static int lastIndex(byte[] bytes, byte[] wanted) {
        for (int at = bytes.length - wanted.length; at >= 0; at--) {
            if (Arrays.equals(bytes, at, at + wanted.length, wanted, 0, wanted.length)) {
                return at;
            }
        }
        throw new AssertionError("not there");
    }
}
