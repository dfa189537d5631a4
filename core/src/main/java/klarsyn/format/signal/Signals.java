package klarsyn.format.signal;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import klarsyn.base.DataException;
import klarsyn.base.Where;
import klarsyn.format.file.Contents;
import klarsyn.format.file.TextBytes;
import klarsyn.signal.Signal;
import klarsyn.signal.SignalHeader;

/**
 * Reads signals such as ECG and EEG; the format is chosen by the end of the file's name.
 *
 * <p>Every method throws {@link DataException} if the file is missing, may not be read, is cut short, is of a format
 * that is not known, or claims what cannot be.
 */
public final class Signals {

    private static final List<SignalFormat> FORMATS = List.of(new Wfdb(), new Edf(), new TextSignal());

    private Signals() {}

    /** The signal of a file, in physical units; NaN where the file says that nothing was recorded. */
    public static Signal read(Path file) {
        SignalFormat format = formatOf(file);
        try {
            return format.read(file);
        } catch (OutOfMemoryError tooLarge) {
            throw TextBytes.tooLarge(file, tooLarge);
        }
    }

    /** What a file says of its channels, without their samples where the format allows it. */
    public static SignalHeader readHeader(Path file) {
        return formatOf(file).readHeader(file);
    }

    /**
     * The marks on a signal in the order of time; none where the file has none.
     *
     * <p>Of a WFDB header, those of the {@code .atr} beside it; other marks of the record by naming their own file.
     */
    public static List<Signal.Annotation> annotations(Path file) {
        return Wfdb.isAnnotator(file) && Files.isRegularFile(file)
                ? Wfdb.annotationsIn(file)
                : formatOf(file).annotations(file);
    }

    /**
     * Whether a file name ends as those of signals do; {@code .txt} and {@code .csv} are among them, which other things
     * than signals end in too.
     */
    public static boolean hasKnownEnding(Path file) {
        return FORMATS.stream().anyMatch(format -> endsAs(format, file));
    }

    /**
     * Names of the signals of a folder (and the folders in it) or of the texts of a zip archive, in the order of their
     * letters; by their names' endings alone.
     */
    public static List<String> entries(Path folderOrZip) {
        rejectNeither(folderOrZip);
        return new SignalCollection(folderOrZip).entries(Signals::hasKnownEnding);
    }

    /**
     * One of the signals of a folder or zip archive.
     *
     * @param entry one of {@link #entries}
     */
    public static Signal readEntry(Path folderOrZip, String entry) {
        rejectNeither(folderOrZip);
        var collection = new SignalCollection(folderOrZip);
        return Files.isDirectory(folderOrZip) ? read(collection.file(entry)) : collection.read(entry);
    }

    private static void rejectNeither(Path place) {
        if (!Files.isDirectory(place) && !(Files.isRegularFile(place) && isZip(place))) {
            throw new DataException("this is neither a folder nor a zip archive", Where.file(place), "check the path");
        }
    }

    private static boolean isZip(Path file) {
        return file.toString().toLowerCase(Locale.ROOT).endsWith(".zip");
    }

    private static SignalFormat formatOf(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new DataException(
                    Files.isDirectory(file) ? "this is a folder, not a signal" : "there is no such file",
                    Where.file(file),
                    "check the path");
        }
        for (SignalFormat format : FORMATS) {
            if (endsAs(format, file)) {
                return format;
            }
        }
        throw new DataException(
                "the file's name does not end like that of a signal" + Contents.describe(file),
                Where.file(file),
                "convert it to one of " + known());
    }

    private static boolean endsAs(SignalFormat format, Path file) {
        String name = file.toString().toLowerCase(Locale.ROOT);
        return format.endings().stream().anyMatch(name::endsWith);
    }

    private static String known() {
        return FORMATS.stream()
                .map(format -> format.name() + " (" + String.join(", ", format.endings()) + ")")
                .collect(Collectors.joining(", "));
    }
}
