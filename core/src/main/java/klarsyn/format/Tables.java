package klarsyn.format;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import klarsyn.base.DataException;
import klarsyn.base.Where;
import klarsyn.table.Table;

/**
 * Reads tables of text: fields between commas, semicolons, tabs or bars, with or without names in the first row.
 *
 * <p>As RFC 4180 has it, with any line end, in UTF-8, UTF-16 with a byte order mark, or Latin-1. The separator is the one
 * that cuts all rows alike. Missing are empty fields and {@code ?}, {@code .}, {@code NA}, {@code NaN}, {@code null} and
 * their like; {@code None} is not, which may be an answer. A column is of numbers if all its values are (with a decimal
 * comma where commas do not separate), of categories if few texts come again and again, else of texts. Digits with zeros
 * in front, or more than 15 of them, are names, not numbers.
 *
 * <p>The first row holds names unless it has a number or a missing value where the column has numbers. Columns without a
 * name are called {@code column 1} and so on.
 */
public final class Tables {

    private static final List<String> ENDINGS = List.of(".csv", ".tsv", ".tab", ".data");

    private static final long MOST_BYTES = 1 << 29;

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
            return TableText.of(TextBytes.read(file, MOST_BYTES), Where.file(file));
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
