package klarsyn.workflow.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import klarsyn.base.DataException;
import klarsyn.data.split.Division;
import klarsyn.nn.UNetStyle;
import klarsyn.plan.Budget;
import klarsyn.plan.Preset;
import klarsyn.plan.Recipe;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class SettingsFileTest {

    private static final FoldSettings USUAL =
            new FoldSettings(5, Division.Unit.PATIENT, 7, Budget.minutes(2.5), Recipe.KLARSYN);

    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void name() {
        file = folder.resolve("folds.json");
    }

    static Stream<FoldSettings> all_kinds_of_settings_come_back() {
        return Stream.of(
                USUAL,
                new FoldSettings(2, Division.Unit.CASE, Long.MIN_VALUE, Budget.iterations(1), Recipe.KLARSYN),
                new FoldSettings(
                        3,
                        Division.Unit.CASE,
                        Long.MAX_VALUE,
                        Budget.iterations(1000).withMemory(1L << 40),
                        new Recipe.Own(UNetStyle.Blocks.RESIDUAL_ENCODER)),
                new FoldSettings(
                        9,
                        Division.Unit.PATIENT,
                        0,
                        Budget.minutes(0.1),
                        new Recipe.Nnunet(Preset.RESENC_L, "3d_fullres")));
    }

    @ParameterizedTest
    @MethodSource
    void all_kinds_of_settings_come_back(FoldSettings settings) {
        settings.write(file);

        assertThat(FoldSettings.read(file)).isEqualTo(settings);
    }

    @Test
    void settings_are_readable_text() throws IOException {
        USUAL.write(file);

        assertThat(Files.readString(file))
                .contains("\"folds\" : 5", "\"unit\" : \"PATIENT\"", "\"seed\" : 7", "\"minutes\" : 2.5");
    }

    private DataException damaged(String text) throws IOException {
        Files.writeString(file, text);
        return rejection();
    }

    private DataException rejection() {
        DataException rejection = catchThrowableOfType(DataException.class, () -> FoldSettings.read(file));
        assertThat(rejection).isNotNull();
        assertThat(rejection.where().text()).isEqualTo(file.toString());
        assertThat(rejection.fix()).isEqualTo("start the cross-validation again in another folder, without --resume");
        return rejection;
    }

    @Test
    void a_missing_file_is_named() {
        assertThat(rejection().what()).startsWith("cannot be read");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"folds\" : 5      | \"fold\" : 5        | unknown key fold",
                "\"folds\" : 5,     |                     | the key folds is missing",
                "\"folds\" : 5      | \"folds\" : 1       | folds is 1, must be at least 2",
                "\"folds\" : 5      | \"folds\" : 2.5     | 2.5 is not an integer",
                "\"PATIENT\"        | \"PATIENTS\"        | \"PATIENTS\" is unknown",
                "\"minutes\" : 2.5  | \"minutes\" : -1    | the budget is -1.0 minutes",
                "\"minutes\" : 2.5  | \"minutes\" : \"5\" | expected a number, found \"5\"",
                "\"kind\" : \"own\" | \"kind\" : \"old\"  | \"old\" is unknown",
            })
    void a_value_that_was_changed_is_rejected_with_its_file(String written, String wrong, String what)
            throws IOException {
        USUAL.write(file);
        String text = Files.readString(file);
        assertThat(text).contains(written);

        assertThat(damaged(text.replace(written, wrong == null ? "" : wrong)).what())
                .contains(what);
    }

    @ParameterizedTest
    @CsvSource({"''", "'{'", "'{} {}'"})
    void a_file_that_is_no_json_is_rejected(String text) throws IOException {
        assertThat(damaged(text).what()).startsWith("cannot be read (");
    }

    @Test
    void json_of_another_shape_is_rejected() throws IOException {
        assertThat(damaged("[1, 2]").what()).contains("expected an object");
    }

    @Test
    void a_file_that_is_no_text_is_rejected() throws IOException {
        Files.write(file, new byte[] {(byte) 0xC3, 0x28});

        assertThat(rejection().what()).startsWith("cannot be read (");
    }

    @Test
    void one_fold_is_no_cross_validation() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new FoldSettings(1, Division.Unit.CASE, 0, Budget.minutes(1), Recipe.KLARSYN))
                .withMessage("folds is 1, must be at least 2");
    }
}
