package klarsyn.dicom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import klarsyn.base.DataException;
import klarsyn.dicom.pixel.DicomIndex;
import klarsyn.dicom.pixel.PixelData;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every file of the index is read with the right values, or rejected if required. */
class DicomIndexTest {

    /** Damaged files: pydicom reads what it can, or reads damaged data. */
    private static final Map<String, String> REJECTED = Map.of(
            "test_files/no_meta.dcm", "not a DICOM file",
            "test_files/rtplan_truncated.dcm", "truncated",
            "more/emri_small_jpeg_2k_lossless_too_short.dcm", "truncated",
            "test_files/MR_truncated.dcm", "truncated");

    /** Files that pydicom's decoders fail on, and files with the same pixels. */
    private static final Map<String, String> TWINS = Map.of("test_files/JPEG-lossy.dcm", "test_files/JPGExtended.dcm");

    @TestFactory
    Stream<DynamicTest> every_file_is_read_as_it_should_be_or_rejected() {
        DicomIndex index = DicomIndex.open();
        return index.entries().stream().map(entry -> DynamicTest.dynamicTest(entry.name(), () -> check(index, entry)));
    }

    private static void check(DicomIndex index, DicomIndex.Entry entry) {
        if (REJECTED.containsKey(entry.name())) {
            assertThatThrownBy(() -> DicomFile.read(entry.path()))
                    .isInstanceOf(DataException.class)
                    .hasMessageContaining(REJECTED.get(entry.name()));
            return;
        }
        DicomFile file = DicomFile.read(entry.path());
        checkHeader(entry, file);
        checkHeader(entry, DicomFile.readHeader(entry.path()));
        if (entry.isDirectory()) {
            assertThat(DicomDirectory.of(file).records())
                    .hasSize(entry.node().get("records").asInt());
        } else if (TWINS.containsKey(entry.name())) {
            DicomFile twin = DicomFile.read(entry.folder().resolve(TWINS.get(entry.name())));
            assertThat(PixelData.of(file).frame(0)).isEqualTo(PixelData.of(twin).frame(0));
        } else if (!entry.isImage() || !entry.hasPixels()) {
            assertThatThrownBy(() -> PixelData.of(file).frame(0)).isInstanceOf(DataException.class);
        } else {
            index.checkPixels(entry, file);
        }
    }

    private static void checkHeader(DicomIndex.Entry entry, DicomFile file) {
        entry.text("transfer_syntax")
                .ifPresent(uid -> assertThat(file.transferSyntax().uid()).isEqualTo(uid));
        DicomObject object = file.dataSet();
        List<String> sets = object.strings(Tag.SPECIFIC_CHARACTER_SET);
        String shown = sets.size() < 2
                ? String.join("", sets)
                : sets.stream().map(each -> "'" + each + "'").collect(Collectors.joining(", ", "[", "]"));
        assertThat(shown).isEqualTo(entry.text("character_set").orElse(""));
        Optional<String> name = entry.text("patient_name");
        name.ifPresent(expected ->
                assertThat(object.string(Tag.PATIENT_NAME).orElse("")).isEqualTo(expected));
        entry.text("modality")
                .ifPresent(expected ->
                        assertThat(object.string(Tag.MODALITY).orElse("")).isEqualTo(expected));
    }
}
