package klarsyn.app.terminal;

import java.nio.file.Path;

/** Quotes arguments for a shell. */
public final class Shell {

    private Shell() {}

    public static String quote(Path path) {
        return quote(path.toString());
    }

    public static String quote(String word) {
        return word.matches("[A-Za-z0-9_@%+=:,./~-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
