package klarsyn.format.table;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import klarsyn.base.DataException;
import klarsyn.base.Where;
import klarsyn.format.file.TextBytes;
import klarsyn.table.Table;

/**
 * Reads text tables: fields separated by commas, semicolons, tabs or bars, with or without a header.
 *
 * <p>Quotes follow RFC 4180; any line end; UTF-8, UTF-16 with or without a byte order mark, or Windows-1252. The
 * separator is the one that splits most of the first rows into the same number of fields, or the one in a first line
 * {@code sep=;}. The first row is a header unless it has a number or a missing value where the column has numbers.
 * Columns without a name are named {@code column 1} and so on.
 *
 * <p>A column is numeric if all its values are numbers, with units, limits, thousands separators and decimal commas as
 * listed in {@code docs/formats.md}; otherwise dates; categories if few texts repeat; otherwise text. Missing values
 * are empty fields and {@code ?}, {@code .}, {@code NA}, {@code NaN}, {@code null} and similar. Ambiguities are
 * reported as a {@link klarsyn.table.TableNote} of the table: a column never becomes text without a note because some
 * of its values are not numbers.
 */
public final class Tables {

    private static final List<String> ENDINGS = List.of(".csv", ".tsv", ".tab", ".data");

    private static final long MAX_BYTES = 1 << 29;

    private Tables() {}

    /**
     * The table of a file, regardless of its extension.
     *
     * @throws DataException if the file is missing, not text, larger than 512 MiB or without a row, if a row has more
     *     or fewer fields than the first, or two columns have the same name
     */
    public static Table read(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new DataException(
                    Files.isDirectory(file) ? "expected a table, got a folder" : "the file does not exist",
                    Where.file(file),
                    "check the path");
        }
        try {
            return TableText.of(TextBytes.read(file, MAX_BYTES), Where.file(file));
        } catch (OutOfMemoryError tooLarge) {
            throw TextBytes.tooLarge(file, tooLarge);
        }
    }

    /** Whether a file name has a table extension: {@code .csv}, {@code .tsv}, {@code .tab}, {@code .data}. */
    public static boolean hasKnownEnding(Path file) {
        String name = file.toString().toLowerCase(Locale.ROOT);
        return ENDINGS.stream().anyMatch(name::endsWith);
    }
}
