package klarsyn.app;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import klarsyn.app.terminal.Session;
import klarsyn.base.Version;
import klarsyn.tensor.Device;
import klarsyn.tensor.Engine;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Versions, machine and device, for problem reports. */
@Command(
        name = "version",
        description = "Prints the versions of Klarsyn, libtorch and Java, and the device.",
        footer = {"", "Example: klarsyn version"})
final class VersionCommand implements Callable<Integer> {

    private final Session session;

    @Option(names = "--json", description = "Prints one JSON object instead of text.")
    private boolean json;

    VersionCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws IOException {
        Map<String, @Nullable Object> facts = new LinkedHashMap<>();
        facts.put("klarsyn", Version.NUMBER);
        facts.put("libtorch", Engine.version());
        facts.put("java", "%s (%s)".formatted(Runtime.version(), System.getProperty("java.vendor")));
        facts.put("system", "%s %s".formatted(System.getProperty("os.name"), System.getProperty("os.arch")));
        facts.put("threads", Engine.cores());
        facts.put("device", Device.best().toString());
        if (json) {
            session.print(facts);
        } else {
            facts.forEach((key, value) -> session.print("%-10s%s".formatted(key, value)));
        }
        return 0;
    }
}
