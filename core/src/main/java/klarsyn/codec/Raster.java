package klarsyn.codec;

/**
 * The size that a picture must have, so that no decoder believes what a damaged codestream claims.
 *
 * @param columns samples a line, 1 to 65535
 * @param rows lines, 1 to 65535
 * @param components samples a pixel, 1 to 4
 */
public record Raster(int columns, int rows, int components) {

    /** Refuses sizes out of range, and pictures that a Java array cannot hold. */
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
