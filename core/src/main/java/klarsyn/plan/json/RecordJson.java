package klarsyn.plan.json;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.SequencedMap;
import java.util.Set;
import java.util.stream.Stream;
import klarsyn.base.Interval;
import klarsyn.base.Json;
import klarsyn.base.Nearest;
import klarsyn.base.PlanException;
import klarsyn.base.Where;
import klarsyn.data.label.Labels;

/**
 * Converts records to JSON and back: components are keys, enums are names, cases of sealed interfaces have a key
 * {@code kind}.
 *
 * <p>Supports integers, floating point numbers, strings, enums, lists, sets and records. Reading is strict: unknown,
 * missing or mistyped keys are rejected with their path.
 */
public final class RecordJson {

    private static final String KIND = "kind";

    private final String origin;

    private RecordJson(Where origin) {
        this.origin = origin.text();
    }

    /** The JSON of a record, keys in component order. */
    public static Json write(Object value) {
        return switch (value) {
            case Labels labels -> writeLabels(labels);
            case Record values -> writeRecord(values);
            case List<?> values ->
                new Json.Elements(values.stream().map(RecordJson::write).toList());
            case Set<?> values ->
                new Json.Elements(
                        values.stream().sorted().map(RecordJson::write).toList());
            case Enum<?> constant -> new Json.Text(constant.name());
            case String text -> new Json.Text(text);
            case Integer number -> Json.Numeric.of(number);
            case Long number -> Json.Numeric.of(number);
            case Double number -> Double.isFinite(number) ? Json.Numeric.of(number) : new Json.Nothing();
            default -> throw new IllegalArgumentException("not supported as JSON: " + value.getClass());
        };
    }

    /** Only names, if their order determines the values. */
    private static Json writeLabels(Labels labels) {
        return labels.equals(Labels.of(names(labels)))
                ? write(List.of(names(labels)))
                : write(WrittenLabels.of(labels));
    }

    private static String[] names(Labels labels) {
        return labels.foreground().stream().map(Labels.Label::name).toArray(String[]::new);
    }

    private static Json writeRecord(Record values) {
        SequencedMap<String, Json> members = new LinkedHashMap<>();
        for (Class<?> family : values.getClass().getInterfaces()) {
            if (family.isSealed()) {
                members.put(KIND, new Json.Text(kind(values.getClass(), family)));
            }
        }
        for (RecordComponent component : values.getClass().getRecordComponents()) {
            members.put(component.getName(), write(value(component, values)));
        }
        return new Json.Members(members);
    }

    private static Object value(RecordComponent component, Record record) {
        try {
            return component.getAccessor().invoke(record);
        } catch (IllegalAccessException | InvocationTargetException defect) {
            throw new IllegalStateException(record.getClass() + " must be public", defect);
        }
    }

    /** The case name without its family name: a {@code SegmentationPlan} is a {@code Plan} of kind segmentation. */
    private static String kind(Class<?> type, Class<?> family) {
        String name = type.getSimpleName();
        String suffix = family.getSimpleName();
        String cause = name.endsWith(suffix) && !name.equals(suffix)
                ? name.substring(0, name.length() - suffix.length())
                : name;
        return cause.toLowerCase(Locale.ROOT);
    }

    /**
     * Parses a record.
     *
     * @param origin the file, for messages
     * @throws PlanException with the path of a key that is unknown, missing, mistyped, or rejected by its record
     */
    public static <T extends Record> T read(Json json, Class<T> type, Where origin) {
        return type.cast(new RecordJson(origin).read(json, type, ""));
    }

    /**
     * Parses a case of a sealed family of records, selected by its key {@code kind}.
     *
     * @throws PlanException as {@link #read(Json, Class, Where)}
     */
    public static <T> T readCase(Json json, Class<T> family, Where origin) {
        return family.cast(new RecordJson(origin).read(json, family, ""));
    }

    private Object read(Json json, Type type, String path) {
        if (type instanceof ParameterizedType several) {
            List<Object> values = readList(json, several.getActualTypeArguments()[0], path);
            return several.getRawType() == Set.class ? Set.copyOf(values) : values;
        }
        Class<?> plain = (Class<?>) type;
        if (plain == Labels.class) {
            return readLabels(json, path);
        }
        if (plain.isSealed()) {
            return readCase(members(json, path), plain, path);
        }
        if (plain.isRecord()) {
            return readRecord(members(json, path), plain, path, List.of());
        }
        if (plain.isEnum()) {
            return readEnum(json, plain, path);
        }
        if (plain == String.class) {
            return json instanceof Json.Text text ? text.value() : wrongType(json, "a string", path);
        }
        return readNumber(json, plain, path);
    }

    private Object readNumber(Json json, Class<?> type, String path) {
        if (!(json instanceof Json.Numeric number)) {
            return wrongType(json, "a number", path);
        }
        try {
            if (type == int.class || type == Integer.class) {
                return number.value().intValueExact();
            }
            if (type == long.class) {
                return number.value().longValueExact();
            }
        } catch (ArithmeticException fraction) {
            throw error(json.compact() + " is not an integer, or too large", path, "an integer", fraction);
        }
        double value = number.value().doubleValue();
        return Double.isFinite(value) ? value : wrongType(json, "a number below 1.8e308", path);
    }

