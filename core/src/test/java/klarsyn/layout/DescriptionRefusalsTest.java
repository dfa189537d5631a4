package klarsyn.layout;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import java.util.stream.Collectors;
import klarsyn.base.DataException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is wrong in a description, {@code dataset.json} or {@code klarsyn.json}, is told with the file and the cause. */
class DescriptionRefusalsTest {

    private SmallFolder folder;

    @BeforeEach
    void emptyFolder(@TempDir Path root) {
        folder = new SmallFolder(root);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        labels   | {}                                                      | the value does not have the expected form
        labels   | ["organ"]                                               | the value does not have the expected form
        labels   | {"0": "background"}                                     | only background is labeled, so there is nothing to segment
        labels   | {"0": "background", "2": "organ"}                       | not consecutive: 1 is missing
        labels   | {"1": "organ", "2": "organ"}                            | two labels have the name [1 organ, 2 organ]
        labels   | {"1": "a", "01": "b"}                                   | the number 1 is repeated
        labels   | {"1": 5, "2": "organ"}                                  | is not a number with a name
        labels   | {"one": "organ"}                                        | is not a number with a name
        labels   | {"123456789": "organ"}                                  | is not a number with a name
        labels   | {"organ": 1.5}                                          | is not a label number
        labels   | {"organ": -1}                                           | is not a label number
        labels   | {"organ": 1, "other": 1}                                | 1 is not a label number, or is repeated
        modality | {"1": "CT"}                                             | not numbered from 0 without a gap
        modality | {"0": "CT", "2": "PET"}                                 | not numbered from 0 without a gap
        modality | "CT"                                                    | the value does not have the expected form
        training | []                                                      | no cases
        training | {"image": "imagesTr/a.nii.gz"}                          | no cases
        training | ["imagesTr/a.nii.gz"]                                   | this case has no "image"
        training | [{"image": "imagesTr/a.nii.gz"}]                        | this case has no "label"
        training | [{"image": 5, "label": "labelsTr/a.nii.gz"}]            | this case has no "image"
        training | [{"image": "imagesTr/a.nii.gz", "label": " "}]          | this case has no "label"
        training | [{"image": "../a.nii.gz", "label": "labelsTr/a.nii.gz"}]| is outside the data set folder
        training | [{"image": "/a.nii.gz", "label": "labelsTr/a.nii.gz"}]  | is outside the data set folder
        training | [{"image": "b.nii.gz", "label": "labelsTr/a.nii.gz"}]   | the image is missing
        training | [{"image": "imagesTr/a.nii.gz", "label": "labelsTr"}]   | the label map is a folder
        training | [{"image": "imagesTr/a.nii.gz", "label": "a.txt"}]      | the label map is not an image of a known format, by its name
        name     | 5                                                       | expected a string
        """)
    void the_decathlon(String key, String value, String why) {
        folder.with("imagesTr/a.nii.gz labelsTr/a.nii.gz a.txt");
        SequencedMap<String, String> json = decathlon();
        json.put(key, value);

        assertRefused("dataset.json", json(json), why);
    }

    @ParameterizedTest
    @ValueSource(strings = {"labels", "modality", "training"})
    void the_decathlon_needs_its_keys(String key) {
        folder.with("imagesTr/a.nii.gz labelsTr/a.nii.gz");
        SequencedMap<String, String> json = decathlon();
        json.remove(key);

        assertRefused("dataset.json", json(json), "key " + key);
    }

    @Test
    void a_case_listed_twice_is_rejected_with_both_places() {
        folder.with("imagesTr/a.nii.gz labelsTr/a.nii.gz other/a.nii.gz");
        SequencedMap<String, String> json = decathlon();
        json.put("training", """
            [{"image": "imagesTr/a.nii.gz", "label": "labelsTr/a.nii.gz"},
             {"image": "other/a.nii.gz", "label": "labelsTr/a.nii.gz"}]\
            """);

        assertRefused("dataset.json", json(json), "the name a (imagesTr/a.nii.gz and other/a.nii.gz)");
    }

    private static SequencedMap<String, String> decathlon() {
        SequencedMap<String, String> json = new LinkedHashMap<>();
        json.put("modality", "{\"0\": \"CT\"}");
        json.put("labels", "{\"0\": \"background\", \"1\": \"organ\"}");
        json.put("training", "[{\"image\": \"imagesTr/a.nii.gz\", \"label\": \"labelsTr/a.nii.gz\"}]");
        return json;
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        labels              | {"background": 0}    | only background is labeled, so there is nothing to segment
        labels              | {"a": 1, "b": 1}     | "a" and "b" both have the number 1
        labels              | {"a": 1, "b": 3}     | not consecutive: 2 is missing
        labels              | {"a": 40000}         | is not a label number
        regions_class_order | 5                    | not a list
        regions_class_order | [1, 2]               | 2 values for 1 label
        file_ending         | " "                  | expected a string
        file_ending         | ".mha"               | there is no label map *.mha
        channel_names       | {"0": "T1", "1": "T2"} | channel 1 of 2 is missing
        """)
    void nnunet(String key, String value, String why) {
        folder.with("imagesTr/a_0000.nii.gz labelsTr/a.nii.gz");
        SequencedMap<String, String> json = new LinkedHashMap<>();
        json.put("channel_names", "{\"0\": \"T1\"}");
        json.put("labels", "{\"background\": 0, \"tumor\": 1}");
        json.put("file_ending", "\".nii.gz\"");
        json.put(key, value);

        assertThatThrownBy(() ->
                        Layouts.open(folder.text("dataset.json", json(json)).root()))
                .isInstanceOf(DataException.class)
                .hasMessageContaining(why);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        {"layout": 5}                                      | expected a string
        {"target": " "}                                    | expected a string
        {"layout": "nothing"}                              | unknown layout nothing
        {"channels": "CT"}                                 | expected a list […]
        {"channels": ["CT", 1]}                            | expected a string, found 1
        {"labels": {"0": "background"}}                    | labels have values from 1
        {"labels": {"#000000": "background"}}              | labels have values from 1
        {"labels": {"16777217": "organ"}}                  | labels have values from 1
        {"labels": {"255": 1}}                             | is not a number with a name
        {"labels": {"#FF0000": 5}}                         | is not a color with a name
        {"labels": {"#FF00": "organ"}}                     | is not a color with a name
        {"labels": {"#ff0000": "a", "#FF0000": "b"}}       | is repeated
        {"labels": {"#FF0000": "a", "red": "b"}}           | is repeated
        {"labels": {"#FF0000": "a", "2": "b"}}             | is not a color with a name
        {"lables": {}, "chanels": []}                      | unknown key chanels, lables
        []                                                 | expected an object {…}, found []
        {                                                  | klarsyn.json
        """)
    void hints(String json, String why) {
        folder.with("images/a.png masks/a.png");

        assertThatThrownBy(() -> Layouts.open(folder.text("klarsyn.json", json).root()))
                .isInstanceOf(DataException.class)
                .hasMessageContaining(why);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"channels\": [\"MR\"]}", "{\"labels\": {\"1\": \"liver\"}}"})
    void what_a_description_says_is_not_said_again(String hints) {
        folder.with("imagesTr/a.nii.gz labelsTr/a.nii.gz").text("klarsyn.json", hints);

        assertRefused("dataset.json", json(decathlon()), "labels and channels are also defined by klarsyn.json");
    }

    @Test
    void bytes_that_are_no_text_are_rejected() {
        folder.bytes("dataset.json", "{\"name\": \"Läsion\"}".getBytes(StandardCharsets.ISO_8859_1));

        assertThatThrownBy(() -> Layouts.open(folder.root()))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("Input length = 3)")
                .hasMessageContaining("dataset.json");
    }

    private void assertRefused(String name, String json, String why) {
        folder.text(name, json);
        assertThatThrownBy(() -> Layouts.open(folder.root()))
                .isInstanceOf(DataException.class)
                .hasMessageContaining(why)
                .hasMessageContaining(name);
    }

    private static String json(Map<String, String> members) {
        return members.entrySet().stream()
                .map(member -> "\"%s\": %s".formatted(member.getKey(), member.getValue()))
                .collect(Collectors.joining(", ", "{", "}"));
    }
}
