package klarsyn.tensor;

import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.openblas.presets.openblas;
import org.bytedeco.pytorch.global.torch;

/** Information about libtorch and its threads. */
public final class Engine {

    private static final Pattern CAPABILITY = Pattern.compile("CPU capability usage: (\\S+)");

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

    /** The instruction set of libtorch's own kernels on this processor, such as {@code AVX512}. */
    public static String kernels() {
        Natives.load();
        Matcher usage = CAPABILITY.matcher(torch.show_config().getString());
        return usage.find() ? usage.group(1) : "unknown";
    }

    /**
     * Sets the number of threads for operations called from this thread; other threads keep theirs.
     *
     * <p>OpenBLAS, which computes matrix products, has one number for the process; more threads than cores would wait
     * for each other in busy loops.
     */
    public static void useThreads(int threads) {
        Natives.load();
        torch.set_num_threads(threads);
        synchronized (Engine.class) {
            try (Scope _ = Scope.open("threads")) { // the call creates native objects
                openblas.blas_set_num_threads(threads);
            }
        }
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
     * Whether BF16 is expected to be faster than FP32: the processor has matrix instructions for it (AMX on Linux), and
     * the libraries use them. Other processors are at most slightly faster in BF16, which calibration finds out.
     */
    public static boolean hasFastBf16() {
        return FastBf16.FOUND;
    }

    /** Measured once. */
    private static final class FastBf16 {
        private static final boolean FOUND = InstructionSet.ofThisMachine().contains(InstructionSet.AMX_BF16)
                && ConvolutionSpeed.gigaflops(Precision.BF16) > ConvolutionSpeed.gigaflops(Precision.FP32);
    }
}
