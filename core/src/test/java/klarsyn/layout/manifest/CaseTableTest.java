package klarsyn.layout.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import klarsyn.base.DataException;
import klarsyn.data.FileTree;
import klarsyn.data.Part;
import klarsyn.layout.mask.MaskPair;
import klarsyn.layout.name.Listing;
import klarsyn.table.Column;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tables beside images: those that say more of cases, and those that name their files. */
class CaseTableTest {

    private static final List<String> IDS = List.of("c1", "c2", "c3", "c4");

    @TempDir
    private Path folder;

    private Optional<CaseTable> find(String csv) {
        new FileTree(folder).text("meta.csv", csv);
        return CaseTable.find(Listing.of(folder), IDS);
    }

    private static List<MaskPair> pairs() {
        return IDS.stream()
                .map(id -> MaskPair.ofFiles(id, id, List.of(Path.of(id + ".nii")), Path.of(id + "_seg.nii"), Part.ANY))
                .toList();
    }

    @Test
    void a_table_that_names_the_cases_completes_patient_and_side() {
        CaseTable table = find("image_id,patient,split\nc2,B,test\nc1,A,train\nc3,A,val\nc4,C,train\nc9,D,train\n")
                .orElseThrow();

        List<MaskPair> completed = table.complete(pairs());

        assertThat(completed).extracting(MaskPair::patient).containsExactly("A", "B", "A", "C");
        assertThat(completed)
                .extracting(MaskPair::part)
                .containsExactly(Part.TRAIN, Part.TEST, Part.VALIDATION, Part.TRAIN);
        assertThat(completed).extracting(MaskPair::id).containsExactlyElementsOf(IDS);
    }

    @Test
    void cells_that_say_nothing_leave_a_case_as_it_was() {
        CaseTable table = find("case,patient,split\nc1,,train\nc2,B,somewhere\nc3,A,\nc4,C,test\n")
                .orElseThrow();

        List<MaskPair> completed = table.complete(pairs());

        assertThat(completed).extracting(MaskPair::patient).containsExactly("c1", "B", "A", "C");
        assertThat(completed).extracting(MaskPair::part).containsExactly(Part.TRAIN, Part.ANY, Part.ANY, Part.TEST);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "case,age\nc1,50\nc2,60\nc3,70\nc4,80\n",
                "case,patient\nx1,A\nx2,B\nx3,C\nx4,D\n",
                "case,patient\nc1,A\nc2,B\nx3,C\nx4,D\n",
                "case,patient\nc1,\"A\n",
                ""
            })
    void a_table_that_says_nothing_names_others_or_is_broken_is_passed_over(String csv) {
        assertThat(find(csv)).isEmpty();
    }

    // ---- tables that name files

    private List<Manifest> manifests(String name, String csv) {
        FileTree files = new FileTree(folder).text(name, csv);
        for (int i = 1; i <= 3; i++) {
            files.image("images/c%d.nii.gz".formatted(i)).mask("labels/c%d.nii.gz".formatted(i), 0, 10);
        }
        return Manifest.in(Listing.of(folder));
    }

    @Test
    void a_table_of_paths_is_a_manifest_with_its_columns_of_files() {
        List<Manifest> found = manifests(
                "cases.csv",
                "image,mask,age\nimages/c1.nii.gz,labels/c1.nii.gz,50\nimages/c2.nii.gz,labels/c2.nii.gz,60\n");

        assertThat(found).hasSize(1);
        assertThat(found.getFirst().fileNames()).containsExactly("image", "mask");
        assertThat(found.getFirst().files()).extracting(FileColumn::masks).containsExactly(false, true);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        # table             | text
        participants.csv    | 'participant_id,age\nsub-1,50\nsub-2,60\n'
        numbers.csv         | 'x,y\n1,2\n3,4\n'
        words.tsv           | 'name\tgroup\nanna\ta\nbert\tb\n'
        """)
    void a_table_that_names_no_files_is_no_manifest(String name, String text) {
        assertThat(manifests(name, text)).isEmpty();
    }

    @Test
    void a_broken_table_is_rejected_only_if_it_names_images() {
        assertThatThrownBy(() -> manifests("cases.csv", "image\nimages/c1.nii.gz\n\"images/c2.nii.gz\n"))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("cases.csv");
    }

    @Test
    void a_broken_table_of_other_things_is_passed_over() {
        assertThat(manifests("notes.csv", "a,b\n1,\"2\n")).isEmpty();
    }

    @Test
    void rows_that_name_the_same_file_twice_still_name_it() {
        List<Manifest> found = manifests("cases.csv", "image,age\nimages/c1.nii.gz,1\nimages/c1.nii.gz,2\n");

        assertThat(found.getFirst().files().getFirst().count()).isEqualTo(2);
    }

    // ---- columns that can be learned

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        # values                  | whether they could be classes
        a b a b                   | true
        0 1 1 0 2 2               | true
        a b c d                   | false
        a a a a                   | false
        a b                       | false
        """)
    void few_values_that_come_again_could_be_classes(String values, boolean categorical) {
        Column column = new Column.Texts("x", values.split(" "));

        assertThat(TargetValues.of(List.of(column)).areFew()).isEqualTo(categorical);
    }

    @Test
    void fifty_different_values_are_no_classes_unless_asked_for() {
        String[] many = new String[200];
        for (int i = 0; i < many.length; i++) {
            many[i] = "v" + i % 50;
        }

        assertThat(TargetValues.of(List.of(new Column.Texts("x", many))).areFew())
                .isFalse();
    }

    @Test
    void values_of_several_tables_are_counted_together() {
        Column one = new Column.Texts("x", new String[] {"a", "b"});
        Column other = new Column.Texts("x", new String[] {"b", "a"});

        assertThat(TargetValues.of(List.of(one)).areFew()).isFalse();
        assertThat(TargetValues.of(List.of(one, other)).areFew()).isTrue();
    }
}
