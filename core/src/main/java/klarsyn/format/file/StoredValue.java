package klarsyn.format.file;

import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** A stored value of a label map: a number or a color. */
public sealed interface StoredValue extends Comparable<StoredValue> {

    /**
     * An integer.
     *
     * @param value from 0 to {@value StoredLabels#LARGEST}
     */
    record Numeric(int value) implements StoredValue {
        @Override
        public String toString() {
            return Integer.toString(value);
        }
    }

    /**
     * An 8-bit RGB color.
     *
     * @param rgb {@code 0xRRGGBB}
     */
    record Color(int rgb) implements StoredValue {

        private static final Map<Integer, String> NAMES = Map.of(
                0x000000, "black",
                0xff0000, "red",
                0x00ff00, "green",
                0x0000ff, "blue",
                0xffff00, "yellow",
                0xff00ff, "magenta",
                0x00ffff, "cyan",
                0x808080, "gray",
                0xffffff, "white");

        /** Parses a color name or {@code #RRGGBB}; empty for anything else. */
        public static Optional<Color> parse(String text) {
            if (text.matches("#[0-9A-Fa-f]{6}")) {
                return Optional.of(new Color(Integer.parseInt(text.substring(1), 16)));
            }
            return NAMES.entrySet().stream()
                    .filter(entry -> entry.getValue().equalsIgnoreCase(text))
                    .map(entry -> new Color(entry.getKey()))
                    .findFirst();
        }

        /** The name of a pure color, such as {@code red}; otherwise {@code #RRGGBB}. */
        @Override
        public String toString() {
            return NAMES.getOrDefault(rgb, String.format(Locale.ROOT, "#%06X", rgb));
        }
    }

    /** Whether it is the number 0 or black. */
    default boolean isBackground() {
        return switch (this) {
            case Numeric(int value) -> value == 0;
            case Color(int rgb) -> rgb == 0;
        };
    }

    /** Numbers before colors, each in ascending order. */
    @Override
    default int compareTo(StoredValue other) {
        return Comparator.comparing((StoredValue value) -> value instanceof Color)
                .thenComparingInt(StoredValue::key)
                .compare(this, other);
    }

    private static int key(StoredValue value) {
        return switch (value) {
            case Numeric(int number) -> number;
            case Color(int rgb) -> rgb;
        };
    }
}
