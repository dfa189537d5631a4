package klarsyn.layout;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeMap;
import klarsyn.base.DataException;
import klarsyn.base.Json;
import klarsyn.base.Where;
import klarsyn.data.Cohort;
import klarsyn.data.label.Labels;

/**
 * nnU-Net's {@code dataset.json}, version 2, of a data set or a trained model.
 *
 * @param name       name of the data set; may be empty
 * @param channels   image channels, from 0
 * @param labels     the structures; regions if {@code regions_class_order} is present, and the value of {@code ignore}
 * @param fileEnding of images and label maps, such as {@code .nii.gz}
 */
public record NnunetDescription(String name, List<Cohort.Channel> channels, Labels labels, String fileEnding) {

    private static final BigDecimal MAX_LABEL = BigDecimal.valueOf(Short.MAX_VALUE);
    private static final String CHANNELS = "channel_names";
    private static final String OLD_CHANNELS = "modality";
    private static final String IGNORE = "ignore";
    private static final String LABELS = "labels";
    private static final String ORDER = "regions_class_order";
    private static final String LABELS_FIX =
            "write an object such as {\"background\": 0, \"liver\": 1}: name first, then number";

    /** Copies the channels. */
    public NnunetDescription {
        channels = List.copyOf(channels);
    }

    /**
     * Reads the file.
     *
     * @throws DataException naming the missing or invalid key
     */
    public static NnunetDescription read(Path file) {
        DescriptionFile json = DescriptionFile.read(file);
        String ending = json.text("file_ending")
                .orElseThrow(() -> new DataException(
                        "the key is missing", json.at("file_ending"), "write \"file_ending\": \".nii.gz\""));
        return new NnunetDescription(
                json.text("name").orElse(""),
                MsdLayout.channels(json, json.find(CHANNELS).isPresent() ? CHANNELS : OLD_CHANNELS),
                labels(json),
                ending);
    }

    /** Name of each channel. */
    public List<String> modalities() {
        return channels.stream().map(Cohort.Channel::modality).toList();
    }

    /** As JSON, in nnU-Net's format. */
    public Json json(int cases) {
        SequencedMap<String, Json> channelNames = new LinkedHashMap<>();
        channels.forEach(one -> channelNames.put(Integer.toString(one.index()), new Json.Text(one.modality())));
        SequencedMap<String, Json> values = new LinkedHashMap<>();
        values.put("background", Json.Numeric.of(0));
        for (Labels.Label label : labels.foreground()) {
            values.put(label.name(), members(label));
        }
        labels.ignored().forEach(value -> values.put(IGNORE, Json.Numeric.of(value)));
        SequencedMap<String, Json> all = new LinkedHashMap<>();
        all.put(CHANNELS, new Json.Members(channelNames));
        all.put(LABELS, new Json.Members(values));
        if (labels.areRegions()) {
            all.put(
                    ORDER,
                    new Json.Elements(labels.foreground().stream()
                            .map(label -> (Json) Json.Numeric.of(label.value()))
                            .toList()));
        }
        all.put("numTraining", Json.Numeric.of(cases));
        all.put("file_ending", new Json.Text(fileEnding));
        if (!name.isEmpty()) {
            all.put("name", new Json.Text(name));
        }
        return new Json.Members(all);
    }

    private static Json members(Labels.Label label) {
        List<Json> numbers = new ArrayList<>();
        label.members().forEach(value -> numbers.add(Json.Numeric.of(value)));
        return numbers.size() == 1 ? numbers.getFirst() : new Json.Elements(numbers);
    }

    private static Labels labels(DescriptionFile json) {
        SequencedMap<String, List<Integer>> members = new LinkedHashMap<>();
        Set<Integer> ignored = Set.of();
        for (Map.Entry<String, Json> entry : json.object(LABELS, LABELS_FIX).entrySet()) {
            List<Integer> values = values(entry, json.at(LABELS));
            if (entry.getKey().equals(IGNORE)) {
                ignored = Set.of(values.getFirst());
            } else if (!values.equals(List.of(0))) {
                members.put(entry.getKey(), values);
            }
        }
        try {
            return json.find(ORDER).isPresent()
                    ? new Labels(regions(members, order(json), json.at(ORDER)), ignored)
                    : new Labels(
                            MsdLayout.consecutive(single(members, json.at(LABELS)), json.at(LABELS))
                                    .foreground(),
                            ignored);
        } catch (IllegalArgumentException rejected) {
            throw new DataException(
                    String.valueOf(rejected.getMessage()), json.at(LABELS), "give each label its own value", rejected);
        }
    }

    private static List<Labels.Label> regions(
            SequencedMap<String, List<Integer>> members, List<Integer> order, Where where) {
        if (order.size() != members.size()) {
            throw new DataException(
                    "%d values for %d labels".formatted(order.size(), members.size()),
                    where,
                    "give one value per label, in label order: the value written for the region");
        }
        List<Labels.Label> regions = new ArrayList<>();
        members.forEach((name, values) -> regions.add(new Labels.Label(order.get(regions.size()), name, values)));
        return regions;
    }

    private static TreeMap<Integer, String> single(SequencedMap<String, List<Integer>> members, Where where) {
        TreeMap<Integer, String> names = new TreeMap<>();
        members.forEach((name, values) -> {
            if (values.size() != 1) {
                throw new DataException(
                        "\"%s\" is a region of several labels, but the value written where they overlap is not defined"
                                .formatted(name),
                        where,
                        "add \"%s\": [1, 2, …], one value per label in label order".formatted(ORDER));
            }
            String earlier = names.put(values.getFirst(), name);
            if (earlier != null) {
                throw new DataException(
                        "\"%s\" and \"%s\" both have the number %d".formatted(earlier, name, values.getFirst()),
                        where,
                        "give each its own");
            }
        });
        return names;
    }

    private static List<Integer> order(DescriptionFile json) {
        return json.find(ORDER)
                .filter(Json.Elements.class::isInstance)
                .map(list -> ((Json.Elements) list)
                        .values().stream()
                                .map(value -> number(value, ORDER, json.at(ORDER), "use a list such as [1, 2, 3]"))
                                .toList())
                .orElseThrow(() -> new DataException("not a list", json.at(ORDER), "use a list such as [1, 2, 3]"));
    }

    private static List<Integer> values(Map.Entry<String, Json> entry, Where where) {
        return switch (entry.getValue()) {
            case Json.Elements(List<Json> several)
            when !several.isEmpty() ->
                several.stream()
                        .map(value -> number(value, entry.getKey(), where, LABELS_FIX))
                        .toList();
            case Json value -> List.of(number(value, entry.getKey(), where, LABELS_FIX));
        };
    }

    private static int number(Json value, String name, Where where, String fix) {
        return switch (value) {
            case Json.Numeric(var number)
            when number.signum() >= 0
                    && number.compareTo(MAX_LABEL) <= 0
                    && number.stripTrailingZeros().scale() <= 0 -> number.intValueExact();
            case Json.Text(String text)
            when text.matches("\\d{1,5}") && Integer.parseInt(text) <= Short.MAX_VALUE -> Integer.parseInt(text);
            default ->
                throw new DataException(
                        "\"%s\": %s is not a label number".formatted(name, value.compact()), where, fix);
        };
    }
}
