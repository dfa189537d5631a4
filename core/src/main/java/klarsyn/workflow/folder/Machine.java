package klarsyn.workflow.folder;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Stream;
import klarsyn.tensor.Engine;

/** Description of the machine, for reports and provenance. */
public final class Machine {

    private Machine() {}

    /** Processor, cores, system and Java, on one line. */
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

    /** Peak resident size of the process in MiB: as counted by the system on Linux, elsewhere the current size. */
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
