package klarsyn.plan;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import klarsyn.base.Json;
import klarsyn.base.PlanException;
import klarsyn.base.Where;

/** The text of a plan's file, and its JSON. */
public final class PlanText {

    private static final long LARGEST_FILE = 16L << 20;

    private PlanText() {}

    /**
     * The text of a file.
     *
     * @param fix what to do if it is none
     * @throws PlanException if it cannot be read, is no UTF-8 text, or larger than 16 MiB
     */
    static String of(Path file, String fix) {
        if (!Files.exists(file)) {
            throw new PlanException("there is no such file", Where.file(file), fix);
        }
        try {
            if (Files.size(file) > LARGEST_FILE) {
                throw new PlanException("the file has more than 16 MiB", Where.file(file), fix);
            }
            return Files.readString(file);
        } catch (CharacterCodingException binary) {
            throw new PlanException("the file is no UTF-8 text", Where.file(file), fix, binary);
        } catch (IOException failure) {
            throw new PlanException(
                    "the file cannot be read (" + failure.getMessage() + ")",
                    Where.file(file),
                    "name a file that is there and may be read",
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
                    String.valueOf(wrong.getMessage()), origin, "correct that place, or write the file again", wrong);
        }
    }
}
