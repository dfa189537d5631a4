package klarsyn.tensor;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;

/** Instruction sets of x86 processors that matter for convolutions. */
public enum InstructionSet {
    /** Vectors of eight floats with fused multiplication and addition: nearly all processors since 2013. */
    AVX2("avx2"),
    /** Vectors of sixteen floats. */
    AVX512("avx512f"),
    /** Products of BF16 vectors. */
    AVX512_BF16("avx512_bf16"),
    /** Products of BF16 matrices. */
    AMX_BF16("amx_bf16");

    private static final Path LINUX = Path.of("/proc/cpuinfo");

    private final String flag;

    InstructionSet(String flag) {
        this.flag = flag;
    }

    /** The instruction sets that the operating system reports; none on systems other than Linux. */
    public static Set<InstructionSet> ofThisMachine() {
        return Machine.FOUND;
    }

    /** Read once. */
    private static final class Machine {
        private static final Set<InstructionSet> FOUND = read();
    }

    private static Set<InstructionSet> read() {
        try (Stream<String> lines = Files.lines(LINUX)) {
            return named(
                    lines.filter(line -> line.startsWith("flags")).findFirst().orElse(""));
        } catch (IOException | UncheckedIOException notLinux) {
            return Set.of();
        }
    }

    /** Instruction sets named by flags that are separated by blanks. */
    static Set<InstructionSet> named(String flags) {
        Set<String> words = new HashSet<>(Arrays.asList(flags.split("\\s+", -1)));
        Set<InstructionSet> found = EnumSet.noneOf(InstructionSet.class);
        for (InstructionSet set : values()) {
            if (words.contains(set.flag)) {
                found.add(set);
            }
        }
        return Collections.unmodifiableSet(found);
    }
}
