package klarsyn.layout.mask;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import klarsyn.base.DataException;
import klarsyn.base.Where;
import klarsyn.base.Workers;
import klarsyn.data.Finding;
import klarsyn.data.ImageMemory;
import klarsyn.format.Images;
import klarsyn.format.file.StoredLabels;
import klarsyn.format.file.StoredValue;

/**
 * Finds the labels of a data set without description: every number or color that occurs in its label maps.
 *
 * @param read     label maps that could be read
 * @param rejected label maps that could not
 */
record LabelDiscovery(List<Read> read, List<Rejected> rejected) {

    /** Maximum number of distinct values of label maps. */
    private static final int MAX_VALUES = StoredLabels.MAX_VALUES;

    private static final int NAMED = 5;

    /**
     * The content of one label map.
     *
     * @param counts voxels of each stored value
     * @param colors color of each stored value; empty if the file stores plain numbers
     * @param edges  where values are between their neighbors
     */
    record Read(
            MaskPair pair,
            StoredLabels.Storage storage,
            Map<StoredValue, Long> counts,
            Map<StoredValue, StoredValue> colors,
            EdgeValues edges) {

        boolean isEmpty() {
            return counts.keySet().stream().allMatch(StoredValue::isBackground);
        }

        boolean hasColors() {
            return counts.keySet().stream().anyMatch(StoredValue.Color.class::isInstance);
        }
    }

    /** A label map that could not be read, with the cause. */
    record Rejected(MaskPair pair, DataException cause) {}

    /**
     * The result.
     *
     * @param names    stored values with label names, in label order
     * @param findings possible problems
     */
    record Found(SequencedMap<StoredValue, String> names, List<Finding> findings) {}

    private sealed interface Outcome {
        record Success(Read read) implements Outcome {}

        record Failure(Rejected rejected) implements Outcome {}
    }

    /**
     * Reads every label map.
     *
     * @param root folder of the data set
     * @param word name of a single label
     * @throws DataException if there are none, or stored values are ambiguous
     */
    static Found of(Path root, List<MaskPair> pairs, String word) {
        List<Read> read = new ArrayList<>();
        List<Rejected> rejected = new ArrayList<>();
        List<Path> masks = pairs.stream().map(MaskPair::mask).toList();
        new Workers(ImageMemory.parallelMasks(masks, Runtime.getRuntime().availableProcessors()))
                .map(pairs, MaskPair::id, LabelDiscovery::read)
                .forEach(outcome -> {
                    switch (outcome) {
                        case Outcome.Success(Read one) -> read.add(one);
                        case Outcome.Failure(Rejected one) -> rejected.add(one);
                    }
                });
        LabelDiscovery discovery = new LabelDiscovery(read, rejected);
        SequencedMap<StoredValue, String> names = discovery.names(word);
        return new Found(names, new LabelWarnings(root, names, discovery.shares()).findings());
    }

    private static Outcome read(MaskPair pair) {
        StoredLabels map;
        try {
            map = Images.readStoredLabels(pair.mask());
        } catch (DataException cause) {
            return new Outcome.Failure(new Rejected(pair, cause));
        }
        Map<StoredValue, Long> counts = map.counts();
        Map<StoredValue, StoredValue> colors = new TreeMap<>();
        if (!(map.storage() instanceof StoredLabels.Storage.Numbers)) {
            counts.keySet().forEach(value -> colors.put(value, map.colorOf(value)));
        }
        return new Outcome.Success(new Read(pair, map.storage(), counts, colors, EdgeValues.of(map)));
    }

    private SequencedMap<StoredValue, String> names(String word) {
        if (read.stream().allMatch(Read::isEmpty) && !arePaletteColors()) {
            throw nothing();
        }
        boolean colored = read.stream().anyMatch(Read::hasColors) || arePaletteColors();
        Collection<StoredValue> values = colored ? colors() : numbers();
        requireFew(values);
        EdgeValues.merge(read.stream().map(Read::edges).toList())
                .rejectSmoothed(mostLabels().pair());
        SequencedMap<StoredValue, String> names = new LinkedHashMap<>();
        for (StoredValue value : values) {
            names.put(
                    value,
                    switch (value) {
                        case StoredValue.Color color -> color.toString();
                        case StoredValue.Numeric number -> values.size() == 1 ? word : "label " + number;
                    });
        }
        return names;
    }

    private Collection<StoredValue> numbers() {
        TreeSet<StoredValue> values = new TreeSet<>();
        read.forEach(one -> values.addAll(one.counts().keySet()));
        values.removeIf(StoredValue::isBackground);
        return values;
    }

