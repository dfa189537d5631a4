package klarsyn.layout.name;

import java.util.Locale;
import java.util.Optional;
import klarsyn.data.Part;

/** Words for the parts of a data set's own split. */
public final class Splits {

    private Splits() {}

    /** The part of a folder's or a cell's word; empty for other words. */
    public static Optional<Part> part(String word) {
        return switch (word.strip().toLowerCase(Locale.ROOT)) {
            case "train", "training", "tr" -> Optional.of(Part.TRAIN);
            case "val", "valid", "validation", "dev" -> Optional.of(Part.VALIDATION);
            case "test", "testing", "ts" -> Optional.of(Part.TEST);
            default -> Optional.empty();
        };
    }
}
