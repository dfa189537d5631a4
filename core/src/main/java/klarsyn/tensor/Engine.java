package klarsyn.tensor;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.pytorch.global.torch;

/** What libtorch is here, and how many threads it may use. */
public final class Engine {

    private Engine() {}

    /** Loads the native libraries now rather than at the first tensor; from a background thread it hides their cost. */
    public static void load() {
        Natives.load();
    }

    /** Version of libtorch and of its Java presets, such as {@code 2.10.0-1.5.13}. */
    public static String version() throws IOException {
        return Loader.getVersion("org.bytedeco", "pytorch");
    }

    /** Lets operations that this thread calls use that many threads; other threads keep their number. */
    public static void useThreads(int threads) {
        Natives.load();
        torch.set_num_threads(threads);
    }

    /** Asks for algorithms that give the same bits each time, and warns nowhere. */
    public static void requireDeterminism() {
        Natives.load();
        torch.globalContext().setDeterministicAlgorithms(true, false);
    }

    /** Resident memory of the process in bytes, native and heap. */
    public static long residentBytes() {
        return Pointer.physicalBytes();
    }

    /**
     * Gives freed native memory back to the system: the C library keeps much of what threads that have ended had freed, and
     * one training after the other would seem to grow. Where it cannot, nothing happens.
     */
    public static void giveBackMemory() {
        Pointer.trimMemory();
    }

    /** Processors that this process may use. */
    public static int cores() {
        return Runtime.getRuntime().availableProcessors();
    }

    /**
     * Whether the processor multiplies bfloat16 in hardware (AMX or AVX-512 BF16 on Linux); elsewhere the answer is no,
     * and a calibration may find otherwise.
     */
    public static boolean hasFastBf16() {
        Path description = Path.of("/proc/cpuinfo");
        try (Stream<String> lines = Files.lines(description)) {
            return lines.anyMatch(line -> line.startsWith("flags") && line.contains("_bf16"));
        } catch (IOException | UncheckedIOException notLinux) {
            return false;
        }
    }
}
