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
 * Reads a JSON value, with errors that name the file, the key, and what stands there.
 *
 * <pre>{@code
 * JsonReader run = JsonReader.parse(text, Where.file(file), Problem.DATA);
 * double dice = run.member("test").member("dice").number();
 * }</pre>
 *
 * @param json    the value
 * @param origin  the file that it comes from
 * @param path    its place there, such as {@code test.cases[3]}; empty for the whole
 * @param problem what is thrown if the value is another one than expected
 */
public record JsonReader(Json json, Where origin, String path, Problem problem) {

    private static final int BRIEF = 60;

    /** The exception that a wrong value causes: whose file it is decides who can fix it. */
    public enum Problem {
        /** A file of the data set. */
        DATA,
        /** A plan. */
        PLAN,
        /** A model or a run, which nobody edits: another file is needed. */
        MODEL;

        private KlarsynException of(String what, Where where, String fix) {
            return switch (this) {
                case DATA -> new DataException(what, where, fix);
                case PLAN -> new PlanException(what, where, fix);
                case MODEL -> new ModelException(what, where, "name another file, or copy it again from its source");
            };
        }
    }

    /** A whole file's value. */
    public static JsonReader of(Json json, Where origin, Problem problem) {
        return new JsonReader(json, origin, "", problem);
    }

    /**
     * A whole file's value from its text.
     *
     * @throws KlarsynException if it is no JSON, with the line and column
     */
    public static JsonReader parse(String text, Where origin, Problem problem) {
        try {
            return of(Json.parse(text), origin, problem);
        } catch (IllegalArgumentException broken) {
            throw problem.of(
                    String.valueOf(broken.getMessage()), origin, "correct that place; a JSON checker shows it");
        }
    }

    /** File and key, for messages. */
    public Where where() {
        return path.isEmpty() ? origin : Where.of(origin + ", key " + path);
    }

    /** File and key of a member, whether it is there or not. */
    public Where where(String key) {
        return at(key).where();
    }

    /**
     * The member of this key.
     *
     * @throws KlarsynException if this is no object, or the key is missing; the nearest key is named
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
     * The member of this key; empty if there is none.
     *
     * @throws KlarsynException if this is no object
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
     * @throws KlarsynException if this is no object
     */
    public SequencedMap<String, JsonReader> members() {
        SequencedMap<String, JsonReader> members = new LinkedHashMap<>();
        values().forEach((key, value) -> members.put(key, new JsonReader(value, origin, join(key), problem)));
        return members;
    }

    /**
     * The elements of an array.
     *
     * @throws KlarsynException if this is no array
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
     * @throws KlarsynException if this is none
     */
    public String text() {
        if (json instanceof Json.Text(String value)) {
            return value;
        }
        throw wrong("a text");
    }

    /**
     * A finite number.
     *
     * @throws KlarsynException if this is none
     */
    public double number() {
        if (json instanceof Json.Numeric(BigDecimal value) && Double.isFinite(value.doubleValue())) {
            return value.doubleValue();
        }
        throw wrong("a number");
    }

    /**
     * A finite number; NaN for null, which stands for an undefined figure.
     *
     * @throws KlarsynException if this is neither
     */
    public double numberOrNaN() {
        return json instanceof Json.Nothing ? Double.NaN : number();
    }

    /**
     * A whole number.
     *
     * @throws KlarsynException if this is none, or one that no {@code int} can hold
     */
    public int integer() {
        double value = number();
        if (value == Math.rint(value) && Math.abs(value) <= Integer.MAX_VALUE) {
            return (int) value;
        }
        throw wrong("a whole number");
    }

    /**
     * True or false.
     *
     * @throws KlarsynException if this is neither
     */
    public boolean truth() {
        if (json instanceof Json.Truth(boolean value)) {
            return value;
        }
        throw wrong("true or false");
    }

    /**
     * Refuses members of other keys.
     *
     * @throws KlarsynException naming them and the nearest known one
     */
    public void requireKeys(Collection<String> known) {
        Set<String> unknown = new TreeSet<>(values().keySet());
        unknown.removeAll(Set.copyOf(known));
        if (!unknown.isEmpty()) {
            String first = unknown.iterator().next();
            throw problem.of(
                    "there is no such key: " + String.join(", ", unknown),
                    where(first),
                    Nearest.to(first, List.copyOf(known))
                                    .map("did you mean %s? "::formatted)
                                    .orElse("") + "the keys are " + String.join(", ", new TreeSet<>(known)));
        }
    }

    /** The error that another value was expected here. */
    public KlarsynException wrong(String expected) {
        String text = json.compact();
        String found = text.length() > BRIEF ? text.substring(0, BRIEF) + "…" : text;
        return problem.of(
                "expected %s, found %s".formatted(expected, found), where(), "write %s there".formatted(expected));
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
