package klarsyn.codec;

/**
 * The expected size of an image, so that no decoder relies on the size in a damaged codestream.
 *
 * @param columns samples per line, 1 to 65535
 * @param rows lines, 1 to 65535
 * @param components samples per pixel, 1 to 4
 */
public record Raster(int columns, int rows, int components) {

    /** Rejects sizes out of range, and images that do not fit into a Java array. */
    public Raster {
        if (columns < 1 || columns > 65_535 || rows < 1 || rows > 65_535 || components < 1 || components > 4) {
            throw new IllegalArgumentException(
                    "%d columns, %d rows, %d components".formatted(columns, rows, components));
        }
        if ((long) columns * rows * components > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("%d × %d × %d samples".formatted(columns, rows, components));
        }
    }

    /** Samples in all. */
    public int count() {
        return columns * rows * components;
    }

    @Override
    public String toString() {
        return "%d columns, %d rows, %d component%s".formatted(columns, rows, components, components == 1 ? "" : "s");
    }
}
