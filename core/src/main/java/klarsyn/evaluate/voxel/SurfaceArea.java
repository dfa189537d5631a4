package klarsyn.evaluate.voxel;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import klarsyn.image.Affine;
import klarsyn.image.Spacing;

/**
 * Surface areas in a cell of eight voxel centers, by which of them are inside (marching cubes; Lorensen and Cline,
 * 1987).
 *
 * <p>The surface joins the midpoints of edges from inside to outside. On a face with two diagonal corners inside, the
 * corners that are in the minority in the cell are separated. Polygons of five or six corners are triangulated to
 * maximize the area in a cube, which reproduces the table of DeepMind's surface-distance.
 */
final class SurfaceArea {

    private final ToDoubleFunction<double[]> worldArea;

    private SurfaceArea(Affine affine) {
        worldArea = affine.isSheared() ? new Sheared(affine)::area : new Upright(affine.spacing())::area;
    }

    /** Area in mm² of a planar piece, given as its normal in voxels with the area as length. */
    private record Upright(Spacing spacing) {

        double area(double[] normal) {
            double squares = 0;
            for (int axis = 0; axis < 3; axis++) {
                double u = spacing.along((axis + 1) % 3);
                double v = spacing.along((axis + 2) % 3);
                squares += normal[axis] * normal[axis] * u * u * v * v;
            }
            return Math.sqrt(squares);
        }
    }

    /** The same on a sheared grid, whose cofactor matrix transforms normals to the world. */
    private record Sheared(double[][] cofactors) {

        Sheared(Affine affine) {
            this(new double[][] {cross(affine, 1, 2), cross(affine, 2, 0), cross(affine, 0, 1)});
        }

        double area(double[] normal) {
            double squares = 0;
            for (int row = 0; row < 3; row++) {
                double part = 0;
                for (int axis = 0; axis < 3; axis++) {
                    part += normal[axis] * cofactors[axis][row];
                }
                squares += part * part;
            }
            return Math.sqrt(squares);
        }

        private static double[] cross(Affine affine, int u, int v) {
            double[] product = new double[3];
            for (int row = 0; row < 3; row++) {
                int next = (row + 1) % 3;
                int last = (row + 2) % 3;
                product[row] = affine.at(next, u) * affine.at(last, v) - affine.at(last, u) * affine.at(next, v);
            }
            return product;
        }
    }

    /** Area in mm² by code; bit i of a code is the corner (i & 1, i >> 1 & 1, i >> 2) of the cell, counted backwards. */
    static double[] ofCubes(Affine affine) {
        SurfaceArea area = new SurfaceArea(affine);
        double[] areas = new double[256];
        for (int code = 1; code < 255; code++) {
            int fewer = Integer.bitCount(code) > 4 ? 255 - code : code;
            for (List<double[]> piece : pieces(fewer)) {
                areas[code] += area.largest(piece, 0, piece.size() - 1)[1];
            }
        }
        return areas;
    }

    /** Length in mm of the outline in a cell of four voxel centers of a slice, by code. */
    static double[] ofSquares(Affine affine) {
        Spacing spacing = affine.spacing();
        double rising = Math.hypot(spacing.x(), spacing.y()) / 2;
        double falling = rising;
        if (affine.isSheared()) {
            rising = length(affine.toWorld(1, 1, 0), affine.toWorld(0, 0, 0)) / 2;
            falling = length(affine.toWorld(1, 0, 0), affine.toWorld(0, 1, 0)) / 2;
        }
        double[] lengths = new double[16];
        for (int code = 1; code < 15; code++) {
            lengths[code] = switch (code) {
                case 0b0011, 0b1100 -> spacing.x();
                case 0b0101, 0b1010 -> spacing.y();
                case 0b0110 -> 2 * rising; // two separate diagonal corners inside
                case 0b1001 -> 2 * falling;
                case 0b0010, 0b0100, 0b1101, 0b1011 -> rising;
                default -> falling;
            };
        }
        return lengths;
    }

