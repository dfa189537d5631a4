package klarsyn.app;

import java.nio.file.Path;

/** Words that can be copied into a shell. */
final class Shell {

    private Shell() {}

    static String quote(Path path) {
        return quote(path.toString());
    }

    static String quote(String word) {
        return word.matches("[A-Za-z0-9_@%+=:,./~-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
