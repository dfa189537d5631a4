package klarsyn.app;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Listed for help only: the launcher runs scripts, because they need a separate Java process. */
@Command(
        name = "run",
        description = "Runs a Java source file that can import module klarsyn.",
        footer = {"", "Example: klarsyn run script.java"})
final class RunCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "SCRIPT.java", description = "Source file with a main method.")
    private String script;

    @Parameters(index = "1..*", paramLabel = "ARGUMENTS", description = "Arguments of the main method.")
    private List<String> arguments = List.of();

    @Override
    public Integer call() {
        CommandLine line = spec.commandLine();
        throw new ParameterException(
                line,
                "scripts are run by the launcher: ./klarsyn run %s %s"
                        .formatted(script, String.join(" ", arguments))
                        .strip());
    }
}
