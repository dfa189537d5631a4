package klarsyn.format.file;

import klarsyn.image.Shape;
import klarsyn.image.Spacing;

/**
 * How the stored rows and columns of a picture are rearranged to show it upright.
 *
 * <p>The constants are in the order of the values 1 to 8 of the tag Orientation (0x112) of TIFF 6.0 and EXIF 3.0.
 */
public enum PictureOrientation {
    UPRIGHT("as stored", false, false, false),
    MIRRORED("mirrored left to right", false, true, false),
    ROTATED_180("rotated by 180°", false, true, true),
    MIRRORED_VERTICALLY("mirrored top to bottom", false, false, true),
    TRANSPOSED("rows and columns swapped", true, false, false),
    ROTATED_CLOCKWISE("rotated by 90° clockwise", true, false, true),
    TRANSVERSED("rows and columns swapped and rotated by 180°", true, true, true),
    ROTATED_COUNTERCLOCKWISE("rotated by 90° counterclockwise", true, true, false);

    private final String description;
    private final boolean swapsAxes;
    private final boolean flipsColumns;
    private final boolean flipsRows;

    PictureOrientation(String description, boolean swapsAxes, boolean flipsColumns, boolean flipsRows) {
        this.description = description;
        this.swapsAxes = swapsAxes;
        this.flipsColumns = flipsColumns;
        this.flipsRows = flipsRows;
    }

    /** The orientation for a tag value; upright for undefined values. */
    public static PictureOrientation of(long tagValue) {
        return tagValue >= 1 && tagValue <= values().length ? values()[(int) tagValue - 1] : UPRIGHT;
    }

    /** The transformation of the stored picture, such as {@code rotated by 90° clockwise}. */
    public String description() {
        return description;
    }

    /** Whether rows become columns, so that width and height are swapped. */
    public boolean swapsAxes() {
        return swapsAxes;
    }

    /** Shape of the upright picture. */
    public Shape apply(Shape stored) {
        return swapsAxes ? new Shape(stored.y(), stored.x(), stored.z()) : stored;
    }

    /** Pixel distances of the upright picture. */
    public Spacing apply(Spacing stored) {
        return swapsAxes ? new Spacing(stored.y(), stored.x(), stored.z()) : stored;
    }

    /** One channel of the upright picture, every page by itself; x fastest. */
    public float[] apply(float[] stored, Shape shape) {
        if (this == UPRIGHT) {
            return stored;
        }
        Shape upright = apply(shape);
        float[] out = new float[stored.length];
        int to = 0;
        for (int z = 0; z < upright.z(); z++) {
            for (int y = 0; y < upright.y(); y++) {
                for (int x = 0; x < upright.x(); x++) {
                    int column = swapsAxes ? y : x;
                    int row = swapsAxes ? x : y;
                    out[to++] = stored[
                            shape.index(
                                    flipsColumns ? shape.x() - 1 - column : column,
                                    flipsRows ? shape.y() - 1 - row : row,
                                    z)];
                }
            }
        }
        return out;
    }
}
