package klarsyn.format;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import klarsyn.base.DataException;
import klarsyn.base.Where;
import klarsyn.signal.Signal;
import klarsyn.signal.SignalHeader;

/**
 * Reads signals such as ECG and EEG; the format is chosen by the end of the file's name.
 *
 * <p>Every method throws {@link DataException} if the file is missing, may not be read, is cut short, is of a format
 * that is not known, or claims what cannot be.
 */
public final class Signals {

    private static final List<SignalFormat> FORMATS = List.of();

    private Signals() {}

    /** The signal of a file, in physical units; NaN where the file says that nothing was recorded. */
    public static Signal read(Path file) {
        return formatOf(file).read(file);
    }

    /** What a file says of its channels, without their samples where the format allows it. */
    public static SignalHeader readHeader(Path file) {
        return formatOf(file).readHeader(file);
    }

    /** The marks on a signal in the order of time; none where the file has none. */
    public static List<Signal.Annotation> annotations(Path file) {
        return formatOf(file).annotations(file);
    }

    /**
     * Whether a file name ends as those of signals do; {@code .txt} and {@code .csv} are among them, which other things
     * than signals end in too.
     */
    public static boolean hasKnownEnding(Path file) {
        return FORMATS.stream().anyMatch(format -> endsAs(format, file));
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
                "the file's name ends like none of the signals that are read" + Contents.describe(file),
                Where.file(file),
                "give it as " + known());
    }

    private static boolean endsAs(SignalFormat format, Path file) {
        String name = file.toString().toLowerCase(Locale.ROOT);
        return format.endings().stream().anyMatch(name::endsWith);
    }

    private static String known() {
        return FORMATS.stream()
                .map(format -> format.name() + " (" + String.join(", ", format.endings()) + ")")
                .collect(Collectors.joining(" or "));
    }
}
