package klarsyn.tensor;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.pytorch.global.torch;

/** Information about libtorch and its threads. */
public final class Engine {

    private Engine() {}

    /**
     * Loads the native libraries now instead of at the first tensor; on a background thread this hides their loading
     * time.
     */
    public static void load() {
        Natives.load();
    }

    /** Version of libtorch and of its Java bindings, such as {@code 2.10.0-1.5.13}. */
    public static String version() throws IOException {
        return Loader.getVersion("org.bytedeco", "pytorch");
    }

    /** Sets the number of threads for operations called from this thread; other threads keep theirs. */
    public static void useThreads(int threads) {
        Natives.load();
        torch.set_num_threads(threads);
    }

    /** Resident memory of the process in bytes, native and heap. */
    public static long residentBytes() {
        return Pointer.physicalBytes();
    }

    /**
     * Returns freed native memory to the system: the C library keeps memory that was freed by finished threads, so
     * memory would appear to grow from one training to the next. Does nothing on systems without support.
     */
    public static void giveBackMemory() {
        Pointer.trimMemory();
    }

    /** Processors available to this process. */
    public static int cores() {
        return Runtime.getRuntime().availableProcessors();
    }

    /**
     * Whether the processor multiplies bfloat16 in hardware (AMX or AVX-512 BF16 on Linux). False on other systems,
     * where calibration may still choose bfloat16.
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
