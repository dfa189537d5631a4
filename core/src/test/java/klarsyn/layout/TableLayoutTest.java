package klarsyn.layout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import klarsyn.base.DataException;
import klarsyn.data.Case;
import klarsyn.data.Cohort;
import klarsyn.data.FileTree;
import klarsyn.data.Finding;
import klarsyn.data.HintsTest;
import klarsyn.data.Part;
import klarsyn.data.Task;
import klarsyn.data.TaskKind;
import klarsyn.data.file.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TableLayoutTest {

    @TempDir
    private Path folder;

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private static String findings(Cohort cohort) {
        return cohort.findings().stream().map(Finding::toString).collect(Collectors.joining("\n"));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "`` | the table is empty",
                "\uFEFF | the table is empty",
                " / / | the table is empty",
                ";;/;; | the table is empty",
                "a,b,diagnosis | a header but no rows",
                "a,b,diagnosis// | a header but no rows",
                "image,mask | a header but no rows",
                "a,b,diagnosis/1,2,sick | only one row",
                "a,diagnosis/1,/2,/3, | the target column diagnosis is empty in every row",
                "a,diagnosis/1,sick/2,sick/3, | the target column diagnosis is constant: every value is sick",
                "a,diagnosis/1,7/2,7/3,7 | the target column diagnosis is constant: every value is 7",
                "diagnosis/sick/well/sick/well | no columns besides the target diagnosis",
                "a,diagnosis/1,x/2,y/3,z | the target column diagnosis has a different text in every row",
                "a,diagnosis/5,1/3,2/9,3 | the target column diagnosis numbers the rows",
                "a,diagnosis/1,2020-01-01/2,2020-01-02/3,2020-01-03 | the target column diagnosis contains dates",
                "a,diagnosis/1,x/2,y/3,z/4,z/5,w | the target column diagnosis has 4 different texts"
            })
    void a_table_that_nothing_can_be_learned_from_is_rejected_by_its_cause(String text, String why) throws IOException {
        write("t.csv", text.replace('/', '\n'));
        assertThatThrownBy(() -> Layouts.open(folder))
                .isInstanceOf(DataException.class)
                .hasMessageContaining(why)
                .hasMessageNotContaining(": .");
    }

    @Test
    void a_patient_who_comes_again_only_in_another_table_is_one_patient() {
        FileTree files = new FileTree(folder)
                .text("train.csv", "patient,hb,label\n1,12,a\n2,13,b\n3,14,a\n4,15,b\n")
                .text("test.csv", "patient,hb,label\n4,12,a\n5,13,b\n6,14,a\n7,15,b\n");

        assertThat(files.open().cases().stream().map(Case::patient).distinct()).hasSize(7);
    }

    @Test
    void no_target_to_choose_from_is_no_empty_list() throws IOException {
        write("t.csv", "a,b\nx,p\ny,q\nz,r\n");
        assertThat(findings(Layouts.open(folder)))
                .contains("none of the columns could be a target")
                .doesNotContain("--target: .");
    }

    @Test
    void a_column_that_is_not_there_is_answered_with_the_nearest() throws IOException {
        write("t.csv", "age,Diagnosis\n1,x\n2,y\n3,x\n4,y\n");
        assertThatThrownBy(() -> Layouts.open(
                        folder, new HintsTest.Said().target("diagnosys").hints()))
                .hasMessageContaining("there is no column diagnosys")
                .hasMessageContaining("did you mean Diagnosis?");
    }

    @Test
    void what_the_reader_of_the_table_remarked_is_found() throws IOException {
        write("t.csv", "crp,diagnosis\n<0.5,Sick\n1.5,sick\n2,well\n3,well\ntotal,\n");
        Cohort cohort = Layouts.open(folder);
        assertThat(cohort.task()).contains(new Task.Classification("diagnosis", List.of("Sick", "well")));
        assertThat(findings(cohort))
                .contains("column crp: 1 of 4 values is below a limit, such as \"<0.5\"")
                .contains("column diagnosis: \"Sick\" (1), \"sick\" (1) differ only in case")
                .contains("line 6 is a total");
    }

    @Test
    void classes_that_differ_in_case_or_blanks_alone_are_an_error_of_the_target() throws IOException {
        write("t.csv", "site,animal,diagnosis\nA,Cat,x\nA,cat,x\nB,cat ,y\nB,dog,y\n");
        assertThat(Layouts.open(folder).findings()).noneMatch(Finding::isError);
        assertThat(Layouts.open(folder, new HintsTest.Said().target("animal").hints())
                        .findings())
                .filteredOn(Finding::isError)
                .singleElement()
                .satisfies(error -> assertThat(error.toString())
                        .contains("column animal", "differ only in case or spaces", "use one spelling for each class"));
    }

    @Test
    void a_column_of_few_numbers_is_classes_or_numbers_as_the_task_says() throws IOException {
        write("t.csv", "age,grade\n50,10\n51,2\n52,10\n53,2\n54,0\n55,0\n");

        assertThat(Layouts.open(folder).task()).contains(new Task.Classification("grade", List.of("0", "2", "10")));
        Cohort numbers = Layouts.open(
                folder, new HintsTest.Said().task(TaskKind.REGRESSION).hints());
        assertThat(numbers.task()).contains(new Task.Regression("grade"));
        assertThat(numbers.cases().getFirst().target()).isEqualTo(new Case.Target.Quantity(10));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "classification | age | has 4 different values in 4 rows, too many to be classes",
                "regression | sex | contains texts, such as f, and a regression needs numbers",
                "regression | day | contains dates",
                "classification | day | contains dates",
                "segmentation | sex | segmentation cannot be learned: the column sex has no label maps"
            })
    void a_task_that_does_not_fit_the_target_is_an_error(String task, String target, String why) throws IOException {
        write("t.csv", "age,sex,day\n50,f,2020-01-01\n61,m,2020-01-01\n52,f,2020-01-02\n43,m,2020-01-02\n");
        TaskKind kind = TaskKind.of(task).orElseThrow();
        assertThatThrownBy(() -> Layouts.open(
                        folder, new HintsTest.Said().target(target).task(kind).hints()))
                .isInstanceOf(DataException.class)
                .hasMessageContaining(why);
    }

    @Test
    void tables_decide_together_whether_their_target_is_a_class_or_a_number() throws IOException {
        write("a.csv", "x,num\n1,0\n2,1\n3,0\n4,1\n");
        write("b.csv", "x,num\n5,0.25\n6,1.5\n7,2.5\n8,\n9,7.5\n10,8.25\n");

        Cohort cohort = Layouts.open(folder, new HintsTest.Said().target("num").hints());

        assertThat(cohort.task()).contains(new Task.Regression("num"));
        assertThat(cohort.cases())
                .extracting(Case::target)
                .hasOnlyElementsOfTypes(Case.Target.Quantity.class, Case.Target.Unknown.class);
    }

    @Test
    void patients_who_come_again_are_known_by_the_name_of_their_column() throws IOException {
        write("t.csv", "Patient ID,age,num\nA,1,0\nA,2,1\nB,3,0\nB,4,1\n");
        Cohort cohort = Layouts.open(folder);
        assertThat(cohort.cases()).extracting(Case::patient).containsExactly("A", "A", "B", "B");
        assertThat(cohort.channels()).extracting(Cohort.Channel::modality).containsExactly("age");
        assertThat(cohort.layout()).contains("patients by Patient ID");
    }

    @Test
    void tables_named_as_sides_of_a_split_keep_it() throws IOException {
        write("train.csv", "a,num\n1,0\n2,1\n3,0\n4,1\n");
        write("test.csv", "a,num\n5,0\n6,1\n");
        Cohort cohort = Layouts.open(folder);
        assertThat(cohort.cases().stream().filter(one -> one.part() == Part.TEST))
                .hasSize(2);
        assertThat(cohort.layout()).contains("one per part of the split");
    }

    @Test
    void a_column_that_is_text_in_one_table_alone_is_named() throws IOException {
        write("a.csv", "x,num\n1.5,0\n2.5,1\n3,0\n4,1\n");
        write("b.csv", "x,num\nlow,0\nhigh,1\nlow,0\nhigh,1\n");
        assertThat(findings(Layouts.open(folder)))
                .contains("column x: its type differs: numbers in a.csv, classes in b.csv");
    }

    @Test
    void several_columns_named_as_targets_are_listed() throws IOException {
        write("t.csv", "a,diagnosis,target\n1,x,0\n2,y,1\n3,x,0\n4,y,1\n");
        assertThat(findings(Layouts.open(folder)))
                .contains("several columns are named like a target: diagnosis, target; diagnosis is used");
    }

    @Test
    void features_can_be_read_without_the_files_that_they_came_from() throws IOException {
        write("t.csv", "filename,f,diagnosis\n/old/1.nii,1,x\n/old/2.nii,2,y\n/old/3.nii,3,x\n/old/4.nii,4,y\n");
        assertThatThrownBy(() -> Layouts.open(folder)).hasMessageContaining("--layout table");
        assertThat(Layouts.open(folder, new HintsTest.Said().layout("table").hints())
                        .kind())
                .isEqualTo(Kind.TABLE);
    }
}
