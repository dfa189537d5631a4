package klarsyn.app.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import klarsyn.app.Klarsyn;
import klarsyn.app.Terminal;
import klarsyn.app.terminal.Session.Display;
import klarsyn.base.Version;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class KlarsynTest {

    @Test
    void version_prints_what_a_problem_report_needs() {
        Terminal version = Terminal.run("version");
        assertThat(version.code()).isZero();
        assertThat(version.out())
                .contains("klarsyn", Version.NUMBER, "libtorch", "java", "system", "threads", "device");
        assertThat(version.out()).contains("processor ", "kernels ", "GFLOP/s per core");
        assertThat(version.err()).isEmpty();
        assertThat(Terminal.run("version", "--json").json().values())
                .containsKeys("klarsyn", "libtorch", "java", "system", "threads", "device");
        assertThat(Terminal.run("--version").out()).isEqualToIgnoringNewLines("klarsyn " + Version.NUMBER);
    }

    @Test
    void every_command_has_help_with_an_example_that_fits_a_terminal() {
        Session session = new Session(
                Instant.now(), new PrintWriter(new StringWriter()), new PrintWriter(new StringWriter()), Display.LINES);
        for (CommandLine command : Klarsyn.commandLine(session).getSubcommands().values()) {
            String help = command.getUsageMessage();
            assertThat(help)
                    .as(command.getCommandName())
                    .contains("Example: klarsyn " + command.getCommandName(), "--help");
            assertThat(command.getCommandSpec().usageMessage().description()[0])
                    .as("the sentence in the list of commands")
                    .endsWith(".");
            assertThat(help.lines()).allMatch(line -> line.length() <= 80);
            assertThat(Terminal.run(command.getCommandName(), "--help")).isEqualTo(new Terminal(0, help, ""));
        }
    }

    @Test
    void the_list_of_commands_is_shown_without_a_command() {
        Terminal bare = Terminal.run();
        assertThat(bare.code()).isEqualTo(2);
        assertThat(bare.err())
                .contains("demo", "inspect", "plan", "train", "evaluate", "predict", "run", "version", "Exit codes");
        assertThat(bare.out()).isEmpty();
        assertThat(Terminal.run("--help")).isEqualTo(new Terminal(0, bare.err(), ""));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
        verson                                | Did you mean version
        train data --minuts 3                 | Did you mean --minutes
        train                                 | Missing required parameter: 'DATA'
        train data --minutes 2,5              | '2,5' is not a positive number of minutes, such as --minutes 2.5
        train data --minutes 0                | '0' is not a positive number of minutes
        train data --minutes NaN              | 'NaN' is not a positive number of minutes
        train data --iterations 0             | '0' is not a whole number of at least 1, such as --iterations 200
        train data --iterations many          | 'many' is not a whole number of at least 1
        train data --memory 2                 | '2' is not an amount of memory, such as --memory 2.5G
        train data --memory -1G               | '-1G' is not an amount of memory
        train data --memory 99999999T         | '99999999T' is not an amount of memory
        plan data --seed x                    | 'x' is not a whole number, such as --seed 7
        demo --minutes soon                   | 'soon' is not a positive number of minutes
        train data --minutes 1 --iterations 9 | --minutes and --iterations cannot be combined
        plan data --minutes 1 --iterations 9  | --minutes and --iterations cannot be combined
        train data --resume --overwrite       | --resume and --overwrite cannot be combined
        train data --plan p.json --network resunet | not allowed with --plan: --network
        predict model.klarsyn image.nii.gz    | Missing required option: '--out=DIR'
        predict model.klarsyn --out here      | Missing required parameter: 'IMAGES'
        evaluate model.klarsyn data --cases x | 'x' is not one of unseen, test and all
        run script.java                       | ./klarsyn run script.java
        """)
    void bad_usage_is_reported_on_one_line_with_advice(String words, String answer) {
        Terminal wrong = Terminal.run((Object[]) words.split(" ", -1));
        assertThat(wrong.code()).isEqualTo(2);
        assertThat(wrong.err())
                .startsWith("klarsyn: ")
                .contains(answer, "--help lists the options")
                .hasLineCount(1);
        assertThat(wrong.out()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"2.5G, 2684354560", "800M, 838860800", "1g, 1073741824", "512MiB, 536870912", "1 GB, 1073741824"})
    void memory_is_read_in_powers_of_1024(String text, long bytes) {
        assertThat(new Amounts.OfMemory().convert(text)).isEqualTo(bytes);
    }
}
