package klarsyn.report;

import static klarsyn.report.Numbers.at;

/**
 * The outline of a label in a picture, halfway between voxels inside and outside (marching squares, Lorensen and Cline,
 * 1987, in 2-D); voxels that touch only at a corner stay separate.
 */
final class Contour {

    /** Labels of a picture; 0 outside. */
    interface Labels {
        /** Label of the voxel in a column and a row. */
        int at(int column, int row);
    }

    private Contour() {}

    /** An SVG path in units of voxels, the upper left corner of the first voxel at (0, 0). */
    static String path(Labels labels, int label, int columns, int rows) {
        StringBuilder path = new StringBuilder();
        for (int row = -1; row < rows; row++) {
            for (int column = -1; column < columns; column++) {
                int corners = (labels.at(column, row) == label ? 1 : 0)
                        | (labels.at(column + 1, row) == label ? 2 : 0)
                        | (labels.at(column + 1, row + 1) == label ? 4 : 0)
                        | (labels.at(column, row + 1) == label ? 8 : 0);
                segments(path, corners, column + 0.5, row + 0.5);
            }
        }
        return path.toString();
    }

    /** The line segments in the square of four voxel centers, the first at (x, y), clockwise. */
    private static void segments(StringBuilder path, int corners, double x, double y) {
        switch (corners) {
            case 1, 14 -> line(path, x, y + 0.5, x + 0.5, y);
            case 2, 13 -> line(path, x + 0.5, y, x + 1, y + 0.5);
            case 4, 11 -> line(path, x + 1, y + 0.5, x + 0.5, y + 1);
            case 8, 7 -> line(path, x + 0.5, y + 1, x, y + 0.5);
            case 3, 12 -> line(path, x, y + 0.5, x + 1, y + 0.5);
            case 6, 9 -> line(path, x + 0.5, y, x + 0.5, y + 1);
            case 5 -> {
                line(path, x, y + 0.5, x + 0.5, y);
                line(path, x + 1, y + 0.5, x + 0.5, y + 1);
            }
            case 10 -> {
                line(path, x + 0.5, y, x + 1, y + 0.5);
                line(path, x + 0.5, y + 1, x, y + 0.5);
            }
            default -> {} // all inside or all outside
        }
    }

    private static void line(StringBuilder path, double x1, double y1, double x2, double y2) {
        path.append('M').append(at(x1)).append(' ').append(at(y1));
        path.append('L').append(at(x2)).append(' ').append(at(y2));
    }
}
