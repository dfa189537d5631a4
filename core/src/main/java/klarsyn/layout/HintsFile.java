package klarsyn.layout;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import klarsyn.base.DataException;
import klarsyn.base.Json;
import klarsyn.base.JsonReader;
import klarsyn.data.Hints;
import klarsyn.data.TaskKind;
import klarsyn.format.file.StoredLabels;
import klarsyn.format.file.StoredValue;
import klarsyn.layout.name.Listing;

/** {@code klarsyn.json} in the data folder: information that the files lack. */
final class HintsFile {

    static final String NAME = "klarsyn.json";

    private static final Set<String> KEYS = Set.of("layout", "target", "task", "patient", "labels", "channels");

    private HintsFile() {}

    /** The hints in the file; no hints if there is none. */
    static Hints in(Listing listing) {
        if (!listing.has(NAME)) {
            return Hints.none();
        }
        DescriptionFile json = DescriptionFile.read(listing.root().resolve(Path.of(NAME)));
        json.json().requireKeys(KEYS);
        return new Hints(
                json.text("layout"),
                json.text("target"),
                json.text("task").map(word -> task(json, word)),
                json.text("patient"),
                labels(json),
                channels(json));
    }

    private static TaskKind task(DescriptionFile json, String word) {
        return TaskKind.of(word)
                .orElseThrow(() -> new DataException(
                        "there is no task " + word,
                        json.at("task"),
                        "name one of " + String.join(", ", TaskKind.words())));
    }

    private static SequencedMap<StoredValue, String> labels(DescriptionFile json) {
        String fix =
                "write an object such as {\"255\": \"vessel\"} or {\"#FF0000\": \"vessel\"}: the value or color in the"
                        + " label maps, then its name";
        SequencedMap<StoredValue, String> labels = new LinkedHashMap<>();
        if (json.find("labels").isEmpty()) {
            return labels;
        }
        boolean colors = json.object("labels", fix).keySet().stream().anyMatch(key -> !key.matches("\\d+"));
        if (colors) {
            labels.putAll(colors(json, fix));
        } else {
            json.numbered("labels", fix).forEach((value, name) -> labels.put(new StoredValue.Numeric(value), name));
        }
        labels.keySet().removeIf(StoredValue::isBackground);
        if (labels.isEmpty()
                || labels.keySet().stream()
                        .anyMatch(value ->
                                value instanceof StoredValue.Numeric(int number) && number > StoredLabels.LARGEST)) {
            throw new DataException(
                    "labels have values from 1 to %d, and there is at least one".formatted(StoredLabels.LARGEST),
                    json.at("labels"),
                    "name the labels");
        }
        return labels;
    }

    private static SequencedMap<StoredValue, String> colors(DescriptionFile json, String fix) {
        SequencedMap<StoredValue, String> labels = new LinkedHashMap<>();
        json.object("labels", fix).forEach((key, value) -> {
            Optional<StoredValue.Color> color = StoredValue.Color.parse(key);
            if (color.isEmpty() || !(value instanceof Json.Text(String name))) {
                throw new DataException(
                        "\"%s\": %s is not a color with a name".formatted(key, value.compact()),
                        json.at("labels"),
                        fix);
            }
            if (labels.put(color.get(), name) != null) {
                throw new DataException(
                        "the color %s is repeated".formatted(key), json.at("labels"), "keep one of them");
            }
        });
        return labels;
    }

    private static List<String> channels(DescriptionFile json) {
        return json.json()
                .find("channels")
                .map(names -> names.elements().stream().map(JsonReader::text).toList())
                .orElse(List.of());
    }
}
