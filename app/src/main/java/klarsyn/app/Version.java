package klarsyn.app;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.concurrent.Callable;
import klarsyn.tensor.Device;
import klarsyn.tensor.Engine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** What to quote when something goes wrong: versions, machine, device. */
@Command(
        name = "version",
        description = "Prints the versions of Klarsyn, libtorch and Java, and what the machine computes with.",
        footer = {"", "Example: klarsyn version"})
final class Version implements Callable<Integer>, IVersionProvider {

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        out.printf("Klarsyn   %s%n", number());
        out.printf("libtorch  %s%n", Engine.version());
        out.printf("Java      %s (%s)%n", Runtime.version(), System.getProperty("java.vendor"));
        out.printf("system    %s %s%n", System.getProperty("os.name"), System.getProperty("os.arch"));
        out.printf("threads   %d%n", Runtime.getRuntime().availableProcessors());
        out.printf("device    %s%n", Device.best());
        return 0;
    }

    @Override
    public String[] getVersion() {
        return new String[] {"klarsyn " + number()};
    }

    private static String number() {
        try (InputStream text =
                Objects.requireNonNull(Version.class.getResourceAsStream("version.txt"), "version.txt")) {
            return new String(text.readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
