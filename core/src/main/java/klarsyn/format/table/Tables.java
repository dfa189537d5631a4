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
 * Reads tables of text: fields separated by commas, semicolons, tabs or bars, with or without names in the first row.
 *
 * <p>Quotes are those of RFC 4180; any line end; UTF-8, UTF-16 with or without a byte order mark, or Windows-1252. The
 * separator is the one that cuts most of the first rows alike, or the one that a first line {@code sep=;} states. The
 * first row holds names unless it has a number or a missing value where the column has numbers. Columns without a name
 * are called {@code column 1} and so on.
 *
 * <p>A column is of numbers if all its values are, with a unit, a limit's sign, thousands set apart and decimal commas as
 * {@code docs/formats.md} lists them; of dates; of categories if few texts come again and again; else of texts. Missing
 * are empty fields and {@code ?}, {@code .}, {@code NA}, {@code NaN}, {@code null} and the like. Whatever the file does
 * not state plainly is a {@link klarsyn.table.TableNote} of the table: a column never becomes text without one because some
 * of its values are no numbers.
 */
public final class Tables {

    private static final List<String> ENDINGS = List.of(".csv", ".tsv", ".tab", ".data");

    private static final long MAX_BYTES = 1 << 29;

    private Tables() {}

    /**
     * The table of a file, whatever its name ends in.
     *
     * @throws DataException if the file is missing, no text, larger than 512 MiB or without a row, if a row has more or
     *     fewer fields than the first, or two columns have one name
     */
    public static Table read(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new DataException(
                    Files.isDirectory(file) ? "this is a folder, not a table" : "there is no such file",
                    Where.file(file),
                    "check the path");
        }
        try {
            return TableText.of(TextBytes.read(file, MAX_BYTES), Where.file(file));
        } catch (OutOfMemoryError tooLarge) {
            throw TextBytes.tooLarge(file, tooLarge);
        }
    }

    /** Whether a file name ends as those of tables do: {@code .csv}, {@code .tsv}, {@code .tab}, {@code .data}. */
    public static boolean hasKnownEnding(Path file) {
        String name = file.toString().toLowerCase(Locale.ROOT);
        return ENDINGS.stream().anyMatch(name::endsWith);
    }
}
