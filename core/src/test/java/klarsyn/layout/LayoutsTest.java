package klarsyn.layout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import klarsyn.base.DataException;
import klarsyn.data.Case;
import klarsyn.data.Cohort;
import klarsyn.data.Hints;
import klarsyn.data.HintsTest;
import klarsyn.data.Part;
import klarsyn.data.Task;
import klarsyn.data.file.Kind;
import klarsyn.data.label.Labels;
import klarsyn.format.Images;
import klarsyn.image.Geometry;
import klarsyn.image.LabelMap;
import klarsyn.image.Shape;
import klarsyn.image.Spacing;
import klarsyn.image.Volume;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LayoutsTest {

    private static final Geometry GRID = Geometry.of(new Shape(4, 3, 2), Spacing.isotropic(1));

    @TempDir
    private Path folder;

    @Test
    void nnunet_raw_data_has_a_file_a_channel() throws IOException {
        write("dataset.json", """
            {"channel_names": {"0": "T1", "1": "FLAIR"}, "labels": {"background": 0, "tumor": 1},
             "numTraining": 2, "file_ending": ".nii.gz"}\
            """);
        for (String id : List.of("b", "a")) {
            image("imagesTr/%s_0000.nii.gz".formatted(id));
            image("imagesTr/%s_0001.nii.gz".formatted(id));
            mask("labelsTr/%s.nii.gz".formatted(id), 1);
        }

        Cohort cohort = Layouts.open(folder);

        assertThat(cohort.layout()).startsWith("nnU-Net raw");
        assertThat(cohort.channels()).extracting(Cohort.Channel::modality).containsExactly("T1", "FLAIR");
        assertThat(cohort.structures().orElseThrow()).isEqualTo(Labels.of("tumor"));
        assertThat(cohort.cases()).extracting(Case::id).containsExactly("a", "b");
        assertThat(cohort.cases().getFirst().readImage()).hasSize(2);
    }

    @Test
    void the_decathlon_may_hold_pictures() throws IOException {
        write("dataset.json", """
            {"name": "Cells", "modality": {"0": "gray"}, "labels": {"0": "background", "1": "cell"},
             "training": [{"image": "imagesTr/a.png", "label": "labelsTr/a.png"}]}\
            """);
        LabelMap plane = new LabelMap(Geometry.of(new Shape(6, 4, 1), Spacing.isotropic(1)), new short[24]);
        Images.write(plane, made("imagesTr/a.png"));
        Images.write(plane, made("labelsTr/a.png"));

        Cohort cohort = Layouts.open(folder);

        assertThat(cohort.layout()).startsWith("Medical Segmentation Decathlon");
        assertThat(cohort.kind()).isEqualTo(Kind.PICTURE);
    }

    @Test
    void regions_and_the_ignored_value_of_nnunet_are_understood() throws IOException {
        write("dataset.json", """
            {"channel_names": {"0": "T1"}, "file_ending": ".nii.gz", "regions_class_order": [1, 3, 2],
             "labels": {"background": 0, "kidney and masses": [1, 2, 3], "masses": [2, 3], "tumor": 2, "ignore": 4}}\
            """);
        image("imagesTr/a_0000.nii.gz");
        mask("labelsTr/a.nii.gz", 1);

        Labels labels = Layouts.open(folder).structures().orElseThrow();

        assertThat(labels.foreground())
                .containsExactly(
                        new Labels.Label(1, "kidney and masses", List.of(1, 2, 3)),
                        new Labels.Label(3, "masses", List.of(2, 3)),
                        new Labels.Label(2, "tumor"));
        assertThat(labels.ignored()).containsExactly(4);
    }

    @Test
    void a_description_of_nnunet_is_written_as_it_was_read() throws IOException {
        write("dataset.json", """
            {"channel_names": {"0": "T1"}, "labels": {"background": 0, "b": [1, 2], "a": [2], "ignore": 3},
             "regions_class_order": [1, 2], "numTraining": 5, "file_ending": ".nii.gz"}\
            """);
        NnunetDescription read = NnunetDescription.read(folder.resolve("dataset.json"));

        Files.writeString(folder.resolve("again.json"), read.json(5).indented());

        assertThat(NnunetDescription.read(folder.resolve("again.json"))).isEqualTo(read);
    }

    @Test
    void regions_without_an_order_of_writing_are_rejected() throws IOException {
        write("dataset.json", """
            {"channel_names": {"0": "T1"}, "labels": {"background": 0, "a": [1, 2]}, "file_ending": ".nii.gz"}\
            """);

        assertThatThrownBy(() -> Layouts.open(folder)).hasMessageContaining("regions_class_order");
    }

    @Test
    void a_missing_channel_of_nnunet_is_named_and_so_is_a_forgotten_number() throws IOException {
        write("dataset.json", """
            {"channel_names": {"0": "T1"}, "labels": {"background": 0, "tumor": 1}, "file_ending": ".nii.gz"}\
            """);
        mask("labelsTr/a.nii.gz", 1);

        assertThatThrownBy(() -> Layouts.open(folder))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("channel 0 of 1 is missing");
        image("imagesTr/a.nii.gz");
        assertThatThrownBy(() -> Layouts.open(folder)).hasMessageContaining("rename a.nii.gz to a_0000.nii.gz");
    }

    @Test
    void version_1_of_nnunet_lists_a_case_and_stores_a_file_a_channel() throws IOException {
        write("dataset.json", """
            {"modality": {"0": "T1", "1": "T2"}, "labels": {"0": "background", "1": "organ"},
             "training": [{"image": "./imagesTr/a.nii.gz", "label": "./labelsTr/a.nii.gz"}]}\
            """);
        image("imagesTr/a_0000.nii.gz");
        image("imagesTr/a_0001.nii.gz");
        mask("labelsTr/a.nii.gz", 1);

        Cohort cohort = Layouts.open(folder);

        assertThat(cohort.layout()).startsWith("nnU-Net raw, version 1");
        assertThat(cohort.modalities()).containsExactly("T1", "T2");
        assertThat(cohort.cases().getFirst().readImage()).hasSize(2);
        Files.delete(folder.resolve("imagesTr/a_0001.nii.gz"));
        assertThatThrownBy(() -> Layouts.open(folder))
                .hasMessageContaining("a_0001.nii.gz")
                .hasMessageContaining("missing");
    }

    @Test
    void labeled_cases_that_the_decathlon_lists_apart_from_training_are_reported() throws IOException {
        write("dataset.json", """
            {"modality": {"0": "CT"}, "labels": {"0": "background", "1": "organ"},
             "training": [{"image": "imagesTr/a.nii.gz", "label": "labelsTr/a.nii.gz"}],
             "validation": [{"image": "imagesVa/b.nii.gz", "label": "labelsVa/b.nii.gz"}]}\
            """);
        image("imagesTr/a.nii.gz");
        mask("labelsTr/a.nii.gz", 1);

        assertThat(Layouts.open(folder).findings().getFirst().what()).contains("not used: 1");
    }

    @Test
    void labels_of_the_decathlon_may_be_written_name_first() throws IOException {
        write("dataset.json", """
            {"modality": {"0": "T1"}, "labels": {"background": 0, "organ": 1},
             "training": [{"image": "imagesTr/a.nii.gz", "label": "labelsTr/a.nii.gz"}]}\
            """);
        image("imagesTr/a.nii.gz");
        mask("labelsTr/a.nii.gz", 1);

        assertThat(Layouts.open(folder).structures().orElseThrow()).isEqualTo(Labels.of("organ"));
    }

    @Test
    void the_ending_that_nnunet_2_asks_for_is_named_where_it_is_missing() throws IOException {
        write("dataset.json", """
            {"channel_names": {"0": "T1"}, "labels": {"background": 0, "organ": 1}, "numTraining": 1}\
            """);
        image("imagesTr/a_0000.nii.gz");
        mask("labelsTr/a.nii.gz", 1);

        assertThatThrownBy(() -> Layouts.open(folder)).hasMessageContaining("key file_ending: the key is missing");
    }

    @Test
    void masks_of_255_become_label_1() {
        image("images/07_left.nii.gz");
        image("images/07_right.nii.gz");
        mask("masks/07_left.nii.gz", 255);
        mask("masks/07_right_mask.nii.gz", 255);

        Cohort cohort = Layouts.open(folder);

        assertThat(cohort.layout())
                .contains("images/NAME.nii.gz with masks/NAME.nii.gz", "stored value 255 means label 1");
        assertThat(cohort.structures().orElseThrow()).isEqualTo(Labels.of("mask"));
        assertThat(cohort.cases().getFirst().readLabels().voxels())
                .contains((short) 1)
                .doesNotContain((short) 255);
        assertThat(cohort.cases()).extracting(Case::patient).containsExactly("07", "07");
    }

    @Test
    void masks_in_jpeg_are_rejected_since_their_values_are_not_those_drawn() throws IOException {
        image("images/a.nii.gz");
        write("masks/a.jpg", "never read");

        assertThatThrownBy(() -> Layouts.open(folder))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("a JPEG, which changes values");
    }

    @Test
    void images_without_masks_are_left_out_and_named() {
        image("images/a.nii.gz");
        image("images/b.nii.gz");
        mask("labels/a.nii.gz", 2);
        mask("labels/c.nii.gz", 2);

        Cohort cohort = Layouts.open(folder);

        assertThat(cohort.cases()).extracting(Case::id).containsExactly("a");
        assertThat(cohort.findings()).hasSize(2);
        assertThat(cohort.findings().getFirst().toString()).contains("b.nii.gz", "without a label map");
        assertThat(cohort.findings().getLast().toString()).contains("c.nii.gz", "without an image");
    }

    @Test
    void sides_of_a_split_are_kept() {
        for (String side : List.of("train", "test")) {
            image(side + "/images/a.nii.gz");
            mask(side + "/labels/a.nii.gz", 1);
        }

        assertThat(Layouts.open(folder).cases()).extracting(Case::part).containsExactly(Part.TEST, Part.TRAIN);
    }

    @Test
    void a_folder_of_slices_is_a_patient() {
        for (String patient : List.of("P1", "P2")) {
            for (int slice = 1; slice < 3; slice++) {
                image("%s/%s_%d.nii.gz".formatted(patient, patient, slice));
                mask("%s/%s_%d_mask.nii.gz".formatted(patient, patient, slice), 255);
            }
        }

        Cohort cohort = Layouts.open(folder);

        assertThat(cohort.layout()).contains("NAME/NAME.nii.gz with NAME/NAME_mask.nii.gz");
        assertThat(cohort.cases()).extracting(Case::patient).containsExactly("P1", "P1", "P2", "P2");
    }

    @Test
    void a_folder_is_a_class() {
        for (String side : List.of("train", "test")) {
            image(side + "/cat/1.nii.gz");
            image(side + "/dog/2.nii.gz");
        }

        Cohort cohort = Layouts.open(folder);

        assertThat(cohort.task()).contains(new Task.Classification("class", List.of("cat", "dog")));
        assertThat(cohort.cases()).extracting(Case::part).contains(Part.TRAIN, Part.TEST);
        assertThat(cohort.structures()).isEmpty();
    }

    @Test
    void arrays_hold_an_image_in_each_entry_and_its_class_in_another_array() throws IOException {
        Files.write(
                made("train-images-idx3-ubyte"),
                new byte[] {0, 0, 8, 3, 0, 0, 0, 3, 0, 0, 0, 1, 0, 0, 0, 2, 10, 11, 20, 21, (byte) 200, (byte) 255});
        Files.write(made("train-labels-idx1-ubyte"), new byte[] {0, 0, 8, 1, 0, 0, 0, 3, 10, 9, 10});

        Cohort cohort = Layouts.open(folder);

        assertThat(cohort.task()).contains(new Task.Classification("label", List.of("9", "10")));
        assertThat(cohort.cases()).extracting(Case::id).containsExactly("train-000000", "train-000001", "train-000002");
        assertThat(cohort.cases()).extracting(Case::part).containsOnly(Part.TRAIN);
        assertThat(cohort.cases().getLast().readImage().getFirst().voxels()).containsExactly(200, 255);
        assertThat(cohort.cases().getFirst().target())
                .isSameAs(cohort.cases().getLast().target());
    }

    @Test
    void a_table_names_files_target_patient_and_split() throws IOException {
        image("a.nii.gz");
        image("b.nii.gz");
        image("c.nii.gz");
        image("d.nii.gz");
        write("cases.csv", """
            patient,scan,diagnosis,age,split
            p1,a.nii.gz,ill,70,train
            p1,b.nii.gz,ill,71,train
            p2,c.nii.gz,well,50,test
            p2,d.nii.gz,well,51,test
            """);

        Cohort cohort = Layouts.open(folder);
        Cohort ages = Layouts.open(folder, new HintsTest.Said().target("age").hints());

        assertThat(cohort.task()).contains(new Task.Classification("diagnosis", List.of("ill", "well")));
        assertThat(cohort.channels()).extracting(Cohort.Channel::modality).containsExactly("scan");
        assertThat(cohort.cases()).extracting(Case::patient).containsExactly("p1", "p1", "p2", "p2");
        assertThat(cohort.cases()).extracting(Case::part).containsExactly(Part.TRAIN, Part.TRAIN, Part.TEST, Part.TEST);
        assertThat(ages.task()).contains(new Task.Regression("age"));
        assertThat(ages.cases().getFirst().target()).isEqualTo(new Case.Target.Quantity(70));
    }

    @Test
    void without_a_telling_name_the_targets_to_choose_from_are_listed() throws IOException {
        image("a.nii.gz");
        image("b.nii.gz");
        write("cases.csv", "subject,scan,age,sex\ns1,a.nii.gz,70,F\ns2,b.nii.gz,50,M\n");

        Cohort cohort = Layouts.open(folder);

        assertThat(cohort.task()).isEmpty();
        assertThat(cohort.findings().getFirst().fix()).contains("--target").contains("age (numbers)");
    }

    @Test
    void a_file_that_a_table_names_must_lie_inside_and_be_there() throws IOException {
        image("a.nii.gz");
        image("b.nii.gz");
        write("cases.csv", "scan,label\na.nii.gz,0\nb.nii.gz,1\n../c.nii.gz,1\na.nii.gz,0\n");
        assertThatThrownBy(() -> Layouts.open(folder))
                .hasMessageContaining("row 3")
                .hasMessageContaining("is outside");

        write("cases.csv", "scan,label\na.nii.gz,0\nb.nii.gz,1\nc.nii.gz,1\na.nii.gz,0\n");
        assertThatThrownBy(() -> Layouts.open(folder))
                .hasMessageContaining("row 3")
                .hasMessageContaining("missing");
    }

    @Test
    void a_table_whose_files_are_all_elsewhere_is_no_table_of_features() throws IOException {
        write("cases.csv", """
            file,age
            scans/a.nii.gz,51
            scans/b.nii.gz,62
            """);

        assertThatThrownBy(() -> Layouts.open(folder))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("column file: 2 of 2 files are missing: scans/a.nii.gz (row 1)")
                .hasMessageContaining("copy the missing files to the folder");
    }

    @Test
    void a_file_named_twice_is_rejected() throws IOException {
        image("a.nii.gz");
        write("cases.csv", """
            file,age
            a.nii.gz,51
            a.nii.gz,62
            """);

        assertThatThrownBy(() -> Layouts.open(folder))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("two cases have the name a");
    }

    @Test
    void labels_named_in_two_places_are_rejected() throws IOException {
        write("dataset.json", """
            {"channel_names": {"0": "T1"}, "labels": {"background": 0, "tumor": 1}, "file_ending": ".nii.gz"}\
            """);
        write("klarsyn.json", "{\"labels\": {\"1\": \"cyst\"}}");
        image("imagesTr/a_0000.nii.gz");
        mask("labelsTr/a.nii.gz", 1);

        assertThatThrownBy(() -> Layouts.open(folder))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("remove them from klarsyn.json");
    }

    @Test
    void a_table_of_features_has_its_target_last_or_where_it_is_said() throws IOException {
        write("site.csv", "age,chol,num\n60,200,0\n50,210,1\n40,220,1\n30,230,0\n");

        Cohort cohort = Layouts.open(folder);

        assertThat(cohort.kind()).isEqualTo(Kind.TABLE);
        assertThat(cohort.task()).contains(new Task.Classification("num", List.of("0", "1")));
        assertThat(cohort.channels()).extracting(Cohort.Channel::modality).containsExactly("age", "chol");
        assertThat(cohort.layout()).contains("target num (another with --target COLUMN)");
        assertThat(Layouts.open(folder.resolve("site.csv")).cases()).hasSize(4);
    }

    @Test
    void hints_beside_the_data_name_labels_and_channels() throws IOException {
        image("images/a.nii.gz");
        mask("masks/a.nii.gz", 255);
        write("klarsyn.json", "{\"labels\": {\"255\": \"vessel\"}, \"channels\": [\"CT\"]}");

        Cohort cohort = Layouts.open(folder);

        assertThat(cohort.structures().orElseThrow()).isEqualTo(Labels.of("vessel"));
        assertThat(cohort.channels()).containsExactly(new Cohort.Channel(0, "CT"));
        write("klarsyn.json", "{\"lables\": {}}");
        assertThatThrownBy(() -> Layouts.open(folder)).hasMessageContaining("unknown key lables");
    }

    @Test
    void a_layout_can_be_asked_for_by_name() {
        image("a/1.nii.gz");
        image("b/2.nii.gz");

        Cohort loose = Layouts.open(folder, new HintsTest.Said().layout("files").hints());

        assertThat(loose.task()).isEmpty();
        assertThat(loose.cases()).extracting(Case::id).containsExactly("a/1", "b/2");
        assertThatThrownBy(() -> Layouts.open(
                        folder, new HintsTest.Said().layout("files2").hints()))
                .hasMessageContaining("unknown layout files2")
                .hasMessageContaining("class-folders");
    }

    @Test
    void a_folder_may_be_a_link_and_hold_links_even_in_a_circle() throws IOException {
        image("disk/images/a.nii.gz");
        mask("set/labels/a.nii.gz", 1);
        Files.createSymbolicLink(folder.resolve("set/images"), folder.resolve("disk/images"));
        Files.createSymbolicLink(folder.resolve("set/again"), folder.resolve("set"));
        Path link = Files.createSymbolicLink(folder.resolve("link"), folder.resolve("set"));

        assertThat(Layouts.open(link).cases()).extracting(Case::id).containsExactly("a");
    }

    @Test
    void several_data_sets_in_one_folder_are_reported_apart() {
        for (String set : List.of("one", "two")) {
            image(set + "/images/a.nii.gz");
            mask(set + "/labels/a.nii.gz", 1);
        }

        assertThat(Layouts.openAll(folder, Hints.none()))
                .extracting(Cohort::name)
                .containsExactly("one", "two");
        assertThatThrownBy(() -> Layouts.open(folder)).hasMessageContaining("there are 2 data sets in this folder");
    }

    private void image(String name) {
        Images.write(new Volume(GRID, new float[24]), made(name));
    }

    private void mask(String name, int value) {
        short[] labels = new short[24];
        labels[5] = (short) value;
        Images.write(new LabelMap(GRID, labels), made(name));
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(made(name), text);
    }

    private Path made(String name) {
        Path file = folder.resolve(name);
        try {
            Files.createDirectories(Optional.ofNullable(file.getParent()).orElse(folder));
        } catch (IOException failure) {
            throw new java.io.UncheckedIOException(failure);
        }
        return file;
    }
}
