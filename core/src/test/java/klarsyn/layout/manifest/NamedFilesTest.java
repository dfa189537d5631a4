package klarsyn.layout.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import klarsyn.layout.manifest.NamedFiles.Found;
import klarsyn.layout.manifest.NamedFiles.Match;
import klarsyn.layout.name.Listing;
import klarsyn.table.Column;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files found by what people write in tables. */
class NamedFilesTest {

    @TempDir
    private Path outer;

    private Path folder;

    @BeforeEach
    void makeFiles() throws IOException {
        folder = outer.resolve("set");
        for (String name :
                List.of("set/images/c1.png", "set/images/c2.png", "set/labels/c1.png", "set/notes.txt", "secret.png")) {
            Path file = outer.resolve(name);
            Files.createDirectories(file.getParent());
            Files.createFile(file);
        }
    }

    private NamedFiles files() {
        return new NamedFiles(Listing.of(folder));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "images/c1.png",
                "./images/c1.png",
                "images\\c1.png",
                "images//c1.png",
                "labels/../images/c1.png",
                " images/c1.png ",
                "'images/c1.png'"
            })
    void a_path_leads_to_its_file_in_any_notation(String text) {
        assertThat(files().at(text)).hasValue(new Found(folder.resolve("images/c1.png"), Match.PATH));
    }

    @ParameterizedTest
    @ValueSource(strings = {"IMAGES/C1.PNG", "Images/c1.png", "images/c1.PNG"})
    void another_case_is_another_spelling(String text) {
        assertThat(files().at(text)).hasValue(new Found(folder.resolve("images/c1.png"), Match.SPELLING));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../secret.png",
                "images/../../secret.png",
                "/etc/passwd",
                "",
                ".",
                "images",
                "images/",
                "c1.png",
                "images/c1",
                "images/c9.png",
                "\u0000",
                "images/c1.png\u0000"
            })
    void what_leads_nowhere_or_out_of_the_folder_is_no_file(String text) {
        assertThat(files().at(text)).isEmpty();
    }

    @Test
    void a_whole_path_counts_only_inside_the_folder() {
        assertThat(files().at(folder.toAbsolutePath() + "/images/c1.png")).isPresent();
        assertThat(files().at("file://" + folder.toAbsolutePath() + "/images/c1.png"))
                .isPresent();
        assertThat(files().at(outer.toAbsolutePath() + "/secret.png")).isEmpty();
    }

    @Test
    void a_folder_reached_by_a_link_is_the_same_folder() throws IOException {
        Path link = Files.createSymbolicLink(outer.resolve("link"), folder);
        NamedFiles linked = new NamedFiles(Listing.of(link));

        assertThat(linked.at(folder.toRealPath() + "/images/c1.png")).isPresent();
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
        # name,        label map, file
        c1,            false,     images/c1.png
        c1.png,        false,     images/c1.png
        c1,            true,      labels/c1.png
        C1,            false,     images/c1.png
        c2,            true,      images/c2.png
        images/c1,     false,     images/c1.png
        """)
    void a_name_alone_finds_the_file_of_the_wanted_role(String name, boolean mask, String file) {
        assertThat(files().called(name, mask)).containsExactly(folder.resolve(file));
    }

    @Test
    void files_that_are_no_images_have_no_name_alone() {
        assertThat(files().called("notes", false)).isEmpty();
        assertThat(files().at("notes.txt")).isPresent();
    }

    @Test
    void folders_are_known_by_name() {
        assertThat(files().hasFolder("Images")).isTrue();
        assertThat(files().hasFolder("c1")).isFalse();
    }

    // ---- columns of files

    @Test
    void a_column_whose_texts_lead_to_files_is_one_of_paths() {
        FileColumn column = FileColumn.ofPaths(texts("scan", "images/c1.png", "images/c2.png"), files())
                .orElseThrow();

        assertThat(column.masks()).isFalse();
        assertThat(column.written()).isTrue();
        assertThat(column.count()).isEqualTo(2);
        assertThat(column.match()).isEqualTo(Match.PATH);
        assertThat(column.lost()).isEmpty();
    }

    @Test
    void rows_that_lead_to_no_file_are_lost_and_empty_ones_are_not() {
        FileColumn column = FileColumn.ofPaths(
                        texts("scan", "images/c1.png", "images/c9.png", "", "images/c8.png"), files())
                .orElseThrow();

        assertThat(column.lost()).containsExactly(1, 3);
        assertThat(column.count()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        # heading       | first text      | whether they are label maps
        image           | images/c1.png   | false
        mask            | images/c1.png   | true
        output          | labels/c1.png   | true
        """)
    void heading_or_folder_says_which_columns_are_label_maps(String heading, String text, boolean masks) {
        assertThat(FileColumn.ofPaths(texts(heading, text), files())
                        .orElseThrow()
                        .masks())
                .isEqualTo(masks);
    }

    @Test
    void numbers_dates_and_words_are_no_columns_of_paths() {
        Column numbers = new Column.Numbers("image", new double[] {1, 2});
        Column dates = new Column.Dates("image", new double[] {1, 2});

        assertThat(FileColumn.ofPaths(numbers, files())).isEmpty();
        assertThat(FileColumn.ofPaths(dates, files())).isEmpty();
        assertThat(FileColumn.ofPaths(texts("diagnosis", "benign", "a/b"), files()))
                .isEmpty();
        assertThat(FileColumn.ofPaths(texts("empty", "", ""), files())).isEmpty();
    }

    @Test
    void names_below_a_heading_of_cases_are_found_and_those_below_another_are_not() {
        assertThat(FileColumn.ofNames(texts("image_id", "c1", "c2"), files())
                        .orElseThrow()
                        .count())
                .isEqualTo(2);
        assertThat(FileColumn.ofNames(texts("group", "c1", "c2"), files())).isEmpty();
    }

    @Test
    void names_most_of_which_are_those_of_no_file_are_other_texts() {
        assertThat(FileColumn.ofNames(texts("case", "c1", "x", "y", "z", "v"), files()))
                .isEmpty();
    }

    @Test
    void a_path_of_many_megabytes_is_no_path() {
        String longText = "images/" + "x".repeat(1 << 20) + ".png";

        assertThat(FileColumn.looksLikePaths(texts("image", longText, longText + "1")))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "a/b.nii.gz,true",
        "C:\\data\\x.png,true",
        "/data/x.dcm,true",
        "x.png,true",
        "1.5,false",
        "mg/l,false",
        "yes/no,false",
        "3/4,false"
    })
    void texts_that_look_like_paths_are_reported_from_units_and_fractions(String text, boolean path) {
        assertThat(FileColumn.looksLikePaths(texts("x", text, text))).isEqualTo(path);
    }

    // ---- what to do about paths of another machine

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        # path                         | what the advice must say
        /home/anna/set/images/c1.png   | /home/anna/set/
        raw/c1.png                     | images/
        c1.nii.gz                      | .png
        images/zz.png                  | copy the missing files to the folder, or correct their names
        """)
    void paths_of_another_machine_are_answered_with_what_to_change(String path, String advice) {
        assertThat(SameNames.advice(List.of(path), files(), false)).contains(advice);
    }

    @Test
    void the_change_that_corrects_most_paths_is_the_one_to_make() {
        String advice =
                SameNames.advice(List.of("D:\\x\\images\\c1.png", "D:\\x\\images\\c2.png", "c2.png"), files(), false);

        assertThat(advice).contains("D:/x/");
    }

    private static Column texts(String heading, String... values) {
        return new Column.Texts(heading, values);
    }
}
