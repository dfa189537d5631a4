package klarsyn.format;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import klarsyn.base.DataException;
import klarsyn.base.Where;
import klarsyn.table.Table;

/** Reads tables of delimited text. */
public final class Tables {

    private static final List<String> ENDINGS = List.of(".csv", ".tsv", ".tab", ".data");

    private Tables() {}

    /** The table of a file. */
    public static Table read(Path file) {
        throw new DataException("tables are not read yet", Where.file(file), "wait for the next commit");
    }

    /** Whether a file name ends as those of tables do: {@code .csv}, {@code .tsv}, {@code .tab}, {@code .data}. */
    public static boolean hasKnownEnding(Path file) {
        String name = file.toString().toLowerCase(Locale.ROOT);
        return ENDINGS.stream().anyMatch(name::endsWith);
    }
}
