package klarsyn.data;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import klarsyn.base.DataException;
import klarsyn.data.file.Kind;

/** Numbers and names of the channels of images, from a few cases of a data set. */
public final class ImageChannels {

    private static final int TRIED = 10;

    private ImageChannels() {}

    /** Names of picture channels; numbers for other images. */
    public static List<String> names(Kind kind, int count) {
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
    public static int count(List<Case> cases) {
        return cases.stream()
                .limit(TRIED)
                .mapToInt(ImageChannels::count)
                .filter(count -> count > 0)
                .findFirst()
                .orElse(1);
    }

    /**
     * Most frequent number of channels of up to ten pictures, evenly spaced, because the first one may be an exception.
     * 1 if none of them is readable.
     */
    public static int usualCount(List<Case> pictures) {
        int step = Math.max(1, Math.ceilDiv(pictures.size(), TRIED));
        Map<Integer, Long> counts = IntStream.iterate(0, i -> i < pictures.size(), i -> i + step)
                .map(i -> count(pictures.get(i)))
                .filter(count -> count > 0)
                .boxed()
                .collect(Collectors.groupingBy(count -> count, LinkedHashMap::new, Collectors.counting()));
        return counts.entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .map(Map.Entry::getKey)
                .orElse(1);
    }

    private static int count(Case one) {
        try {
            return one.sources().stream()
                    .mapToInt(source -> source.readImage().size())
                    .sum();
        } catch (DataException unreadable) {
            return 0;
        }
    }
}
