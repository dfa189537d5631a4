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
 * Reads signals such as ECG and EEG; the format follows from the file name extension.
 *
 * <p>Every method throws {@link DataException} if the file is missing, unreadable, truncated, inconsistent or of an
 * unknown format.
 */
public final class Signals {

    private static final List<SignalFormat> FORMATS = List.of(new Wfdb(), new Edf(), new TextSignal());

    private Signals() {}

    /** The signal of a file, in physical units; NaN where the file marks samples as missing. */
    public static Signal read(Path file) {
        SignalFormat format = formatOf(file);
        try {
            return format.read(file);
        } catch (OutOfMemoryError tooLarge) {
            throw TextBytes.tooLarge(file, tooLarge);
        }
    }

    /** The channels of a file, without reading their samples if the format allows. */
    public static SignalHeader readHeader(Path file) {
        return formatOf(file).readHeader(file);
    }

    /**
     * The annotations of a signal, sorted by time; empty if there are none.
     *
     * <p>For a WFDB header, those of its {@code .atr} file; for other annotations of the record, give their file.
     */
    public static List<Signal.Annotation> annotations(Path file) {
        return Wfdb.isAnnotator(file) && Files.isRegularFile(file)
                ? Wfdb.annotationsIn(file)
                : formatOf(file).annotations(file);
    }

    /**
     * Whether a file name has the extension of a signal format; these include {@code .txt} and {@code .csv}, which
     * other files use too.
     */
    public static boolean hasKnownEnding(Path file) {
        return FORMATS.stream().anyMatch(format -> endsAs(format, file));
    }

    /**
     * Sorted names of the signals in a folder and its subfolders, or of the text files in a zip archive; only by their
     * extensions.
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
                    Files.isDirectory(file) ? "expected a signal, got a folder" : "the file does not exist",
                    Where.file(file),
                    "check the path");
        }
        for (SignalFormat format : FORMATS) {
            if (endsAs(format, file)) {
                return format;
            }
        }
        throw new DataException(
                "the file name has no known signal extension" + Contents.describe(file),
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