    private Object readEnum(Json json, Class<?> type, String path) {
        List<String> names = Stream.of(type.getEnumConstants())
                .map(constant -> ((Enum<?>) constant).name())
                .toList();
        String value = json instanceof Json.Text text ? text.value() : "";
        if (!names.contains(value)) {
            String hint =
                    Nearest.to(value, names).map("did you mean %s? "::formatted).orElse("");
            throw error(json.compact() + " is unknown", path, hint + "one of " + String.join(", ", names));
        }
        return type.getEnumConstants()[names.indexOf(value)];
    }

    private List<Object> readList(Json json, Type type, String path) {
        if (!(json instanceof Json.Elements elements)) {
            return List.of(wrongType(json, "a list", path));
        }
        List<Object> values = new ArrayList<>();
        for (Json element : elements.values()) {
            values.add(read(element, type, path + "[" + values.size() + "]"));
        }
        return values;
    }

    private Labels readLabels(Json json, String path) {
        return switch (json) {
            case Json.Elements names -> {
                String[] all = readList(names, String.class, path).toArray(String[]::new);
                yield (Labels) checked(() -> Labels.of(all), path);
            }
            case Json.Members all -> {
                var written = (WrittenLabels) readRecord(all, WrittenLabels.class, path, List.of());
                yield (Labels) checked(written::labels, path);
            }
            default -> (Labels) wrongType(json, "a list of names", path);
        };
    }

    private Object readCase(Json.Members members, Class<?> family, String path) {
        List<String> kinds = Stream.of(family.getPermittedSubclasses())
                .map(one -> kind(one, family))
                .toList();
        Json kind = members.values().get(KIND);
        if (!(kind instanceof Json.Text text) || !kinds.contains(text.value())) {
            throw error(
                    kind == null ? "the key is missing" : kind.compact() + " is unknown",
                    join(path, KIND),
                    "one of " + String.join(", ", kinds));
        }
        Class<?> type = family.getPermittedSubclasses()[kinds.indexOf(text.value())];
        return readRecord(members, type, path, List.of(KIND));
    }

    private Object readRecord(Json.Members members, Class<?> type, String path, List<String> additionalKeys) {
        RecordComponent[] components = type.getRecordComponents();
        List<String> known = new ArrayList<>(additionalKeys);
        Stream.of(components).map(RecordComponent::getName).forEach(known::add);
        rejectUnknown(members, known, path);
        Object[] values = new Object[components.length];
        for (int i = 0; i < components.length; i++) {
            String key = components[i].getName();
            Json value = members.values().get(key);
            if (value == null) {
                throw error(
                        "the key " + join(path, key) + " is missing",
                        path,
                        "add it: docs/plan.md of Klarsyn lists its values");
            }
            boolean undefined = type == Interval.class && value instanceof Json.Nothing; // no cases, no metric
            values[i] = undefined ? Double.NaN : read(value, components[i].getGenericType(), join(path, key));
        }
        return checked(() -> constructor(type).newInstance(values), path);
    }

    private void rejectUnknown(Json.Members members, List<String> known, String path) {
        for (String key : members.values().keySet()) {
            if (!known.contains(key)) {
                String hint = Nearest.to(key, known)
                        .map("did you mean %s? "::formatted)
                        .orElse("");
                throw error("unknown key " + join(path, key), path, hint + "known keys: " + String.join(", ", known));
            }
        }
    }

    private static Constructor<?> constructor(Class<?> type) throws NoSuchMethodException {
        return type.getConstructor(Stream.of(type.getRecordComponents())
                .map(RecordComponent::getType)
                .toArray(Class<?>[]::new));
    }

    @FunctionalInterface
    private interface Construction {
        Object make() throws ReflectiveOperationException;
    }

    /** Adds the path to errors of a record's own checks. */
    private Object checked(Construction construction, String path) {
        try {
            return construction.make();
        } catch (InvocationTargetException error) {
            throw located(error.getCause() instanceof RuntimeException cause ? cause : error, path);
        } catch (IllegalArgumentException error) {
            throw located(error, path);
        } catch (ReflectiveOperationException defect) {
            throw new IllegalStateException("a record of a plan must be public", defect);
        }
    }

    private PlanException located(Throwable error, String path) {
        return switch (error) {
            case PlanException cause ->
                new PlanException(cause.what(), Where.of(origin + ", " + cause.where()), cause.fix(), cause);
            case IllegalArgumentException cause ->
                error(
                        String.valueOf(cause.getMessage()),
                        path,
                        "change the value: docs/plan.md of Klarsyn lists the allowed values",
                        cause);
            default -> throw new IllegalStateException(error);
        };
    }

    private Json.Members members(Json json, String path) {
        return json instanceof Json.Members members ? members : (Json.Members) wrongType(json, "an object {…}", path);
    }

    private Object wrongType(Json json, String expected, String path) {
        String found = json.compact();
        throw error(
                "expected %s, found %s".formatted(expected, found.length() > 40 ? found.substring(0, 40) + "…" : found),
                path,
                "write " + expected);
    }

    private PlanException error(String what, String path, String fix) {
        return new PlanException(what, at(path), fix);
    }

    private PlanException error(String what, String path, String fix, Throwable cause) {
        return new PlanException(what, at(path), fix, cause);
    }

    private Where at(String path) {
        return Where.of(path.isEmpty() ? origin : origin + ", " + path);
    }

    private static String join(String path, String key) {
        return path.isEmpty() ? key : path + "." + key;
    }
}
