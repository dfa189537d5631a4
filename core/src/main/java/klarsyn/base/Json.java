package klarsyn.base;

import java.io.StringWriter;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.DefaultPrettyPrinter;

/**
 * A JSON value: parsed from text, matched with {@code switch}, written as text.
 *
 * <p>Uses only Jackson's parser: loading databind would add a third of a second to the start of every command.
 */
public sealed interface Json {

    /**
     * An object.
     *
     * @param values by key, in file order
     */
    record Members(SequencedMap<String, Json> values) implements Json {
        /** Copies the map, keeping its order. */
        public Members {
            values = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(values));
        }
    }

    /**
     * An array.
     *
     * @param values in file order
     */
    record Elements(List<Json> values) implements Json {
        /** Copies the list. */
        public Elements {
            values = List.copyOf(values);
        }
    }

    /**
     * A string.
     *
     * @param value without quotes, unescaped
     */
    record Text(String value) implements Json {}

    /**
     * A number, exactly as written; equal to every number of the same value, so 0.003 equals 3e-3.
     *
     * @param value the number
     */
    record Numeric(BigDecimal value) implements Json {
        /** Strips trailing zeros. */
        public Numeric {
            value = value.stripTrailingZeros();
        }

        /** The shortest decimal number that parses back to this double. */
        public static Numeric of(double value) {
            return new Numeric(new BigDecimal(Double.toString(value)));
        }

        /** An integer. */
        public static Numeric of(long value) {
            return new Numeric(BigDecimal.valueOf(value));
        }
    }

    /**
     * True or false.
     *
     * @param value the truth value
     */
    record Truth(boolean value) implements Json {}

    /** JSON null. */
    record Nothing() implements Json {}

    /**
     * Parses one JSON value of at most 64 levels.
     *
     * @throws IllegalArgumentException if the text is not JSON, has content after the value, or repeats a key; the
     *     message states the problem with line and column
     */
    static Json parse(String text) {
        try (JsonParser parser = Formats.FACTORY.createParser(ObjectReadContext.empty(), text)) {
            parser.nextToken();
            Json value = value(parser);
            if (parser.nextToken() != null) {
                throw new IllegalArgumentException("unexpected content after the JSON value in line %d"
                        .formatted(parser.currentTokenLocation().getLineNr()));
            }
            return value;
        } catch (JacksonException wrong) {
            String place = Optional.ofNullable(wrong.getLocation()) // absent if a limit was exceeded
                    .map(at -> ", line %d, column %d".formatted(at.getLineNr(), at.getColumnNr()))
                    .orElse("");
            throw new IllegalArgumentException("not valid JSON: " + wrong.getOriginalMessage() + place, wrong);
        }
    }

    /**
     * The JSON form of maps, lists, strings, numbers and booleans; NaN, infinities and null become JSON null.
     *
     * @throws IllegalArgumentException for other types
     */
    static Json of(Object value) {
        return switch (value) {
            case Json json -> json;
            case Map<?, ?> map -> {
                SequencedMap<String, Json> members = new LinkedHashMap<>();
                map.forEach(
                        (key, member) -> members.put(String.valueOf(key), member == null ? new Nothing() : of(member)));
                yield new Members(members);
            }
            case List<?> list -> {
                List<Json> elements = new ArrayList<>();
                list.forEach(element -> elements.add(element == null ? new Nothing() : of(element)));
                yield new Elements(elements);
            }
            case String text -> new Text(text);
            case Boolean truth -> new Truth(truth);
            case Double number when !Double.isFinite(number) -> new Nothing();
            case Double number -> Numeric.of(number.doubleValue());
            case Integer number -> Numeric.of(number.longValue());
            case Long number -> Numeric.of(number.longValue());
            default -> throw new IllegalArgumentException("cannot convert to JSON: " + value.getClass());
        };
    }

    private static Json value(JsonParser parser) {
        JsonToken token = parser.currentToken();
        if (token == null) {
            throw new IllegalArgumentException("the text is empty or truncated");
        }
        return switch (token) {
            case START_OBJECT -> {
                SequencedMap<String, Json> members = new LinkedHashMap<>();
                while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                    String key = parser.currentName();
                    parser.nextToken();
                    members.put(key, value(parser));
                }
                yield new Members(members);
            }
            case START_ARRAY -> {
                List<Json> elements = new ArrayList<>();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    elements.add(value(parser));
                }
                yield new Elements(elements);
            }
            case VALUE_STRING -> new Text(parser.getString());
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new Numeric(parser.getDecimalValue());
            case VALUE_TRUE -> new Truth(true);
            case VALUE_FALSE -> new Truth(false);
            case VALUE_NULL -> new Nothing();
            default -> throw new IllegalArgumentException("not a JSON value: " + token);
        };
    }

    /** Writes the value on one line. */
    default String compact() {
        return Formats.text(this, new ObjectWriteContext.Base());
    }

    /** Writes the value indented by two spaces per level, short arrays on one line, ending in a line feed. */
    default String indented() {
        return Formats.text(this, Formats.INDENTED) + "\n";
    }

    /** The conversion from Jackson's tokens. */
    final class Formats {

        private static final int LEVELS = 64;

        private static final JsonFactory FACTORY = JsonFactory.builder()
                .streamReadConstraints(
                        StreamReadConstraints.builder().maxNestingDepth(LEVELS).build())
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .build();

        private static final ObjectWriteContext INDENTED = new ObjectWriteContext.Base() {
            @Override
            public tools.jackson.core.PrettyPrinter getPrettyPrinter() {
                return new DefaultPrettyPrinter()
                        .withObjectIndenter(new tools.jackson.core.util.DefaultIndenter("  ", "\n"));
            }
        };

        private Formats() {}

        private static String text(Json json, ObjectWriteContext context) {
            StringWriter text = new StringWriter();
            try (JsonGenerator generator = FACTORY.createGenerator(context, text)) {
                write(json, generator);
            }
            return text.toString();
        }

        private static void write(Json json, JsonGenerator generator) {
            switch (json) {
                case Members members -> {
                    generator.writeStartObject();
                    members.values().forEach((key, value) -> {
                        generator.writeName(key);
                        write(value, generator);
                    });
                    generator.writeEndObject();
                }
                case Elements elements -> {
                    generator.writeStartArray();
                    elements.values().forEach(value -> write(value, generator));
                    generator.writeEndArray();
                }
                case Text text -> generator.writeString(text.value());
                case Numeric number -> generator.writeNumber(plain(number.value()));
                case Truth truth -> generator.writeBoolean(truth.value());
                case Nothing _ -> generator.writeNull();
            }
        }

        /** Without an exponent for numbers of ordinary size. */
        private static String plain(BigDecimal value) {
            return value.scale() >= -18 && value.scale() <= 6 ? value.toPlainString() : value.toString();
        }
    }
}
