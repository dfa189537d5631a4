package klarsyn.dicom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import klarsyn.base.DataException;
import klarsyn.base.Seed;
import klarsyn.dicom.pixel.ColorConversion;
import klarsyn.dicom.pixel.DicomIndex;
import klarsyn.dicom.pixel.ModalityTransform;
import klarsyn.dicom.pixel.PixelData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every file gives a data set and pixels, or a DataException. */
class DicomHostileTest {

    private static final Path NAME = Path.of("hostile.dcm");

    private static final int LARGEST_SAMPLE = 4_000;

    private static final int LARGEST_QUESTION = 4_000;

    /** Calls every method of a file. */
    static void survives(byte[] bytes) {
        for (DicomParser.Extent extent : DicomParser.Extent.values()) {
            try {
                DicomFile file = DicomFile.read(NAME, new ByteArrayInputStream(bytes), bytes.length, extent);
                askAll(file.dataSet(), 0);
                if (DicomDirectory.isDirectory(file)) {
                    assertThat(DicomDirectory.of(file).files()).isNotNull();
                }
                if (extent == DicomParser.Extent.WHOLE) {
                    askPixels(file);
                }
            } catch (DataException rejected) {
                assertThat(rejected.where().text()).contains("hostile.dcm");
            } catch (IOException damaged) {
                assertThat(damaged).hasMessageNotContaining("\0"); // the path method adds the file name
            }
        }
    }

    private static void askPixels(DicomFile file) {
        PixelData pixels = PixelData.of(file);
        double[] values = pixels.values(pixels.format().frames() - 1);
        assertThat(ModalityTransform.of(file.dataSet(), pixels.format()).apply(values))
                .hasSameSizeAs(values);
        if (!pixels.isFloat()) {
            assertThat(ColorConversion.of(file.dataSet(), pixels.format()).apply(pixels.frame(0)))
                    .isNotEmpty();
        }
    }

    private static void askAll(DicomObject object, int depth) {
        for (int tag : object.tags()) {
            if (object.find(tag).orElseThrow().content() instanceof Element.Slice slice
                    && slice.length() > LARGEST_QUESTION) {
                continue;
            }
            for (Runnable question : List.<Runnable>of(
                    () -> object.strings(tag),
                    () -> object.ints(tag),
                    () -> object.doubles(tag),
                    () -> object.bytes(tag),
                    () -> object.sequence(tag).forEach(item -> askAll(item, depth + 1)))) {
                try {
                    question.run();
                } catch (DataException rejected) {
                    assertThat(rejected.what()).contains("(");
                }
            }
        }
    }

    private static List<byte[]> samples() {
        return DicomIndex.open().entries().stream()
                .filter(entry -> !entry.name().contains("dicomdirtests/TINY_ALPHA/PT")
                        && !entry.name().contains("dicomdirtests/7")
                        && !entry.name().contains("dicomdirtests/9")) // many of the same kind
                .map(DicomHostileTest::content)
                .filter(bytes -> bytes.length <= LARGEST_SAMPLE)
                .toList();
    }

    private static byte[] content(DicomIndex.Entry entry) {
        try {
            return Files.readAllBytes(entry.path());
        } catch (IOException missing) {
            throw new IllegalStateException(missing);
        }
    }

    @Test
    void real_files_cut_anywhere_give_what_is_there_or_a_refusal() {
        RandomGenerator random = Seed.of(21).generator();
        for (byte[] whole : samples()) {
            for (int cut = 0; cut < 8; cut++) {
                survives(Arrays.copyOf(whole, random.nextInt(whole.length)));
            }
        }
    }

    @Test
    void real_files_with_changed_bytes_give_something_or_a_refusal() {
        RandomGenerator random = Seed.of(22).generator();
        for (byte[] whole : samples()) {
            for (int mutation = 0; mutation < 12; mutation++) {
                byte[] changed = whole.clone();
                int changes = 1 + random.nextInt(6);
                int range = random.nextBoolean() ? changed.length : Math.min(changed.length, 1200);
                for (int i = 0; i < changes; i++) {
                    changed[random.nextInt(range)] = (byte) (random.nextBoolean() ? 0xff : random.nextInt());
                }
                survives(changed);
            }
        }
    }

    private static void rejects(DicomBytes bytes, String reason) {
        assertThatThrownBy(() -> bytes.pixels().frame(0))
                .isInstanceOf(DataException.class)
                .hasMessageContaining(reason)
                .hasMessageContaining("made.dcm");
    }

    private static DicomBytes file() {
        return DicomBytes.file(TransferSyntax.EXPLICIT_LITTLE_ENDIAN);
    }

