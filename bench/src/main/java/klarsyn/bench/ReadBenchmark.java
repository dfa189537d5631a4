package klarsyn.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import klarsyn.format.Images;
import klarsyn.image.Volume;

/**
 * Seconds to read gzip images, beside what the JDK's inflater alone needs for the same bytes already in memory, in turn.
 *
 * <p>Of each, the least and the median over the repeats, on the wall and of the thread that reads (which other work on
 * the machine disturbs less). With 0 repeats the files are read once and nothing is inflated beside, for a look at the
 * process's memory from outside.
 *
 * <pre>
 * java -cp "bench/target/classes:$(cat bench/target/classpath)" klarsyn.bench.ReadBenchmark REPEATS FILE...
 * </pre>
 */
final class ReadBenchmark {

    private static final int OUTPUT = 1 << 16;

    private ReadBenchmark() {}

    /** Seconds on the wall and of the thread. */
    private record Seconds(double wall, double cpu) {}

    /** Something to be timed. */
    @FunctionalInterface
    private interface Work {
        long run() throws IOException, DataFormatException;
    }

    public static void main(String[] arguments) throws IOException, DataFormatException {
        int repeats = Integer.parseInt(arguments[0]);
        List<Path> files = Arrays.stream(arguments).skip(1).map(Path::of).toList();
        if (repeats == 0) {
            Seconds once = time(() -> read(files));
            System.out.printf(Locale.ROOT, "klarsyn, once: %.3f s (thread %.3f s)%n", once.wall, once.cpu);
            return;
        }
        List<byte[]> zipped = new ArrayList<>();
        for (Path file : files) {
            zipped.add(Files.readAllBytes(file));
        }
        List<Seconds> inflated = new ArrayList<>();
        List<Seconds> read = new ArrayList<>();
        for (int repeat = -2; repeat < repeats; repeat++) { // the first two warm up
            Seconds inflating = time(() -> inflate(zipped));
            Seconds reading = time(() -> read(files));
            if (repeat >= 0) {
                inflated.add(inflating);
                read.add(reading);
            }
        }
        print("inflater", inflated);
        print("klarsyn ", read);
        System.out.printf(
                Locale.ROOT,
                "klarsyn / inflater: thread, medians %.2f, least %.2f%n",
                sorted(read, true)[repeats / 2] / sorted(inflated, true)[repeats / 2],
                sorted(read, true)[0] / sorted(inflated, true)[0]);
    }

    private static long read(List<Path> files) {
        long voxels = 0;
        for (Path file : files) {
            for (Volume channel : Images.readChannels(file)) {
                voxels += channel.voxels().length;
            }
        }
        return voxels;
    }

    private static long inflate(List<byte[]> zipped) throws DataFormatException {
        byte[] output = new byte[OUTPUT];
        long bytes = 0;
        for (byte[] file : zipped) {
            try (Inflater inflater = new Inflater(true)) {
                int start = deflateStart(file);
                inflater.setInput(file, start, file.length - start);
                while (!inflater.finished()) {
                    bytes += inflater.inflate(output);
                }
            }
        }
        return bytes;
    }

    /** Where the deflate stream of a gzip file begins (RFC 1952, section 2.3). */
    private static int deflateStart(byte[] file) {
        int flags = file[3];
        int at = 10;
        if ((flags & 4) != 0) {
            at += 2 + (file[at] & 0xff) + ((file[at + 1] & 0xff) << 8);
        }
        for (int text = 8; text <= 16; text *= 2) {
            if ((flags & text) != 0) {
                while (file[at++] != 0) {
                    // the name or the comment ends with a zero
                }
            }
        }
        return at + ((flags & 2) != 0 ? 2 : 0);
    }

    private static Seconds time(Work work) throws IOException, DataFormatException {
        var threads = ManagementFactory.getThreadMXBean();
        long cpu = threads.getCurrentThreadCpuTime();
        long wall = System.nanoTime();
        if (work.run() == 0) {
            throw new IOException("nothing was read");
        }
        return new Seconds((System.nanoTime() - wall) / 1e9, (threads.getCurrentThreadCpuTime() - cpu) / 1e9);
    }

    private static double[] sorted(List<Seconds> seconds, boolean cpu) {
        return seconds.stream()
                .mapToDouble(one -> cpu ? one.cpu : one.wall)
                .sorted()
                .toArray();
    }

    private static void print(String what, List<Seconds> seconds) {
        double[] wall = sorted(seconds, false);
        double[] cpu = sorted(seconds, true);
        System.out.printf(
                Locale.ROOT,
                "%s wall %.4f s (least %.4f), thread %.4f s (least %.4f)%n",
                what,
                wall[wall.length / 2],
                wall[0],
                cpu[cpu.length / 2],
                cpu[0]);
    }
}
