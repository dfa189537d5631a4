package klarsyn.app;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Stands in the list of commands for what the launcher does, since a script needs a Java of its own. */
@Command(
        name = "run",
        description = "Runs a Java source file, which can import module klarsyn.",
        footer = {"", "Example: klarsyn run script.java"})
final class RunCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "SCRIPT.java", description = "The source file, with a method main.")
    private String script;

    @Parameters(index = "1..*", paramLabel = "ARGUMENTS", description = "Arguments of its main method.")
    private List<String> arguments = List.of();

    @Override
    public Integer call() {
        CommandLine line = spec.commandLine();
        throw new ParameterException(
                line,
                "scripts are started by the launcher: ./klarsyn run %s %s"
                        .formatted(script, String.join(" ", arguments))
                        .strip());
    }
}