    /**
     * Whether palette indices must be interpreted by color, not by number: the palettes are ordered differently, or
     * black is not the first entry.
     */
    private boolean arePaletteColors() {
        Map<StoredValue, StoredValue> known = new TreeMap<>();
        for (Read one : read) {
            if (!(one.storage() instanceof StoredLabels.Storage.Palette)) {
                continue;
            }
            for (Map.Entry<StoredValue, StoredValue> entry : one.colors().entrySet()) {
                StoredValue before = known.putIfAbsent(entry.getKey(), entry.getValue());
                boolean isMoved = before != null && !before.equals(entry.getValue());
                if (isMoved
                        || (entry.getValue().isBackground() && !entry.getKey().isBackground())) {
                    return true;
                }
            }
        }
        return false;
    }

    private Collection<StoredValue> colors() {
        List<Read> plain = read.stream()
                .filter(one -> one.storage() instanceof StoredLabels.Storage.Numbers && !one.isEmpty())
                .toList();
        if (!plain.isEmpty()) {
            Read first = plain.getFirst();
            throw new DataException(
                    "%d of %d label maps contain numbers (such as %s) and the others colors"
                            .formatted(plain.size(), read.size(), listed(first.counts())),
                    Where.of(first.pair().id(), first.pair().mask()),
                    "store all label maps in the same way: one whole number per label, or one color per label");
        }
        Map<StoredValue, Long> all = new TreeMap<>();
        for (Read one : read) {
            one.colors().forEach((value, color) -> all.merge(color, one.counts().get(value), Long::sum));
        }
        if (all.keySet().stream().noneMatch(StoredValue::isBackground)) {
            Read first = read.stream().filter(Read::hasColors).findFirst().orElse(read.getFirst());
            throw new DataException(
                    "no pixel of the label maps is black, so their background is unknown; they contain %s"
                            .formatted(listed(all)),
                    Where.of(first.pair().id(), first.pair().mask()),
                    "paint the background black (0, 0, 0)");
        }
        return all.keySet().stream().filter(color -> !color.isBackground()).toList();
    }

    /** The most frequent values with their share of voxels. */
    private static String listed(Map<StoredValue, Long> counts) {
        double all = counts.values().stream().mapToLong(Long::longValue).sum();
        String named = counts.entrySet().stream()
                .sorted(Map.Entry.<StoredValue, Long>comparingByValue().reversed())
                .limit(NAMED)
                .map(entry -> "%s %.0f %%".formatted(entry.getKey(), 100 * entry.getValue() / all))
                .collect(Collectors.joining(", "));
        return counts.size() > NAMED ? named + ", …" : named;
    }

    private void requireFew(Collection<StoredValue> values) {
        if (values.size() <= MAX_VALUES) {
            return;
        }
        Read most = mostLabels();
        throw new DataException(
                "the label maps contain %d different values (%d of them here), too many to be structures"
                        .formatted(values.size(), most.counts().size()),
                Where.of(most.pair().id(), most.pair().mask()),
                "check that these are label maps, not images or instance numbers; store them in a lossless format"
                        + " (PNG, TIFF, NIfTI; JPEG changes values)");
    }

    /** The label map with the most values. */
    private Read mostLabels() {
        return read.stream()
                .max(Comparator.comparingInt(one -> one.counts().size()))
                .orElseThrow();
    }

    private Map<StoredValue, Long> shares() {
        boolean colored = read.stream().anyMatch(Read::hasColors) || arePaletteColors();
        Map<StoredValue, Long> shares = new TreeMap<>();
        for (Read one : read) {
            one.counts()
                    .forEach((value, count) ->
                            shares.merge(colored ? one.colors().getOrDefault(value, value) : value, count, Long::sum));
        }
        return shares;
    }

    /** The reason why there is no label: the cause of rejected maps, if any. */
    private DataException nothing() {
        if (rejected.isEmpty()) {
            return new DataException(
                    "all label maps are empty, so there is nothing to segment",
                    Where.file(read.getFirst().pair().mask()),
                    "check that these are the label maps");
        }
        SequencedMap<String, List<Rejected>> causes = rejected.stream()
                .collect(Collectors.groupingBy(
                        one -> Finding.of(one.cause(), one.cause().where()).cause(),
                        LinkedHashMap::new,
                        Collectors.toList()));
        Rejected first = rejected.getFirst();
        String what = causes.values().stream().map(LabelDiscovery::cause).collect(Collectors.joining("; "));
        String rest = switch (read.size()) {
            case 0 -> "";
            case 1 -> "; the other label map is empty";
            default -> "; the other %d label maps are empty".formatted(read.size());
        };
        return new DataException(
                what + rest,
                Where.of(first.pair().id(), first.pair().mask()),
                first.cause().fix(),
                first.cause());
    }

    private static String cause(List<Rejected> alike) {
        Rejected first = alike.getFirst();
        if (alike.size() == 1) {
            return first.cause().what();
        }
        String others =
                alike.stream().skip(1).limit(NAMED).map(one -> one.pair().id()).collect(Collectors.joining(", "));
        return "%s (likewise in %d more label %s: %s%s)"
                .formatted(
                        first.cause().what(),
                        alike.size() - 1,
                        alike.size() == 2 ? "map" : "maps",
                        others,
                        alike.size() > NAMED + 1 ? ", …" : "");
    }
}
