package klarsyn.data.file;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import klarsyn.format.Images;
import klarsyn.format.array.NumericArrays;
import klarsyn.format.signal.Signals;

/** Kinds of files, by name only. */
public final class FileKinds {

    private static final Set<String> PICTURES =
            Set.of(".png", ".jpg", ".jpeg", ".tif", ".tiff", ".webp", ".bmp", ".gif");

    /** Text files that accompany a data set but are not cases. */
    private static final Set<String> COMPANIONS =
            Set.of("readme", "license", "licence", "changelog", "index", "records", "annotators", "notes");

    private FileKinds() {}

    /** Volume, picture or signal; empty for tables, arrays of many cases, and unknown files. */
    public static Optional<Kind> of(Path file) {
        if (isCompanion(file)) {
            return Optional.empty();
        }
        String ending = FileName.of(file).ending();
        if (PICTURES.contains(ending)) {
            return Optional.of(Kind.PICTURE);
        }
        if (isImage(file)) {
            return Optional.of(Kind.VOLUME);
        }
        return Signals.hasKnownEnding(file) ? Optional.of(Kind.SIGNAL) : Optional.empty();
    }

    /** Whether it is an image of one case, a volume or picture. */
    public static boolean isImage(Path file) {
        return Images.hasKnownEnding(file) && !NumericArrays.hasKnownEnding(file);
    }

    private static boolean isCompanion(Path file) {
        FileName name = FileName.of(file);
        return COMPANIONS.contains(name.stem().toLowerCase(Locale.ROOT))
                && !name.ending().startsWith(".nii");
    }
}