    @Test
    void a_made_file_cut_anywhere_within_is_rejected() {
        byte[] whole = DicomBytes.image(TransferSyntax.EXPLICIT_LITTLE_ENDIAN, 2, 2, 8, 8, 7)
                .element(Tag.PIXEL_DATA, "OB", new byte[] {1, 2, 3, 4})
                .bytes();
        assertThat(PixelData.of(DicomBytes.read(whole, DicomParser.Extent.WHOLE))
                        .frame(0))
                .containsExactly(1, 2, 3, 4);
        for (int length = 0; length < whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> PixelData.of(DicomBytes.read(cut, DicomParser.Extent.WHOLE)))
                    .isInstanceOf(DataException.class);
        }
    }

    @Test
    void claims_beyond_the_file_are_rejected_before_anything_is_allocated() {
        rejects(file().header(Tag.PIXEL_DATA, "OB", 0x7ffffff0), "truncated");
        rejects(file().header(Tag.PIXEL_DATA, "OB", 0xfffffff0), "truncated");
        rejects(file().header(Tag.LUT_DATA, "SQ", 8).item(0xfffee000, 0x7ffffff0), "no value");
        rejects(file().header(Tag.LUT_DATA, "SQ", -1).item(0xfffee000, 0x7ffffff0), "truncated");
        rejects(file().header(Tag.LUT_DATA, "SQ", -1).item(0xfffee000, 0xfffffff0), "truncated");
        rejects(
                DicomBytes.image(TransferSyntax.RLE, 65535, 32767, 8, 8, 7)
                        .fragments(new int[0], new byte[100], new byte[100]),
                "claim to contain");
        rejects(
                DicomBytes.image(TransferSyntax.EXPLICIT_LITTLE_ENDIAN, 65535, 65535, 16, 16, 15)
                        .element(Tag.PIXEL_DATA, "OW", new byte[2]),
                "too large");
        rejects(
                DicomBytes.image(TransferSyntax.EXPLICIT_LITTLE_ENDIAN, 2, 2, 8, 8, 7)
                        .text(Tag.NUMBER_OF_FRAMES, "IS", "2147483647")
                        .element(Tag.PIXEL_DATA, "OB", new byte[4]),
                "take 8589934588");
    }

    @Test
    void sequences_too_deep_are_rejected() {
        DicomBytes bytes = file();
        for (int depth = 0; depth < 100_000; depth++) {
            bytes.header(Tag.LUT_DATA, "SQ", -1).item(0xfffee000, -1);
        }
        rejects(bytes, "more than 64 deep");
    }

    @Test
    void elements_that_overrun_their_item_are_rejected() {
        rejects(
                file().header(Tag.MODALITY_LUT_SEQUENCE, "SQ", 18)
                        .item(0xfffee000, 10)
                        .header(Tag.LUT_DATA, "US", 40)
                        .raw(new byte[100]),
                "claims 40 bytes, but its item");
        rejects(
                file().header(Tag.MODALITY_LUT_SEQUENCE, "SQ", 8)
                        .shorts(Tag.ROWS)
                        .raw(new byte[20]),
                "should start");
        rejects(file().header(Tag.ROWS, "UT", -1), "undefined length");
    }

    @Test
    void a_deflated_data_set_that_swells_is_rejected() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(DicomBytes.file(TransferSyntax.DEFLATED).bytes());
        var head = new DicomBytes(Encoding.EXPLICIT).header(Tag.PIXEL_DATA, "OB", 1 << 30);
        try (var deflater = new DeflaterOutputStream(out, new Deflater(9, true))) {
            deflater.write(head.bytes());
            byte[] zeros = new byte[1 << 20];
            for (int i = 0; i < 80; i++) {
                deflater.write(zeros);
            }
        }
        assertThatThrownBy(() -> DicomBytes.read(out.toByteArray(), DicomParser.Extent.WHOLE))
                .isInstanceOf(DataException.class);
    }

    @Test
    void what_is_no_dicom_file_is_rejected(@TempDir Path folder) throws IOException {
        Path text = Files.writeString(folder.resolve("notes.dcm"), "just words ".repeat(40));
        Path empty = Files.createFile(folder.resolve("empty.dcm"));

        assertThat(DicomFile.isDicom(text)).isFalse();
        assertThat(DicomFile.isDicom(empty)).isFalse();
        assertThat(DicomFile.isDicom(folder)).isFalse();
        assertThatThrownBy(() -> DicomFile.read(text)).hasMessageContaining("not a DICOM file");
        assertThatThrownBy(() -> DicomFile.read(empty)).hasMessageContaining("not a DICOM file");
        assertThatThrownBy(() -> DicomFile.read(folder)).hasMessageContaining("folder");
        assertThatThrownBy(() -> DicomFile.read(folder.resolve("missing.dcm")))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("does not exist");
    }

    @Test
    void no_message_holds_a_value() {
        DicomBytes bytes = file().text(Tag.PATIENT_NAME, "IS", "Doe^Jane").text(Tag.ROWS, "IS", "Doe^Jane");
        assertThatThrownBy(() -> bytes.read().dataSet().integer(Tag.PATIENT_NAME))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("(0010,0010)")
                .hasMessageNotContaining("Doe");
        assertThatThrownBy(() -> bytes.read().dataSet().doubles(Tag.ROWS)).hasMessageNotContaining("Doe");
        assertThat(bytes.read().toString()).doesNotContain("Doe");
    }
}
