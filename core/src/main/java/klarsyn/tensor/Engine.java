package klarsyn.tensor;

import java.io.IOException;
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
}
