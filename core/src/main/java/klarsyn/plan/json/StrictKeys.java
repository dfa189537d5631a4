package klarsyn.plan.json;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Function;
import java.util.function.Supplier;
import klarsyn.base.Json;
import klarsyn.base.JsonReader;
import klarsyn.base.JsonReader.Problem;
import klarsyn.base.Nearest;
import klarsyn.base.PlanException;
import klarsyn.base.Where;

/**
 * Reads a JSON object key by key; keys that are never read are rejected at the end.
 *
 * <p>All errors contain file and path.
 */
public final class StrictKeys {

    private static final String FIX = "make a new plan with nnU-Net, or correct this key";

    private final SequencedMap<String, JsonReader> left;
    private final List<String> readKeys = new ArrayList<>();
    private final Where origin;
    private final String path;

    private StrictKeys(SequencedMap<String, JsonReader> left, Where origin, String path) {
        this.left = left;
        this.origin = origin;
        this.path = path;
    }

    /** The keys of a value that must be an object. */
    public static StrictKeys of(Json json, Where origin, String path) {
        return new StrictKeys(new JsonReader(json, origin, path, Problem.PLAN).members(), origin, path);
    }

    public Json json(String key) {
        return value(key).json();
    }

    public Optional<Json> find(String key) {
        return ask(key).map(JsonReader::json);
    }

    public boolean has(String key) {
        return left.containsKey(key);
    }

    public StrictKeys object(String key) {
        return of(json(key), origin, join(key));
    }

    public String text(String key) {
        return value(key).text();
    }

    public List<String> texts(String key) {
        return list(value(key), JsonReader::text);
    }

    /** The strings of a key that may be missing, or contain one string instead of a list. */
    public List<String> anyTexts(String key) {
        return ask(key).filter(value -> !(value.json() instanceof Json.Nothing))
                .map(value ->
                        value.json() instanceof Json.Text(String one) ? List.of(one) : list(value, JsonReader::text))
                .orElse(List.of());
    }

    public int integer(String key) {
        return value(key).integer();
    }

    public List<Integer> integers(String key) {
        return list(value(key), JsonReader::integer);
    }

    public List<List<Integer>> rows(String key) {
        return list(value(key), row -> list(row, JsonReader::integer));
    }

    public double number(String key) {
        return value(key).number();
    }

    public List<Double> numbers(String key) {
        return list(value(key), JsonReader::number);
    }

    public boolean truth(String key) {
        return value(key).truth();
    }

    public List<Boolean> truths(String key) {
        return list(value(key), JsonReader::truth);
    }

    private JsonReader value(String key) {
        return ask(key).orElseThrow(() -> error("the key is missing", key, FIX));
    }

    private Optional<JsonReader> ask(String key) {
        readKeys.add(key);
        return Optional.ofNullable(left.remove(key));
    }

    private static <T> List<T> list(JsonReader values, Function<JsonReader, T> each) {
        return values.elements().stream().map(each).toList();
    }

    /** Rejects values other than these, of which the first is the planner's. */
    public void require(String key, Json... allowed) {
        Json found = json(key);
        if (!List.of(allowed).contains(found)) {
            throw error(brief(found) + " is not supported by Klarsyn", key, "use a model with " + allowed[0].compact());
        }
    }

    /** As {@link #built}, after rejecting unread keys. */
    public <T> T finish(Supplier<T> construction) {
        if (!left.isEmpty()) {
            String key = left.firstEntry().getKey();
            String hint = Nearest.to(key, readKeys)
                    .map("did you mean %s? "::formatted)
                    .orElse("");
            throw error("unknown key", key, hint + "known keys: " + String.join(", ", readKeys));
        }
        return built(construction);
    }

    /** Constructs a record and adds the path to its errors. */
    public <T> T built(Supplier<T> construction) {
        try {
            return construction.get();
        } catch (IllegalArgumentException wrong) {
            throw new PlanException(String.valueOf(wrong.getMessage()), at(path), FIX, wrong);
        }
    }

    public PlanException error(String what, String key, String fix) {
        return new PlanException(what, at(join(key)), fix);
    }

    public String join(String key) {
        return path.isEmpty() ? key : path + "." + key;
    }

    public Where origin() {
        return origin;
    }

    private Where at(String place) {
        return place.isEmpty() ? origin : Where.of(origin + ", key " + place);
    }

    private static String brief(Json json) {
        String text = json.compact();
        return text.length() > 60 ? text.substring(0, 60) + "…" : text;
    }
}
