package klarsyn.app;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import klarsyn.app.terminal.Session;
import klarsyn.base.Version;
import klarsyn.tensor.ConvolutionSpeed;
import klarsyn.tensor.Device;
import klarsyn.tensor.Engine;
import klarsyn.tensor.InstructionSet;
import klarsyn.tensor.Precision;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Versions, machine and device, and what the processor offers and reaches, for problem reports. */
@Command(
        name = "version",
        description = "Prints the versions of Klarsyn, libtorch and Java, the device, and the speed of the processor.",
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
        facts.put("processor", names(InstructionSet.ofThisMachine()));
        facts.put("kernels", Engine.kernels());
        facts.put("fp32", speed(Precision.FP32));
        facts.put("bf16", speed(Precision.BF16));
        if (json) {
            session.print(facts);
        } else {
            facts.forEach((key, value) -> session.print("%-10s%s".formatted(key, value)));
        }
        return 0;
    }

    private static String names(Set<InstructionSet> sets) {
        return sets.isEmpty()
                ? "unknown instruction sets"
                : sets.stream().map(Enum::name).collect(Collectors.joining(", "));
    }

    private static String speed(Precision precision) {
        return String.format(Locale.ROOT, "%.0f GFLOP/s per core (convolution)", ConvolutionSpeed.gigaflops(precision));
    }
}
