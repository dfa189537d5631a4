package klarsyn.plan;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Supplier;
import klarsyn.base.Json;
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

    private final SequencedMap<String, Json> left;
    private final List<String> readKeys = new ArrayList<>();
    private final Where origin;
    private final String path;

    private StrictKeys(SequencedMap<String, Json> left, Where origin, String path) {
        this.left = left;
        this.origin = origin;
        this.path = path;
    }

    /** The keys of a value that must be an object. */
    public static StrictKeys of(Json json, Where origin, String path) {
        if (json instanceof Json.Members(SequencedMap<String, Json> members)) {
            return new StrictKeys(new LinkedHashMap<>(members), origin, path);
        }
        throw error("expected an object {…}, found " + brief(json), origin, path, FIX);
    }

    public Json json(String key) {
        return find(key).orElseThrow(() -> error("the key is missing", key, FIX));
    }

    public Optional<Json> find(String key) {
        readKeys.add(key);
        return Optional.ofNullable(left.remove(key));
    }

    public boolean has(String key) {
        return left.containsKey(key);
    }

    public StrictKeys object(String key) {
        return of(json(key), origin, join(key));
    }

    public String text(String key) {
        return text(json(key), key);
    }

    public List<String> texts(String key) {
        return elements(json(key), key).stream().map(one -> text(one, key)).toList();
    }

    /** The strings of a key that may be missing, or hold one string instead of a list. */
    public List<String> anyTexts(String key) {
        return find(key)
                .filter(json -> !(json instanceof Json.Nothing))
                .map(json -> json instanceof Json.Text(String one)
                        ? List.of(one)
                        : elements(json, key).stream()
                                .map(each -> text(each, key))
                                .toList())
                .orElse(List.of());
    }

    public int integer(String key) {
        return integer(json(key), key);
    }

    public List<Integer> integers(String key) {
        return integers(json(key), key);
    }

    public List<List<Integer>> rows(String key) {
        return elements(json(key), key).stream().map(row -> integers(row, key)).toList();
    }

    public double number(String key) {
        return number(json(key), key);
    }

    public List<Double> numbers(String key) {
        return elements(json(key), key).stream().map(one -> number(one, key)).toList();
    }

    public boolean truth(String key) {
        return truth(json(key), key);
    }

    public List<Boolean> truths(String key) {
        return elements(json(key), key).stream().map(one -> truth(one, key)).toList();
    }

    /** Rejects values other than these, of which the first is the planner's. */
    public void require(String key, Json... allowed) {
        Json found = json(key);
        if (!List.of(allowed).contains(found)) {
            throw error(
                    brief(found) + " is not supported by Klarsyn",
                    key,
                    "use a model with " + allowed[0].compact() + " there");
        }
    }

    /** As {@link #built}, after rejecting unread keys. */
    public <T> T finish(Supplier<T> construction) {
        if (!left.isEmpty()) {
            String key = left.firstEntry().getKey();
            String hint =
                    Nearest.to(key, readKeys).map("did you mean %s? "::formatted).orElse("");
            throw error("unknown key", key, hint + "known keys: " + String.join(", ", readKeys));
        }
        return built(construction);
    }

    /** Constructs a record and adds the path to its errors. */
    public <T> T built(Supplier<T> construction) {
        try {
            return construction.get();
        } catch (IllegalArgumentException wrong) {
            throw new PlanException(String.valueOf(wrong.getMessage()), at(origin, path), FIX, wrong);
        }
    }

    public PlanException error(String what, String key, String fix) {
        return error(what, origin, join(key), fix);
    }

    public String join(String key) {
        return path.isEmpty() ? key : path + "." + key;
    }

    public Where origin() {
        return origin;
    }

    private static PlanException error(String what, Where origin, String path, String fix) {
        return new PlanException(what, at(origin, path), fix);
    }

    private static Where at(Where origin, String path) {
        return path.isEmpty() ? origin : Where.of(origin + ", " + path);
    }

    private String text(Json json, String key) {
        if (json instanceof Json.Text(String text)) {
            return text;
        }
        throw wrong("a string", json, key);
    }

    private double number(Json json, String key) {
        double value = json instanceof Json.Numeric number ? number.value().doubleValue() : Double.NaN;
        if (Double.isFinite(value)) {
            return value;
        }
        throw wrong("a number", json, key);
    }

    private int integer(Json json, String key) {
        double value = number(json, key);
        if (value == Math.rint(value) && Math.abs(value) <= Integer.MAX_VALUE) {
            return (int) value;
        }
        throw wrong("an integer", json, key);
    }

    private List<Integer> integers(Json json, String key) {
        return elements(json, key).stream().map(one -> integer(one, key)).toList();
    }

    private boolean truth(Json json, String key) {
        if (json instanceof Json.Truth(boolean value)) {
            return value;
        }
        throw wrong("true or false", json, key);
    }

    private List<Json> elements(Json json, String key) {
        if (json instanceof Json.Elements(List<Json> values)) {
            return values;
        }
        throw wrong("a list", json, key);
    }

    private PlanException wrong(String expected, Json found, String key) {
        return error("expected %s, found %s".formatted(expected, brief(found)), key, FIX);
    }

    private static String brief(Json json) {
        String text = json.compact();
        return text.length() > 60 ? text.substring(0, 60) + "…" : text;
    }
}
