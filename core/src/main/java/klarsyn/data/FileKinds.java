package klarsyn.data;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import klarsyn.base.DataException;
import klarsyn.format.Images;
import klarsyn.format.array.NumericArrays;
import klarsyn.format.signal.Signals;

/** Kinds of files, by name only. */
public final class FileKinds {

    private static final int TRIED = 10;

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

    /** Names of picture channels; numbers for other images. */
    public static List<String> channelNames(Kind kind, int count) {
        return switch (kind == Kind.PICTURE ? count : 0) {
            case 1 -> List.of("gray");
            case 3 -> List.of("red", "green", "blue");
            case 4 -> List.of("red", "green", "blue", "alpha");
            default ->
                count == 1
                        ? List.of("image")
                        : IntStream.range(0, count)
                                .mapToObj(index -> "channel " + index)
                                .toList();
        };
    }

    /**
     * Number of channels of the first readable case; one if the first few are unreadable, which the pre-flight check
     * reports.
     */
    public static int channelCount(List<Case> cases) {
        return cases.stream()
                .limit(TRIED)
                .mapToInt(FileKinds::channelCount)
                .filter(count -> count > 0)
                .findFirst()
                .orElse(1);
    }

    /**
     * Number of channels that most pictures have, of at most ten that are read, evenly spread: the first may be the one
     * that differs from all others. One if none of them is readable.
     */
    public static int usualChannelCount(List<Case> pictures) {
        int step = Math.max(1, Math.ceilDiv(pictures.size(), TRIED));
        Map<Integer, Long> counts = IntStream.iterate(0, i -> i < pictures.size(), i -> i + step)
                .map(i -> channelCount(pictures.get(i)))
                .filter(count -> count > 0)
                .boxed()
                .collect(Collectors.groupingBy(count -> count, LinkedHashMap::new, Collectors.counting()));
        return counts.entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .map(Map.Entry::getKey)
                .orElse(1);
    }

    private static int channelCount(Case one) {
        try {
            return one.sources().stream()
                    .mapToInt(source -> source.readImage().size())
                    .sum();
        } catch (DataException unreadable) {
            return 0;
        }
    }

    private static boolean isCompanion(Path file) {
        FileName name = FileName.of(file);
        return COMPANIONS.contains(name.stem().toLowerCase(Locale.ROOT))
                && !name.ending().startsWith(".nii");
    }
}
