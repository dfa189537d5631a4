package klarsyn.base;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** A value of the conformance files; absent or null keys count as missing. */
public record Recorded(Json json) {

    private static final Recorded NOTHING = new Recorded(new Json.Nothing());

    public static Recorded file(Path file) {
        try {
            return new Recorded(Json.parse(Files.readString(file)));
        } catch (IOException wrong) {
            throw new UncheckedIOException(wrong);
        }
    }

    public Recorded get(String key) {
        return json instanceof Json.Members members && members.values().containsKey(key)
                ? new Recorded(members.values().get(key))
                : NOTHING;
    }

    public boolean has(String key) {
        return get(key).isThere();
    }

    public boolean isThere() {
        return !(json instanceof Json.Nothing);
    }

    public boolean isNumber() {
        return json instanceof Json.Numeric;
    }

    public boolean isList() {
        return json instanceof Json.Elements;
    }

    public Recorded or(Recorded otherwise) {
        return isThere() ? this : otherwise;
    }

    public double number() {
        return switch (json) {
            case Json.Numeric numeric -> numeric.value().doubleValue();
            case Json.Text text -> Double.parseDouble(text.value());
            default -> throw new IllegalArgumentException("no number: " + json);
        };
    }

    public double number(double otherwise) {
        return isThere() ? number() : otherwise;
    }

    public int integer() {
        return (int) number();
    }

    public String text() {
        return switch (json) {
            case Json.Text text -> text.value();
            case Json.Numeric numeric -> numeric.value().toPlainString();
            default -> throw new IllegalArgumentException("no text: " + json);
        };
    }

    public String text(String otherwise) {
        return isThere() ? text() : otherwise;
    }

    public boolean truth(boolean otherwise) {
        return json instanceof Json.Truth truth ? truth.value() : otherwise;
    }

    public List<Recorded> elements() {
        return switch (json) {
            case Json.Elements elements ->
                elements.values().stream().map(Recorded::new).toList();
            default -> throw new IllegalArgumentException("no list: " + json);
        };
    }

    /** One number per axis: a single number for all of them, the last one repeated if there are too few. */
    public double[] numbers(int axes) {
        List<Recorded> values = isList() ? elements() : List.of(this);
        return IntStream.range(0, axes)
                .mapToDouble(
                        axis -> values.get(Math.min(axis, values.size() - 1)).number(Double.NaN))
                .toArray();
    }

    /** As {@link #numbers}, in whole numbers. */
    public int[] integers(int axes) {
        return Arrays.stream(numbers(axes)).mapToInt(number -> (int) number).toArray();
    }
}
