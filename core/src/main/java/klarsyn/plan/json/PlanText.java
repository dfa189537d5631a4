package klarsyn.plan.json;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import klarsyn.base.Json;
import klarsyn.base.PlanException;
import klarsyn.base.Where;

/** Text and JSON of a plan file. */
public final class PlanText {

    private static final long LARGEST_FILE = 16L << 20;

    private PlanText() {}

    /**
     * The text of a file.
     *
     * @param fix advice for the message
     * @throws PlanException if it cannot be read, is not UTF-8 text, or is larger than 16 MiB
     */
    static String of(Path file, String fix) {
        if (!Files.exists(file)) {
            throw new PlanException("the file does not exist", Where.file(file), fix);
        }
        try {
            if (Files.size(file) > LARGEST_FILE) {
                throw new PlanException("the file is larger than 16 MiB", Where.file(file), fix);
            }
            return Files.readString(file);
        } catch (CharacterCodingException binary) {
            throw new PlanException("the file is not UTF-8 text", Where.file(file), fix, binary);
        } catch (IOException failure) {
            throw new PlanException(
                    "the file cannot be read (" + failure.getMessage() + ")",
                    Where.file(file),
                    "use a readable file",
                    failure);
        }
    }

    /** The JSON of a file. */
    public static Json json(Path file, String fix) {
        return json(of(file, fix), Where.file(file));
    }

    /** The JSON of a text. */
    public static Json json(String text, Where origin) {
        try {
            return Json.parse(text);
        } catch (IllegalArgumentException wrong) {
            throw new PlanException(
                    String.valueOf(wrong.getMessage()),
                    origin,
                    "correct this position, or write the file again",
                    wrong);
        }
    }
}
