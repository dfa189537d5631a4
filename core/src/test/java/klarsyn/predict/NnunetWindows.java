package klarsyn.predict;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import klarsyn.base.Json;
import klarsyn.base.SharedData;
import org.junit.jupiter.api.Assumptions;

/** The reference values of nnU-Net for sliding windows. */
final class NnunetWindows {

    private NnunetWindows() {}

    /** A part of the section on sliding windows, which is one line of the file. */
    static Json section(String name) {
        Path file = SharedData.conformance("nnunet").resolve("golden.json");
        try (Stream<String> lines = Files.lines(file)) {
            String line = lines.map(String::strip)
                    .filter(each -> each.startsWith("\"sliding_window\":"))
                    .findFirst()
                    .orElseGet(() -> Assumptions.abort("no section on sliding windows in " + file));
            String object = line.endsWith(",") ? line.substring(0, line.length() - 1) : line;
            return member(member(Json.parse("{" + object + "}"), "sliding_window"), name);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    static Json member(Json json, String key) {
        return ((Json.Members) json).values().getOrDefault(key, new Json.Nothing());
    }

    static List<Json> elements(Json json) {
        return ((Json.Elements) json).values();
    }

    static double number(Json json) {
        return ((Json.Number) json).value().doubleValue();
    }

    static String text(Json json) {
        return ((Json.Text) json).value();
    }

    static int[] ints(Json json) {
        return elements(json).stream().mapToInt(each -> (int) number(each)).toArray();
    }
}
