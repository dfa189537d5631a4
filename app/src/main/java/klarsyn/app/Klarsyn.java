package klarsyn.app;

import java.io.Console;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import klarsyn.app.terminal.ErrorReporter;
import klarsyn.app.terminal.Session;
import klarsyn.app.terminal.Session.Display;
import klarsyn.base.Version;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.UnmatchedArgumentException;

/** The root command {@code klarsyn}. */
@Command(
        name = "klarsyn",
        description = "Trains and evaluates models on a folder of medical images.",
        synopsisSubcommandLabel = "COMMAND",
        sortOptions = false,
        footer = {
            "",
            "First demo:  klarsyn demo",
            "Own data:    klarsyn inspect FOLDER, then klarsyn train FOLDER --minutes 5",
            "Exit codes:  0 success, 2 user error, 1 internal error"
        })
public final class Klarsyn {

    private Klarsyn() {}

    /** Runs a command and ends the process with its exit code. */
    public static void main(String[] arguments) {
        Session session = new Session(
                ProcessHandle.current().info().startInstant().orElseGet(Instant::now),
                new PrintWriter(System.out, false, System.out.charset()),
                new PrintWriter(System.err, false, System.err.charset()),
                isInteractive() ? Display.TERMINAL : Display.LINES);
        System.exit(run(session, arguments));
    }

    /** Runs a command without ending the process. The time limit starts now. */
    static int run(PrintWriter out, PrintWriter err, String... arguments) {
        return run(new Session(Instant.now(), out, err, Display.LINES), arguments);
    }

    private static int run(Session session, String... arguments) {
        try {
            CommandLine line = commandLine(session);
            if (arguments.length == 0) {
                line.usage(session.err());
                return ErrorReporter.USER_ERROR;
            }
            return line.execute(arguments);
        } catch (Throwable failure) {
            return new ErrorReporter(session).report(failure);
        } finally {
            session.out().flush();
            session.err().flush();
        }
    }

    /** Whether input, output and errors are all a terminal; the JDK detects only the first two. */
    private static boolean isInteractive() {
        return Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent()
                && !Files.isRegularFile(Path.of("/proc/self/fd/2"));
    }

    /** All commands, in typical order of use. */
    public static CommandLine commandLine(Session session) {
        CommandLine line = new CommandLine(new Klarsyn());
        line.getCommandSpec()
                .addOption(OptionSpec.builder("-h", "--help")
                        .usageHelp(true)
                        .scopeType(ScopeType.INHERIT)
                        .description("Shows this help.")
                        .build())
                .addOption(OptionSpec.builder("-V", "--version")
                        .versionHelp(true)
                        .description("Shows the version.")
                        .build());
        line.getCommandSpec().version("klarsyn " + Version.NUMBER);
        List<Object> commands = List.of(
                new DemoCommand(session),
                new InspectCommand(session),
                new PlanCommand(session),
                new TrainCommand(session),
                new EvaluateCommand(session),
                new PredictCommand(session),
                new CompareCommand(session),
                new ChooseCommand(session),
                new ExportCommand(session),
                new RunCommand(),
                new VersionCommand(session));
        commands.forEach(line::addSubcommand);
        line.setOut(session.out()).setErr(session.err());
        line.setColorScheme(CommandLine.Help.defaultColorScheme(Ansi.OFF));
        line.setUsageHelpWidth(80);
        line.setParameterExceptionHandler((wrong, _) -> explain(wrong, session));
        line.setExecutionExceptionHandler((failure, _, _) -> new ErrorReporter(session).report(failure));
        return line;
    }

    private static String words(ParameterException wrong) {
        if (!(wrong instanceof UnmatchedArgumentException unmatched)) {
            return String.valueOf(wrong.getMessage());
        }
        String first = unmatched.getUnmatched().getFirst();
        if (first.startsWith("-")) {
            return "unknown option " + first;
        }
        return wrong.getCommandLine().getParent() == null ? "unknown command " + first : "unexpected argument " + first;
    }

    private static int explain(ParameterException wrong, Session session) {
        CommandLine command = wrong.getCommandLine();
        StringBuilder line = new StringBuilder("klarsyn: ").append(words(wrong));
        if (wrong instanceof UnmatchedArgumentException unmatched
                && !unmatched.getSuggestions().isEmpty()) {
            line.append(". Did you mean ")
                    .append(String.join(" or ", unmatched.getSuggestions()))
                    .append('?');
        }
        line.append(" (").append(command.getCommandSpec().qualifiedName()).append(" --help lists the options)");
        session.log(line.toString());
        return ErrorReporter.USER_ERROR;
    }
}
