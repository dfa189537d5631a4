package klarsyn.app;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The root command {@code klarsyn}. */
@Command(
        name = "klarsyn",
        description = "From a folder of medical images to a trained, evaluated and explained model.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        subcommands = {Version.class})
public final class Klarsyn {

    private Klarsyn() {}

    /** Runs the command that the arguments name and ends the process with its exit code. */
    public static void main(String[] args) {
        System.exit(new CommandLine(new Klarsyn()).execute(args));
    }
}
