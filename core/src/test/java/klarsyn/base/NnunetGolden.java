package klarsyn.base;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** nnU-Net's recorded values, if present next to the repository; their README describes the sections. */
public final class NnunetGolden {

    private NnunetGolden() {}

    /** One section of the file, one line each. */
    public static Json section(String name) {
        Path file = SharedData.conformance("nnunet").resolve("golden.json");
        String start = "\"" + name + "\":";
        try (Stream<String> lines = Files.lines(file)) {
            String line = lines.map(String::strip)
                    .filter(each -> each.startsWith(start))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("no section " + name + " in " + file));
            String value = line.substring(start.length()).strip();
            return Json.parse(value.endsWith(",") ? value.substring(0, value.length() - 1) : value);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** A member of an object. */
    public static Json member(Json json, String key) {
        return reader(json).member(key).json();
    }

    /** The elements of an array. */
    public static List<Json> elements(Json json) {
        return reader(json).elements().stream().map(JsonReader::json).toList();
    }

    /** A number. */
    public static double number(Json json) {
        return reader(json).number();
    }

    /** What is missing or another value fails the test that asks for it: the file was there. */
    private static JsonReader reader(Json json) {
        return JsonReader.of(json, Where.of("golden.json"), JsonReader.Problem.DATA);
    }

    /** Whole numbers of an array. */
    public static List<Integer> integers(Json json) {
        return elements(json).stream().map(element -> (int) number(element)).toList();
    }

    /** The data of a stored array, last axis fastest. */
    public static float[] floats(Json array) {
        List<Json> data = elements(member(array, "data"));
        float[] values = new float[data.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) number(data.get(i));
        }
        return values;
    }

    /** The shape of a stored array. */
    public static long[] shape(Json array) {
        return integers(member(array, "shape")).stream()
                .mapToLong(Integer::longValue)
                .toArray();
    }
}
