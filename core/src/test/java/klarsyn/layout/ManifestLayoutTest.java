package klarsyn.layout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import klarsyn.base.DataException;
import klarsyn.data.Case;
import klarsyn.data.Cohort;
import klarsyn.data.Finding;
import klarsyn.data.HintsTest;
import klarsyn.data.Part;
import klarsyn.data.Task;
import klarsyn.format.Images;
import klarsyn.image.Geometry;
import klarsyn.image.LabelMap;
import klarsyn.image.Shape;
import klarsyn.image.Spacing;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tables of file names as people write them; {@code #} is the row number. */
class ManifestLayoutTest {

    private static final int ROWS = 4;

    @TempDir
    private Path folder;

    private void images(String... patterns) throws IOException {
        LabelMap square = new LabelMap(Geometry.of(new Shape(4, 4, 1), Spacing.isotropic(1)), labels());
        for (String pattern : patterns) {
            for (int row = 0; row < ROWS; row++) {
                Path file = folder.resolve(pattern.replace("#", Integer.toString(row)));
                Files.createDirectories(file.getParent());
                Images.write(square, file);
            }
        }
    }

    private static short[] labels() {
        short[] labels = new short[16];
        labels[5] = 1;
        return labels;
    }

    private Cohort open(String header, String row) throws IOException {
        return open(header, row, StandardCharsets.UTF_8);
    }

    private Cohort open(String header, String row, Charset charset) throws IOException {
        write("cases.csv", header + "\n" + rows(row), charset);
        return Layouts.open(folder);
    }

    private static String rows(String row) {
        return IntStream.range(0, ROWS)
                .mapToObj(number -> row.replace("#", Integer.toString(number)) + "\r\n")
                .collect(Collectors.joining());
    }

    private void write(String name, String text, Charset charset) throws IOException {
        Files.write(folder.resolve(name), text.getBytes(charset));
    }

    private static String findings(Cohort cohort) {
        return cohort.findings().stream().map(Finding::toString).collect(Collectors.joining("\n"));
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "images/c#.png,labels/c#.png,P#",
                "images\\c#.png,labels\\c#.png,P#",
                "./images/c#.png,./labels/c#.png,P#",
                "\"images/c#.png\" , \"labels/c#.png\" , P#",
                "images//c#.png,images/../labels/c#.png,P#"
            })
    void paths_are_found_however_they_are_written(String row) throws IOException {
        images("images/c#.png", "labels/c#.png");
        Cohort cohort = open("image,mask,patient", row);
        assertThat(cohort.layout()).startsWith("table of cases (cases.csv) with files in image, mask");
        assertThat(cohort.cases()).extracting(Case::patient).containsExactly("P0", "P1", "P2", "P3");
        assertThat(cohort.findings()).isEmpty();
    }

    @Test
    void whole_paths_inside_the_folder_are_found() throws IOException {
        images("images/c#.png", "labels/c#.png");
        Path root = folder.toAbsolutePath();
        assertThat(open("image,mask", root + "/images/c#.png," + root + "/labels/c#.png")
                        .layout())
                .startsWith("table of cases");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Image Path | Segmentation Path",
                "ImageFile | MaskFile",
                "scan | ground_truth",
                "scan | output",
                "file | Label Map"
            })
    void headings_or_folders_say_which_files_are_label_maps(String image, String mask) throws IOException {
        images("images/c#.png", "labels/c#.png");
        Cohort cohort = open(image + "," + mask, "images/c#.png,labels/c#.png");
        assertThat(cohort.task()).get().isInstanceOf(Task.Segmentation.class);
        assertThat(cohort.cases()).hasSize(ROWS).allMatch(one -> one.sources().size() == 1);
    }

    @Test
    void a_title_a_comment_and_blank_rows_are_no_cases() throws IOException {
        images("images/c#.png", "labels/c#.png");
        write(
                "cases.csv",
                "Study A,,\nimage,mask,patient\n" + rows("images/c#.png,labels/c#.png,P#") + ",,\n\n",
                StandardCharsets.UTF_8);
        Cohort cohort = Layouts.open(folder);
        assertThat(cohort.cases()).hasSize(ROWS);
        assertThat(findings(cohort)).contains("1 line above the header", "Study A");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "images/é#.png | images/e\u0301#.png",
                "images/e\u0301#.png | images/é#.png",
                "Images/C#.PNG | images/c#.png"
            })
    void another_spelling_is_read_as_the_only_such_file(String written, String file) throws IOException {
        images(file, file.replace("images", "masks"));
        Cohort cohort = open("image,mask", written + "," + file.replace("images", "masks"));
        assertThat(cohort.layout()).startsWith("table of cases");
        assertThat(findings(cohort)).contains("column image: names are spelled differently", "the only such file");
    }

    @ParameterizedTest
    @ValueSource(strings = {"c#,c#", "c#.png,c#.png", "images/c#,labels/c#"})
    void names_without_folder_or_ending_are_found_by_the_role_of_the_column(String row) throws IOException {
        images("images/c#.png", "labels/c#.png");
        Cohort cohort = open("image,mask", row);
        assertThat(cohort.layout()).startsWith("table of cases");
        assertThat(cohort.cases().getFirst().file()).isEqualTo(folder.resolve("images/c0.png"));
        assertThat(cohort.cases().getFirst().labelFile()).isEqualTo(folder.resolve("labels/c0.png"));
        assertThat(findings(cohort)).contains("names lack folder or extension");
    }

    @Test
    void classes_of_a_table_belong_to_the_images_that_it_names() throws IOException {
        images("part_1/ISIC_#.png");
        write("metadata.csv", """
            lesion_id,image_id,dx,age
            L0,ISIC_0,nv,40
            L0,ISIC_1,nv,40
            L1,ISIC_2,mel,50
            L2,ISIC_3,mel,60
            L3,ISIC_9,nv,30
            """, StandardCharsets.UTF_8);
        Cohort cohort = Layouts.open(folder);
        assertThat(cohort.task()).contains(new Task.Classification("dx", List.of("mel", "nv")));
        assertThat(cohort.cases()).hasSize(ROWS);
        assertThat(findings(cohort))
                .contains("1 of 5 rows names no existing image, such as ISIC_9: ignored")
                .contains("such as ISIC_0: read as part_1/ISIC_0.png");
    }

    @Test
    void a_table_of_patients_beside_images_and_label_maps_is_no_manifest() throws IOException {
        images("images/c#.png", "labels/c#.png");
        assertThat(open("patient,age,diagnosis", "c#,4#,a").layout()).startsWith("images and label maps");
    }

    @ParameterizedTest
    @ValueSource(strings = {"labels/c#.png", "masks/c#_mask.png", "images/c#_segmentation.png"})
    void a_table_that_knows_patients_finds_images_and_label_maps_by_one_name(String mask) throws IOException {
        images("images/c#.png", mask);
        write("metadata.csv", "image_id,patient_id,age\nc0,A,40\nc1,A,40\nc2,B,50\nc3,B,50\n", StandardCharsets.UTF_8);
        Cohort cohort = Layouts.open(folder);
        assertThat(cohort.task()).get().isInstanceOf(Task.Segmentation.class);
        assertThat(cohort.cases()).extracting(Case::patient).containsExactly("A", "A", "B", "B");
        assertThat(cohort.cases().getFirst().labelFile()).isEqualTo(folder.resolve(mask.replace("#", "0")));
        assertThat(findings(cohort)).contains("such as c0: read as images/c0.png", "read as " + mask.replace("#", "0"));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "/home/anna/data/images/c#.png | remove \"/home/anna/data/\" from the paths",
                "D:\\Studies\\images\\c#.png | remove \"D:/Studies/\" from the paths",
                "raw/c#.png | replace \"raw/\" by \"images/\" in the paths",
                "https://example.org/c#.png | replace \"https://example.org/\" by \"images/\"",
                "images/c#.nii.gz | correct the ending, .png instead of .nii.gz",
                "images/x#.png | copy the missing files to the folder"
            })
    void files_that_are_missing_are_rejected_with_where_the_same_names_lie(String path, String advice)
            throws IOException {
        images("images/c#.png", "labels/c#.png");
        assertThatThrownBy(() -> open("image,mask,patient,split", path + ",labels/c#.png,P#,train"))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("column image: 4 of 4 files are missing")
                .hasMessageContaining("(row 1)")
                .hasMessageContaining(advice)
                .hasMessageContaining("--layout images-and-labels");
    }

    @Test
    void one_missing_file_of_many_is_rejected_too() throws IOException {
        images("images/c#.png", "labels/c#.png");
        String rows = rows("images/c#.png,labels/c#.png").replace("images/c2", "raw/images/c2");
        write("cases.csv", "image,mask\n" + rows, StandardCharsets.UTF_8);
        assertThatThrownBy(() -> Layouts.open(folder))
                .hasMessageContaining("column image: 1 of 4 files is missing: raw/images/c2.png (row 3)")
                .hasMessageContaining("remove \"raw/\"");
    }

    @Test
    void names_of_no_file_below_a_telling_heading_are_rejected() throws IOException {
        images("images/c#.png", "labels/c#.png");
        assertThatThrownBy(() -> open("image_id,mask", "case_#,case_#"))
                .hasMessageContaining("column image_id: 4 of 4 files are missing: case_0 (row 1)");
    }

    @Test
    void a_broken_table_that_names_images_is_not_passed_over() throws IOException {
        images("images/c#.png", "labels/c#.png");
        write(
                "cases.csv",
                "image,mask,patient\n" + rows("images/c#.png,labels/c#.png,P#") + "images/c1.png,\"x\n",
                StandardCharsets.UTF_8);
        assertThatThrownBy(() -> Layouts.open(folder))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("cases.csv");
    }

    @Test
    void label_maps_that_no_column_names_are_not_lost() throws IOException {
        images("images/c#.png", "labels/c#.png");
        assertThatThrownBy(() -> open("image,patient", "images/c#.png,P#"))
                .hasMessageContaining("the table lists no label maps, but there are some, such as labels/c0.png");
        write(
                "cases.csv",
                "image,diagnosis\nimages/c0.png,a\nimages/c1.png,a\nimages/c2.png,b\nimages/c3.png,b\n",
                StandardCharsets.UTF_8);
        assertThat(findings(Layouts.open(folder))).contains("such as labels/c0.png: not used");
    }

    @Test
    void columns_that_name_other_files_are_named_and_not_used() throws IOException {
        images("images/c#.png");
        Cohort cohort = open("image,source_dicom,n", "images/c#.png,/pacs/#.dcm,#");
        assertThat(cohort.channels()).extracting(Cohort.Channel::modality).containsExactly("image");
        assertThat(findings(cohort)).contains("column source_dicom: it lists only missing files");
    }

    @Test
    void several_columns_of_label_maps_or_several_tables_are_rejected_by_name() throws IOException {
        images("images/c#.png", "labels/c#.png");
        assertThatThrownBy(() -> open("image,mask_a,mask_b", "images/c#.png,labels/c#.png,labels/c#.png"))
                .hasMessageContaining("several columns list label maps: mask_a, mask_b");
        write("other.csv", "image,dx\n" + rows("images/c#.png,a"), StandardCharsets.UTF_8);
        assertThatThrownBy(() -> open("image,mask", "images/c#.png,labels/c#.png"))
                .hasMessageContaining("several tables list files: cases.csv, other.csv");
        assertThat(Layouts.open(folder.resolve("cases.csv")).cases()).hasSize(ROWS);
    }

    @Test
    void tables_named_as_sides_of_a_split_are_one_data_set() throws IOException {
        images("images/c#.png");
        write("train.csv", "image,label\nimages/c0.png,a\nimages/c1.png,b\n", StandardCharsets.UTF_8);
        write("test.csv", "image,label\nimages/c2.png,a\nimages/c3.png,b\n", StandardCharsets.UTF_8);
        assertThat(Layouts.open(folder).cases())
                .extracting(Case::part)
                .containsExactly(Part.TRAIN, Part.TRAIN, Part.TEST, Part.TEST);
    }

    @Test
    void rows_without_a_patient_and_words_that_are_no_side_are_remarked_on() throws IOException {
        images("images/c#.png", "labels/c#.png");
        String rows = rows("images/c#.png,labels/c#.png,P#,#").replace(",P1,", ",,");
        write("cases.csv", "image,mask,Patient ID,fold\n" + rows, StandardCharsets.UTF_8);
        assertThat(findings(Layouts.open(folder)))
                .contains("1 of 4 rows has no patient in column Patient ID")
                .contains("column fold has values that are not parts of a split, such as 0");
    }

    @Test
    void another_target_can_be_asked_for_beside_label_maps() throws IOException {
        images("images/c#.png", "labels/c#.png");
        open("image,mask,age", "images/c#.png,labels/c#.png,4#");
        Cohort ages = Layouts.open(folder, new HintsTest.Said().target("age").hints());
        assertThat(ages.task()).contains(new Task.Regression("age"));
        assertThatThrownBy(() ->
                        Layouts.open(folder, new HintsTest.Said().target("Aeg").hints()))
                .hasMessageContaining("there is no column Aeg")
                .hasMessageContaining("did you mean age?");
    }
}
