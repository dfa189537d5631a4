package klarsyn.data;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeSet;
import klarsyn.base.DataException;
import klarsyn.base.Json;

/** {@code klarsyn.json} beside the data: what its files cannot say by themselves. */
final class HintsFile {

    static final String NAME = "klarsyn.json";

    private static final Set<String> KEYS = Set.of("layout", "target", "patient", "labels", "channels");

    private HintsFile() {}

    /** What the file says; nothing where there is none. */
    static Hints in(Listing listing) {
        if (!listing.has(NAME)) {
            return Hints.none();
        }
        DescriptionFile json = DescriptionFile.read(listing.root().resolve(Path.of(NAME)));
        Set<String> unknown = new TreeSet<>(json.members().keySet());
        unknown.removeAll(KEYS);
        if (!unknown.isEmpty()) {
            throw new DataException(
                    "there is no such key: " + String.join(", ", unknown),
                    json.at(unknown.iterator().next()),
                    "the keys are " + String.join(", ", new TreeSet<>(KEYS)));
        }
        return new Hints(json.text("layout"), json.text("target"), json.text("patient"), labels(json), channels(json));
    }

    private static SequencedMap<Integer, String> labels(DescriptionFile json) {
        if (json.find("labels").isEmpty()) {
            return new LinkedHashMap<>();
        }
        SequencedMap<Integer, String> labels = new LinkedHashMap<>(json.numbered(
                "labels", "an object such as {\"255\": \"vessel\"}: the value in the label maps, then its name"));
        labels.remove(0);
        if (labels.isEmpty() || labels.lastEntry().getKey() > Short.MAX_VALUE) {
            throw new DataException(
                    "labels have values from 1 to 32767, and there is at least one", json.at("labels"), "name them");
        }
        return labels;
    }

    private static List<String> channels(DescriptionFile json) {
        List<String> names = new ArrayList<>();
        Json none = new Json.Elements(List.of());
        if (json.find("channels").orElse(none) instanceof Json.Elements(List<Json> values)) {
            for (Json value : values) {
                if (value instanceof Json.Text(String name)) {
                    names.add(name);
                }
            }
            if (names.size() == values.size()) {
                return names;
            }
        }
        throw new DataException("a list of names is wanted here", json.at("channels"), "such as [\"CT\"]");
    }
}
