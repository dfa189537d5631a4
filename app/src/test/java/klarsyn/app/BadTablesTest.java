package klarsyn.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tables as people have them, on the command line. */
class BadTablesTest {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a,b,diagnosis\n",
                "a,b,diagnosis\n\n",
                "a,b,diagnosis",
                "diagnosis\nsick\nwell\n",
                "",
                "\uFEFF",
                "\n\n\n",
                "a,diagnosis\n1,\n2,\n3,\n",
                "image,mask\n"
            })
    void a_nearly_empty_data_set_gets_one_clear_line_and_exit_code_2(String text) throws IOException {
        Files.writeString(folder.resolve("t.csv"), text);
        Terminal answer = Terminal.run("inspect", folder);
        assertThat(answer.code()).as(answer.err()).isEqualTo(2);
        assertThat(answer.out()).isEmpty();
        assertThat(answer.lastWord()).startsWith("klarsyn: ").contains("t.csv").doesNotContain("defect", ": .");
    }

    @Test
    void the_table_of_columns_summarizes_the_data() throws IOException {
        Files.writeString(folder.resolve("t.csv"), """
            birth,crp,diagnosis
            31.01.1950,<0.5,sick
            01.02.1951,1.5,well
            01.03.1952,2,sick
            01.04.1953,3,well
            """);
        Terminal answer = Terminal.run("inspect", folder);
        assertThat(answer.code()).isZero();
        assertThat(answer.out())
                .containsPattern("birth +dates +0 .*1950-01-31: 1")
                .containsPattern("crp +numbers +0 +0.500")
                .containsPattern("diagnosis +classes +0 .*sick: 2, well: 2")
                .contains("column birth: 4 of 4 values are dates", "column crp: 1 of 4 values is below a limit");
        assertThat(Terminal.run("inspect", folder, "--json").out()).contains("\"kind\":\"dates\"");
    }
}
