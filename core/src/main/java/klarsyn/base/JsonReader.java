package klarsyn.base;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeSet;

/**
 * Reads a JSON value; errors contain the file, the key and the value.
 *
 * <pre>{@code
 * JsonReader run = JsonReader.parse(text, Where.file(file), Problem.DATA);
 * double dice = run.member("test").member("dice").number();
 * }</pre>
 *
 * @param json    the value
 * @param origin  file of the value
 * @param path    path in the file, such as {@code test.cases[3]}; empty for the root
 * @param problem selects the exception for an unexpected value
 */
public record JsonReader(Json json, Where origin, String path, Problem problem) {

    private static final int BRIEF = 60;

    /** The type of file, which selects the exception. */
    public enum Problem {
        /** A file of the data set. */
        DATA,
        /** A plan. */
        PLAN,
        /** A model or a run, which is not edited by hand. */
        MODEL;

        private KlarsynException of(String what, Where where, String fix) {
            return switch (this) {
                case DATA -> new DataException(what, where, fix);
                case PLAN -> new PlanException(what, where, fix);
                case MODEL -> new ModelException(what, where, "use another file, or copy it again from its source");
            };
        }
    }

    /** The root value of a file. */
    public static JsonReader of(Json json, Where origin, Problem problem) {
        return new JsonReader(json, origin, "", problem);
    }

    /**
     * Parses the root value of a file.
     *
     * @throws KlarsynException if the text is not JSON, with line and column
     */
    public static JsonReader parse(String text, Where origin, Problem problem) {
        try {
            return of(Json.parse(text), origin, problem);
        } catch (IllegalArgumentException broken) {
            throw problem.of(String.valueOf(broken.getMessage()), origin, "correct this position");
        }
    }

    /** File and key, for messages. */
    public Where where() {
        return path.isEmpty() ? origin : Where.of(origin + ", key " + path);
    }

    /** File and key of a member, which may be missing. */
    public Where where(String key) {
        return at(key).where();
    }

    /**
     * The member with this key.
     *
     * @throws KlarsynException if this is not an object, or the key is missing; the message suggests a similar key
     */
    public JsonReader member(String key) {
        return find(key)
                .orElseThrow(() -> problem.of(
                        "the key is missing",
                        where(key),
                        Nearest.to(key, List.copyOf(values().keySet()))
                                        .map("did you mean %s? "::formatted)
                                        .orElse("") + "add the key " + key));
    }

    /**
     * The member with this key; empty if missing.
     *
     * @throws KlarsynException if this is not an object
     */
    public Optional<JsonReader> find(String key) {
        return Optional.ofNullable(values().get(key)).map(value -> new JsonReader(value, origin, join(key), problem));
    }

    /** Whether this is an object with such a member. */
    public boolean has(String key) {
        return json instanceof Json.Members(var values) && values.containsKey(key);
    }

    /**
     * All members of an object, in the order of the file.
     *
     * @throws KlarsynException if this is not an object
     */
    public SequencedMap<String, JsonReader> members() {
        SequencedMap<String, JsonReader> members = new LinkedHashMap<>();
        values().forEach((key, value) -> members.put(key, new JsonReader(value, origin, join(key), problem)));
        return members;
    }

    /**
     * The elements of an array.
     *
     * @throws KlarsynException if this is not an array
     */
    public List<JsonReader> elements() {
        if (!(json instanceof Json.Elements(List<Json> values))) {
            throw wrong("a list […]");
        }
        List<JsonReader> elements = new ArrayList<>();
        for (Json value : values) {
            elements.add(new JsonReader(value, origin, "%s[%d]".formatted(path, elements.size()), problem));
        }
        return elements;
    }

    /**
     * A string.
     *
     * @throws KlarsynException if this is of another type
     */
    public String text() {
        if (json instanceof Json.Text(String value)) {
            return value;
        }
        throw wrong("a string");
    }

    /**
     * A finite number.
     *
     * @throws KlarsynException if this is of another type
     */
    public double number() {
        if (json instanceof Json.Numeric(BigDecimal value) && Double.isFinite(value.doubleValue())) {
            return value.doubleValue();
        }
        throw wrong("a number");
    }

    /**
     * A finite number; NaN for null, which means undefined.
     *
     * @throws KlarsynException if this is of another type
     */
    public double numberOrNaN() {
        return json instanceof Json.Nothing ? Double.NaN : number();
    }

    /**
     * An integer.
     *
     * @throws KlarsynException if this is not an integer, or exceeds {@code int}
     */
    public int integer() {
        double value = number();
        if (value == Math.rint(value) && Math.abs(value) <= Integer.MAX_VALUE) {
            return (int) value;
        }
        throw wrong("an integer");
    }

    /**
     * A boolean.
     *
     * @throws KlarsynException if this is of another type
     */
    public boolean truth() {
        if (json instanceof Json.Truth(boolean value)) {
            return value;
        }
        throw wrong("true or false");
    }

    /**
     * Rejects unknown keys.
     *
     * @throws KlarsynException with the unknown keys and a similar known one
     */
    public void requireKeys(Collection<String> known) {
        Set<String> unknown = new TreeSet<>(values().keySet());
        unknown.removeAll(Set.copyOf(known));
        if (!unknown.isEmpty()) {
            String first = unknown.iterator().next();
            throw problem.of(
                    "unknown key " + String.join(", ", unknown),
                    where(first),
                    Nearest.to(first, List.copyOf(known))
                                    .map("did you mean %s? "::formatted)
                                    .orElse("") + "known keys: " + String.join(", ", new TreeSet<>(known)));
        }
    }

    /** An error about a value of another type than expected. */
    public KlarsynException wrong(String expected) {
        String text = json.compact();
        String found = text.length() > BRIEF ? text.substring(0, BRIEF) + "…" : text;
        return problem.of(
                "expected %s, found %s".formatted(expected, found), where(), "change it to %s".formatted(expected));
    }

    private Map<String, Json> values() {
        if (json instanceof Json.Members(SequencedMap<String, Json> values)) {
            return values;
        }
        throw wrong("an object {…}");
    }

    private JsonReader at(String key) {
        return new JsonReader(json, origin, join(key), problem);
    }

    private String join(String key) {
        return path.isEmpty() ? key : path + "." + key;
    }
}
