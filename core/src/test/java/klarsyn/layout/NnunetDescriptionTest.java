package klarsyn.layout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import klarsyn.base.DataException;
import klarsyn.data.label.Labels;
import klarsyn.data.label.Labels.Label;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NnunetDescriptionTest {

    @TempDir
    Path folder;

    private NnunetDescription read(String json) throws IOException {
        return NnunetDescription.read(Files.writeString(folder.resolve("dataset.json"), json));
    }

    @Test
    void labels_may_stand_in_any_order_and_one_be_ignored() throws IOException {
        NnunetDescription file = read("""
            {"channel_names": {"1": "T2", "0": "T1"}, "numTraining": 3, "file_ending": ".nrrd",
             "labels": {"liver": 2, "background": 0, "spleen": 1, "ignore": 3}}\
            """);
        assertThat(file.modalities()).containsExactly("T1", "T2");
        assertThat(file.labels())
                .isEqualTo(new Labels(List.of(new Label(1, "spleen"), new Label(2, "liver")), Set.of(3)));
        assertThat(read(file.json(3).indented())).isEqualTo(file);
    }

    @Test
    void regions_are_written_over_each_other_in_their_order() throws IOException {
        NnunetDescription file = read("""
            {"modality": {"0": "MRI"}, "file_ending": ".nii.gz", "regions_class_order": [2, 1, 3],
             "labels": {"background": 0, "whole": [1, 2, 3], "core": [1, 3], "enhancing": 3}}\
            """);
        assertThat(file.labels().foreground())
                .containsExactly(
                        new Label(2, "whole", List.of(1, 2, 3)),
                        new Label(1, "core", List.of(1, 3)),
                        new Label(3, "enhancing"));
        assertThat(file.labels().classes()).isEqualTo(3);
        assertThat(read(file.json(3).indented())).isEqualTo(file);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "{}",
                "{\"channel_names\": {\"0\": \"a\"}, \"labels\": {}, \"file_ending\": \".nii\"}",
                "{\"channel_names\": {\"0\": \"a\"}, \"labels\": {\"a\": 1.5}, \"file_ending\": \".nii\"}",
                "{\"channel_names\": {\"0\": \"a\"}, \"labels\": {\"a\": 1e9}, \"file_ending\": \".nii\"}",
                "{\"channel_names\": {\"0\": \"a\"}, \"labels\": {\"a\": -1}, \"file_ending\": \".nii\"}",
                "{\"channel_names\": {\"0\": \"a\"}, \"labels\": {\"a\": []}, \"file_ending\": \".nii\"}",
                "{\"channel_names\": {\"0\": \"a\"}, \"labels\": {\"a\": \"b\"}, \"file_ending\": \".nii\"}",
                "{\"channel_names\": {\"0\": \"a\"}, \"labels\": {\"a\": 2}, \"file_ending\": \".nii\"}",
                "{\"channel_names\": {\"0\": \"a\"}, \"labels\": {\"a\": [1, 2]}, \"file_ending\": \".nii\"}",
                "{\"channel_names\": {\"0\": \"a\"}, \"labels\": {\"a\": [1, 2]}, \"regions_class_order\": [1, 2],"
                        + " \"file_ending\": \".nii\"}",
                "{\"channel_names\": {\"1\": \"a\"}, \"labels\": {\"a\": 1}, \"file_ending\": \".nii\"}",
                "{\"channel_names\": [\"a\"], \"labels\": {\"a\": 1}, \"file_ending\": \".nii\"}",
            })
    void what_no_training_had_is_rejected(String json) {
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> read(json))
                .withMessageContaining("dataset.json");
    }
}
