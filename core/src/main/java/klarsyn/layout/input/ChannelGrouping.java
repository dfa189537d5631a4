package klarsyn.layout.input;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import klarsyn.base.DataException;
import klarsyn.base.Where;
import klarsyn.data.Source;
import klarsyn.layout.name.ChannelNames;

/** Groups the images of one folder that are channels of one examination, by their names only. */
final class ChannelGrouping {

    private static final Pattern NUMBERED = Pattern.compile("(.+)_(\\d{4})");

    /** Images numbered from 0000 up to this many count as channels; more are a sequence of images. */
    private static final int MAX_CHANNELS = 10;

    /**
     * An image file or a series.
     *
     * @param stem its name without extension
     */
    record Item(String stem, Source source) {}

    /**
     * One image to predict.
     *
     * @param stem    name without folder; empty if the folder names it
     * @param sources in the order of the model's channels
     */
    record Group(String stem, List<Source> sources) {}

    private final Path folder;
    private final ChannelNames channels;
    private final List<Group> groups = new ArrayList<>();
    private final List<DataException> failures = new ArrayList<>();
    private final List<Path> leftOut = new ArrayList<>();

    private ChannelGrouping(Path folder, ChannelNames channels) {
        this.folder = folder;
        this.channels = channels;
    }

    /** Groups the images directly in a folder. */
    static ChannelGrouping of(Path folder, List<Item> items, ChannelNames channels) {
        ChannelGrouping grouping = new ChannelGrouping(folder, channels);
        grouping.group(items);
        return grouping;
    }

    /** The images. */
    List<Group> groups() {
        return List.copyOf(groups);
    }

    /** Images with missing or extra channels. */
    List<DataException> failures() {
        return List.copyOf(failures);
    }

    /** Images other than those the model was trained on, such as another contrast: they are not predicted. */
    List<Path> leftOut() {
        return List.copyOf(leftOut);
    }

    private void group(List<Item> items) {
        Map<String, SortedMap<Integer, Item>> numbered = new LinkedHashMap<>();
        List<Item> others = new ArrayList<>();
        for (Item item : items) {
            Matcher matcher = NUMBERED.matcher(item.stem());
            if (matcher.matches()) {
                numbered.computeIfAbsent(matcher.group(1), _ -> new TreeMap<>())
                        .put(Integer.valueOf(matcher.group(2)), item);
            } else {
                others.add(item);
            }
        }
        boolean alike = areChannels(numbered);
        numbered.forEach((stem, images) -> groupNumbered(stem, images, alike));
        if (channels.count() > 1) {
            groupNamed(others);
        } else {
            groupSingle(others);
        }
    }

    /**
     * Several names with the same few numbers from 0000 are channels; a single name with numbers may be a sequence of
     * images.
     */
    private static boolean areChannels(Map<String, SortedMap<Integer, Item>> numbered) {
        List<List<Integer>> numbers = numbered.values().stream()
                .map(images -> List.copyOf(images.keySet()))
                .distinct()
                .toList();
        return numbered.size() > 1
                && numbers.size() == 1
                && numbers.getFirst().size() > 1
                && numbers.getFirst().size() <= MAX_CHANNELS
                && isFromZero(numbers.getFirst());
    }

    private static boolean isFromZero(List<Integer> numbers) {
        return numbers.equals(IntStream.range(0, numbers.size()).boxed().toList());
    }

    private void groupNumbered(String stem, SortedMap<Integer, Item> images, boolean alike) {
        List<Integer> numbers = List.copyOf(images.keySet());
        boolean some = numbers.size() > 1 && numbers.size() < channels.count();
        if (isFromZero(numbers) && numbers.size() == channels.count()) {
            add(stem, List.copyOf(images.values()));
        } else if (alike || some) {
            failures.add(
                    wrongChannels(stem, numbers.stream().map("_%04d"::formatted).collect(Collectors.joining(", "))));
        } else {
            images.values().forEach(image -> add(image.stem(), List.of(image)));
        }
    }

    /** A model of one contrast gets that contrast if a folder has several. */
    private void groupSingle(List<Item> items) {
        boolean chooses = channels.isOneContrast()
                && items.stream().anyMatch(item -> channels.find(item.stem()).isPresent());
        for (Item item : items) {
            boolean isOther = ChannelNames.isContrast(item.stem())
                    && channels.find(item.stem()).isEmpty();
            if (chooses && isOther) {
                leftOut.add(item.source().file());
            } else {
                add(item.stem(), List.of(item));
            }
        }
    }

    private void groupNamed(List<Item> items) {
        Map<String, SortedMap<Integer, Item>> examinations = new LinkedHashMap<>();
        List<Item> others = new ArrayList<>();
        for (Item item : items) {
            Optional<ChannelNames.Match> match = channels.find(item.stem());
            boolean isNew = match.isPresent()
                    && examinations
                                    .computeIfAbsent(match.get().rest(), _ -> new TreeMap<>())
                                    .putIfAbsent(match.get().channel(), item)
                            == null;
            if (!isNew) {
                others.add(item);
            }
        }
        Map<String, SortedMap<Integer, Item>> joined = joined(examinations);
        joined.forEach(this::addNamed);
        boolean anyWhole = joined.values().stream().anyMatch(found -> found.size() == channels.count());
        others.forEach(item -> {
            if (anyWhole) {
                leftOut.add(item.source().file());
            } else {
                add(item.stem(), List.of(item));
            }
        });
    }

    /** Names that differ in more than the channel are one examination if the folder has each channel once. */
    private Map<String, SortedMap<Integer, Item>> joined(Map<String, SortedMap<Integer, Item>> examinations) {
        SortedMap<Integer, Item> all = new TreeMap<>();
        int images = 0;
        for (SortedMap<Integer, Item> found : examinations.values()) {
            all.putAll(found);
            images += found.size();
        }
        boolean isOne = examinations.size() > 1 && images == channels.count() && all.size() == images;
        return isOne ? Map.of("", all) : examinations;
    }

    private void addNamed(String stem, SortedMap<Integer, Item> found) {
        if (found.size() == channels.count()) {
            add(stem, List.copyOf(found.values()));
        } else {
            failures.add(wrongChannels(
                    stem, found.keySet().stream().map(channels.names()::get).collect(Collectors.joining(", "))));
        }
    }

    private DataException wrongChannels(String stem, String found) {
        return new DataException(
                "channels found: %s; the model was trained on %d: %s"
                        .formatted(found, channels.count(), String.join(", ", channels.names())),
                Where.file(stem.isEmpty() ? folder : folder.resolve(stem)),
                "provide one file for each channel of the model, with the channel's name or its number from _0000 in"
                        + " the file name");
    }

    private void add(String stem, List<Item> items) {
        groups.add(new Group(stem, items.stream().map(Item::source).toList()));
    }
}
