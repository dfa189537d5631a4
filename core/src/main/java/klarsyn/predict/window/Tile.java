package klarsyn.predict.window;

import klarsyn.image.Shape;

/**
 * A column of voxels through all slices.
 *
 * @param fromY first row
 * @param toY   row after the last
 * @param fromX first voxel of a row
 * @param toX   voxel of a row after the last
 */
public record Tile(int fromY, int toY, int fromX, int toX) {

    /** A whole image. */
    public Tile(Shape shape) {
        this(0, shape.y(), 0, shape.x());
    }

    /** One tile of an image split into so many rows and columns. */
    public static Tile of(Shape shape, int row, int down, int column, int across) {
        return new Tile(
                bound(shape.y(), row, down),
                bound(shape.y(), row + 1, down),
                bound(shape.x(), column, across),
                bound(shape.x(), column + 1, across));
    }

    private static int bound(int length, int part, int parts) {
        return (int) ((long) length * part / parts);
    }

    public int rows() {
        return toY - fromY;
    }

    public int width() {
        return toX - fromX;
    }

    /** Voxels per slice. */
    public long plane() {
        return (long) rows() * width();
    }
}