    private static double length(double[] to, double[] from) {
        return Math.hypot(Math.hypot(to[0] - from[0], to[1] - from[1]), to[2] - from[2]);
    }

    /** The closed polygons of the surface in a unit cell. */
    private static List<List<double[]>> pieces(int code) {
        int[][] links = new int[27][0];
        for (int axis = 0; axis < 3; axis++) {
            addFace(links, code, axis, 0);
            addFace(links, code, axis, 1);
        }
        List<List<double[]>> pieces = new ArrayList<>();
        boolean[] done = new boolean[links.length];
        for (int start = 0; start < links.length; start++) {
            if (links[start].length > 0 && !done[start]) {
                pieces.add(outline(links, start, done));
            }
        }
        return pieces;
    }

    private static List<double[]> outline(int[][] links, int start, boolean[] done) {
        List<double[]> points = new ArrayList<>();
        int before = -1;
        int at = start;
        do {
            done[at] = true;
            int z = at / 9;
            points.add(new double[] {0.5 * (at % 3), 0.5 * (at / 3 % 3), 0.5 * z});
            int next = links[at][0] == before ? links[at][1] : links[at][0];
            before = at;
            at = next;
        } while (at != start);
        return points;
    }

    /** Joins the midpoints of a face's edges from inside to outside, separating inside corners. */
    private static void addFace(int[][] links, int code, int axis, int side) {
        int u = 1 << (axis + 1) % 3;
        int v = 1 << (axis + 2) % 3;
        int first = side << axis;
        int[] corners = {first, first | u, first | u | v, first | v};
        List<Integer> crossings = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            int before = corners[(i + 3) % 4];
            int next = corners[(i + 1) % 4];
            if (isInside(code, corners[i]) && !isInside(code, before)) {
                crossings.add(middle(before, corners[i]));
            }
            if (isInside(code, corners[i]) && !isInside(code, next)) {
                crossings.add(middle(corners[i], next));
            }
        }
        if (crossings.size() == 4 || crossings.size() == 2) {
            for (int i = 0; i < crossings.size(); i += 2) {
                link(links, crossings.get(i), crossings.get(i + 1));
            }
        }
    }

    private static void link(int[][] links, int one, int other) {
        links[one] =
                IntStream.concat(IntStream.of(links[one]), IntStream.of(other)).toArray();
        links[other] =
                IntStream.concat(IntStream.of(links[other]), IntStream.of(one)).toArray();
    }

    private static boolean isInside(int code, int corner) {
        return (code >> corner & 1) != 0;
    }

    /** Number of the midpoint of two corners among 3 × 3 × 3. */
    private static int middle(int one, int other) {
        int x = (one & 1) + (other & 1);
        int y = (one >> 1 & 1) + (other >> 1 & 1);
        int z = (one >> 2) + (other >> 2);
        return x + 3 * (y + 3 * z);
    }

    /** The largest triangulated area from one corner to another in a cube, and its world area. */
    private double[] largest(List<double[]> piece, int from, int to) {
        double[] best = {0, 0};
        for (int between = from + 1; between < to; between++) {
            double[] one = largest(piece, from, between);
            double[] other = largest(piece, between, to);
            double[] triangle = triangle(piece.get(from), piece.get(between), piece.get(to));
            double area = one[0] + other[0] + triangle[0];
            if (area > best[0] + 1e-9) {
                best = new double[] {area, one[1] + other[1] + triangle[1]};
            }
        }
        return best;
    }

    /** Area in a cube and in the world. */
    private double[] triangle(double[] a, double[] b, double[] c) {
        double plain = 0;
        double[] normals = new double[3];
        for (int axis = 0; axis < 3; axis++) {
            int u = (axis + 1) % 3;
            int v = (axis + 2) % 3;
            normals[axis] = ((b[u] - a[u]) * (c[v] - a[v]) - (b[v] - a[v]) * (c[u] - a[u])) / 2;
            plain += normals[axis] * normals[axis];
        }
        return new double[] {Math.sqrt(plain), worldArea.applyAsDouble(normals)};
    }
}
