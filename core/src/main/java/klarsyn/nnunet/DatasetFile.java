package klarsyn.nnunet;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.stream.IntStream;
import klarsyn.base.Json;
import klarsyn.base.ModelException;
import klarsyn.base.Where;
import klarsyn.data.Labels;
import klarsyn.data.Labels.Label;

/**
 * What {@code dataset.json} of a model folder says.
 *
 * @param channels names of the image's channels
 * @param labels   what the network finds
 */
record DatasetFile(List<String> channels, Labels labels) {

    private static final String BACKGROUND = "background";
    private static final String IGNORE = "ignore";
    private static final String CHANNELS = "channel_names";
    private static final String OLD_CHANNELS = "modality";
    private static final String LABELS = "labels";
    private static final String ORDER = "regions_class_order";
    private static final int LARGEST_LABEL = Short.MAX_VALUE;

    DatasetFile {
        channels = List.copyOf(channels);
    }

    /**
     * The file's channels and labels.
     *
     * @throws ModelException if a key is missing, or the labels are none that nnU-Net trains
     */
    static DatasetFile read(Json json, Where where) {
        return new Reader(where).read(json);
    }

    /** The same as nnU-Net writes it. */
    Json json() {
        SequencedMap<String, Json> names = new LinkedHashMap<>();
        for (String channel : channels) {
            names.put(String.valueOf(names.size()), new Json.Text(channel));
        }
        SequencedMap<String, Object> members = new LinkedHashMap<>();
        members.put(CHANNELS, new Json.Members(names));
        members.put(LABELS, labelsJson());
        if (labels.areRegions()) {
            members.put(ORDER, labels.foreground().stream().map(Label::value).toList());
        }
        members.put("numTraining", 0);
        members.put("file_ending", ".nii.gz");
        return Json.of(members);
    }

    private Map<String, Object> labelsJson() {
        SequencedMap<String, Object> values = new LinkedHashMap<>();
        values.put(BACKGROUND, 0);
        for (Label label : labels.foreground()) {
            values.put(label.name(), labels.areRegions() ? label.members() : label.value());
        }
        labels.ignored().forEach(value -> values.put(IGNORE, value));
        return values;
    }

    /** Reads; every refusal names the file. */
    private record Reader(Where where) {

        DatasetFile read(Json json) {
            SequencedMap<String, Json> members = members(json, "the file");
            SequencedMap<String, List<Integer>> values = values(member(members, LABELS));
            List<Integer> ignored = Optional.ofNullable(values.remove(IGNORE)).orElse(List.of());
            values.values().removeIf(label -> label.equals(List.of(0)));
            boolean regions = values.values().stream().anyMatch(label -> label.size() > 1);
            try {
                return new DatasetFile(
                        channels(members),
                        new Labels(regions ? regions(members, values) : plain(values), Set.copyOf(ignored)));
            } catch (IllegalArgumentException wrong) {
                throw new ModelException(
                        String.valueOf(wrong.getMessage()), where, "use the dataset.json of the training", wrong);
            }
        }

        private List<String> channels(SequencedMap<String, Json> members) {
            SequencedMap<String, Json> names =
                    members(member(members, members.containsKey(CHANNELS) ? CHANNELS : OLD_CHANNELS), CHANNELS);
            List<String> channels = new ArrayList<>();
            for (String number = "0"; names.containsKey(number); number = String.valueOf(channels.size())) {
                channels.add(member(names, number) instanceof Json.Text(String name) ? name : number);
            }
            if (channels.size() != names.size()) {
                throw refused(CHANNELS + " are not numbered 0, 1, 2 …");
            }
            return channels;
        }

        private SequencedMap<String, List<Integer>> values(Json json) {
            SequencedMap<String, List<Integer>> values = new LinkedHashMap<>();
            members(json, LABELS).forEach((name, value) -> values.put(name, integers(value)));
            return values;
        }

        private static List<Label> plain(SequencedMap<String, List<Integer>> values) {
            return values.entrySet().stream()
                    .map(entry -> new Label(entry.getValue().getFirst(), entry.getKey()))
                    .sorted(Comparator.comparingInt(Label::value))
                    .toList();
        }

        private List<Label> regions(SequencedMap<String, Json> members, SequencedMap<String, List<Integer>> values) {
            List<Integer> order = integers(member(members, ORDER));
            List<String> names = List.copyOf(values.sequencedKeySet());
            if (order.size() != names.size()) {
                throw refused("%s has %d values, there are %d regions".formatted(ORDER, order.size(), names.size()));
            }
            return IntStream.range(0, order.size())
                    .mapToObj(i -> new Label(
                            order.get(i),
                            names.get(i),
                            Optional.ofNullable(values.get(names.get(i))).orElse(List.of())))
                    .toList();
        }

        private List<Integer> integers(Json json) {
            List<Json> elements = json instanceof Json.Elements(List<Json> several) ? several : List.of(json);
            if (elements.isEmpty()) {
                throw refused("a label has no value");
            }
            return elements.stream().map(this::integer).toList();
        }

        private int integer(Json json) {
            if (json instanceof Json.Numeric(BigDecimal value)
                    && value.scale() <= 0
                    && value.signum() >= 0
                    && value.compareTo(BigDecimal.valueOf(LARGEST_LABEL)) <= 0) {
                return value.intValueExact();
            }
            throw refused("a label is no number from 0 to " + LARGEST_LABEL);
        }

        private SequencedMap<String, Json> members(Json json, String what) {
            if (json instanceof Json.Members(SequencedMap<String, Json> values)) {
                return values;
            }
            throw refused(what + " is no JSON object");
        }

        private Json member(SequencedMap<String, Json> members, String key) {
            return Optional.ofNullable(members.get(key)).orElseThrow(() -> refused("the key " + key + " is missing"));
        }

        private ModelException refused(String what) {
            return new ModelException(what, where, "use the dataset.json of the training");
        }
    }
}
