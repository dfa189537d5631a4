package klarsyn.workflow;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Stream;
import klarsyn.tensor.Engine;

/** The machine in words and in figures, for reports and provenance. */
public final class Machine {

    private Machine() {}

    /** Processor, cores, system and Java, in one line. */
    public static String words() {
        String processor = firstLine(Path.of("/proc/cpuinfo"), "model name")
                .map(line -> line.substring(line.indexOf(':') + 1).strip() + ", ")
                .orElse("");
        return String.format(
                Locale.ROOT,
                "%s%d cores, %s %s, Java %s",
                processor,
                Engine.cores(),
                System.getProperty("os.name"),
                System.getProperty("os.arch"),
                System.getProperty("java.version"));
    }

    /** Largest resident size so far in MiB: the system's count on Linux, elsewhere the present one. */
    public static long peakMemoryMib() {
        return firstLine(Path.of("/proc/self/status"), "VmHWM")
                .map(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) / 1024)
                .orElseGet(() -> Engine.residentBytes() >> 20);
    }

    private static java.util.Optional<String> firstLine(Path file, String start) {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.filter(line -> line.startsWith(start)).findFirst();
        } catch (IOException | java.io.UncheckedIOException notLinux) {
            return java.util.Optional.empty();
        }
    }
}
