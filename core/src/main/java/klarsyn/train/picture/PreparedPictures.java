package klarsyn.train.picture;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import klarsyn.base.DataException;
import klarsyn.base.Where;
import klarsyn.base.Workers;
import klarsyn.data.Case;
import klarsyn.data.OpenArrays;
import klarsyn.prepare.PictureInput;
import klarsyn.train.PackedFile;

/** Pictures prepared for training, as half-precision numbers in one file that stays mapped until this is closed. */
public final class PreparedPictures implements AutoCloseable {

    private final Arena arena;
    private final MemorySegment numbers;
    private final int size;
    private final int[] classes;

    private PreparedPictures(Arena arena, MemorySegment numbers, int size, int[] classes) {
        this.arena = arena;
        this.numbers = numbers;
        this.size = size;
        this.classes = classes;
    }

    /**
     * Prepares all cases in {@code folder}, several in parallel.
     *
     * @param classes class names, in the order of their numbers
     * @throws DataException if a case cannot be read, or has none of the classes
     */
    public static PreparedPictures of(
            List<Case> cases, PictureInput input, List<String> classes, Path folder, Workers workers) {
        Map<String, Integer> numbers =
                IntStream.range(0, classes.size()).boxed().collect(Collectors.toMap(classes::get, number -> number));
        int[] targets = cases.stream().mapToInt(one -> number(one, numbers)).toArray();
        Arena arena = Arena.ofShared();
        try (PackedFile file = PackedFile.create(folder.resolve("pictures.bin"))) {
            PackedFile.Appender all = file.append((long) Short.BYTES * input.size() * cases.size());
            OpenArrays arrays = new OpenArrays();
            int chunk = 1024;
            for (int from = 0; from < cases.size(); from += chunk) {
                List<Case> some = cases.subList(from, Math.min(cases.size(), from + chunk));
                workers.map(some, Case::id, one -> halves(one, input, arrays)).forEach(all::put);
            }
            return new PreparedPictures(arena, file.map(arena), input.size(), targets);
        } catch (RuntimeException failure) {
            arena.close();
            throw failure;
        }
    }

    private static int number(Case subject, Map<String, Integer> numbers) {
        Integer number = numbers.get(subject.target().category().orElse(""));
        if (number == null) {
            throw new DataException(
                    "the case has none of the classes",
                    Where.of(subject.id(), subject.file()),
                    "assign a class, or exclude it: --exclude " + subject.id());
        }
        return number;
    }

    private static short[] halves(Case subject, PictureInput input, OpenArrays arrays) {
        float[] values;
        try {
            values = input.apply(subject.readImage(arrays));
        } catch (DataException wrong) {
            throw new DataException(wrong.what(), Where.of(subject.id(), subject.file()), wrong.fix(), wrong);
        }
        short[] halves = new short[values.length];
        for (int i = 0; i < halves.length; i++) {
            halves[i] = Float.floatToFloat16(values[i]);
        }
        return halves;
    }

    int count() {
        return classes.length;
    }

    int classOf(int index) {
        return classes[index];
    }

    /** The picture, {@code [C, H, W]}. */
    float[] picture(int index) {
        float[] values = new float[size];
        long start = (long) Short.BYTES * size * index;
        for (int i = 0; i < size; i++) {
            values[i] = Float.float16ToFloat(numbers.get(ValueLayout.JAVA_SHORT, start + (long) Short.BYTES * i));
        }
        return values;
    }

    /** Unmaps the pictures. */
    @Override
    public void close() {
        arena.close();
    }
}
