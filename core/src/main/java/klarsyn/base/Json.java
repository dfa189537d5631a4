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
 * A JSON value: read from text, matched with {@code switch}, written as text.
 *
 * <p>On Jackson's parser alone: its databind costs a short command a third of a second to start.
 */
public sealed interface Json {

    /**
     * An object.
     *
     * @param values by key, in the order of the text
     */
    record Members(SequencedMap<String, Json> values) implements Json {
        /** Keeps an own copy in the same order. */
        public Members {
            values = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(values));
        }
    }

    /**
     * An array.
     *
     * @param values in order
     */
    record Elements(List<Json> values) implements Json {
        /** Keeps an own copy. */
        public Elements {
            values = List.copyOf(values);
        }
    }

    /**
     * A string.
     *
     * @param value without quotes and escapes
     */
    record Text(String value) implements Json {}

    /**
     * A number, exactly as written; equal to every number of the same value, so 0.003 is 3e-3.
     *
     * @param value the number
     */
    record Numeric(BigDecimal value) implements Json {
        /** Drops trailing zeros, which say nothing. */
        public Numeric {
            value = value.stripTrailingZeros();
        }

        /** The number that Java writes for this double, which reads back as the same double. */
        public static Numeric of(double value) {
            return new Numeric(new BigDecimal(Double.toString(value)));
        }

        /** A whole number. */
        public static Numeric of(long value) {
            return new Numeric(BigDecimal.valueOf(value));
        }
    }

    /**
     * True or false.
     *
     * @param value which
     */
    record Truth(boolean value) implements Json {}

    /** JSON's null. */
    record Nothing() implements Json {}

    /**
     * Reads one JSON value of at most 64 levels.
     *
     * @throws IllegalArgumentException if the text is not JSON, goes on after it, or names a key twice; the message says
     *     what and in which line and column
     */
    static Json parse(String text) {
        try (JsonParser parser = Formats.FACTORY.createParser(ObjectReadContext.empty(), text)) {
            parser.nextToken();
            Json value = value(parser);
            if (parser.nextToken() != null) {
                throw new IllegalArgumentException("something follows the JSON value in line %d"
                        .formatted(parser.currentTokenLocation().getLineNr()));
            }
            return value;
        } catch (JacksonException wrong) {
            String place = Optional.ofNullable(wrong.getLocation()) // none where a limit was passed
                    .map(at -> ", line %d, column %d".formatted(at.getLineNr(), at.getColumnNr()))
                    .orElse("");
            throw new IllegalArgumentException("this is not JSON: " + wrong.getOriginalMessage() + place, wrong);
        }
    }

    /**
     * The JSON form of maps, lists, texts, numbers and truths; NaN, infinities and values that are not there become null.
     *
     * @throws IllegalArgumentException for anything else
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
            default -> throw new IllegalArgumentException("no JSON form of " + value.getClass());
        };
    }

    private static Json value(JsonParser parser) {
        JsonToken token = parser.currentToken();
        if (token == null) {
            throw new IllegalArgumentException("the text is empty, or ends too early");
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
            default -> throw new IllegalArgumentException("the text is no JSON value: " + token);
        };
    }

    /** The value in one line. */
    default String compact() {
        return Formats.text(this, new ObjectWriteContext.Base());
    }

    /** The value with two blanks of indentation a level, short arrays in one line, a line feed at the end. */
    default String indented() {
        return Formats.text(this, Formats.INDENTED) + "\n";
    }

    /** Jackson's side of it. */
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

        /** Without an exponent where a person would write none. */
        private static String plain(BigDecimal value) {
            return value.scale() >= -18 && value.scale() <= 6 ? value.toPlainString() : value.toString();
        }
    }
}
