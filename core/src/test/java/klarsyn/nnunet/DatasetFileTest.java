package klarsyn.nnunet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.Set;
import klarsyn.base.Json;
import klarsyn.base.ModelException;
import klarsyn.base.Where;
import klarsyn.data.Labels;
import klarsyn.data.Labels.Label;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DatasetFileTest {

    private static DatasetFile read(String json) {
        return DatasetFile.read(Json.parse(json), Where.of("dataset.json"));
    }

    @Test
    void labels_may_stand_in_any_order_and_one_be_ignored() {
        DatasetFile file = read("""
            {"channel_names": {"1": "T2", "0": "T1"}, "numTraining": 3, "file_ending": ".nrrd",
             "labels": {"liver": 2, "background": 0, "spleen": 1, "ignore": 3}}\
            """);
        assertThat(file.channels()).containsExactly("T1", "T2");
        assertThat(file.labels())
                .isEqualTo(new Labels(List.of(new Label(1, "spleen"), new Label(2, "liver")), Set.of(3)));
        assertThat(DatasetFile.read(file.json(), Where.of("again"))).isEqualTo(file);
    }

    @Test
    void regions_are_written_over_each_other_in_their_order() {
        DatasetFile file = read("""
            {"modality": {"0": "MRI"}, "regions_class_order": [2, 1, 3],
             "labels": {"background": 0, "whole": [1, 2, 3], "core": [1, 3], "enhancing": 3}}\
            """);
        assertThat(file.labels().foreground())
                .containsExactly(
                        new Label(2, "whole", List.of(1, 2, 3)),
                        new Label(1, "core", List.of(1, 3)),
                        new Label(3, "enhancing"));
        assertThat(file.labels().classes()).isEqualTo(3);
        assertThat(DatasetFile.read(file.json(), Where.of("again"))).isEqualTo(file);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "{}",
                "{\"channel_names\": {\"0\": \"a\"}, \"labels\": {}}",
                "{\"channel_names\": {\"0\": \"a\"}, \"labels\": {\"a\": 1.5}}",
                "{\"channel_names\": {\"0\": \"a\"}, \"labels\": {\"a\": 1e9}}",
                "{\"channel_names\": {\"0\": \"a\"}, \"labels\": {\"a\": -1}}",
                "{\"channel_names\": {\"0\": \"a\"}, \"labels\": {\"a\": []}}",
                "{\"channel_names\": {\"0\": \"a\"}, \"labels\": {\"a\": \"b\"}}",
                "{\"channel_names\": {\"0\": \"a\"}, \"labels\": {\"a\": 2}}",
                "{\"channel_names\": {\"0\": \"a\"}, \"labels\": {\"a\": [1, 2]}}",
                "{\"channel_names\": {\"0\": \"a\"}, \"labels\": {\"a\": [1, 2]}, \"regions_class_order\": [1, 2]}",
                "{\"channel_names\": {\"1\": \"a\"}, \"labels\": {\"a\": 1}}",
                "{\"channel_names\": [\"a\"], \"labels\": {\"a\": 1}}",
            })
    void what_no_training_had_is_refused(String json) {
        assertThatExceptionOfType(ModelException.class)
                .isThrownBy(() -> read(json))
                .withMessageContaining("dataset.json");
    }
}
