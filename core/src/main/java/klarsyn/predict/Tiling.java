package klarsyn.predict;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import klarsyn.image.Shape;
import klarsyn.predict.window.Route;
import klarsyn.predict.window.Tile;

/**
 * How an image is cut into tiles, each of all slices, so that what is held of a tile stays within a limit.
 *
 * <p>Windows that meet several tiles are computed for each of them, so tiles are as few as the limit allows.
 *
 * @param routes  of the models over the image
 * @param down    tiles along y
 * @param across  tiles along x
 * @param bytes   that the largest tile holds, at the most
 * @param windows to be computed for all tiles, of all models
 */
record Tiling(List<Route> routes, int down, int across, long bytes, long windows) {

    /** The tiling with the fewest windows whose tiles hold at most so many bytes; empty if none is small enough. */
    public static Optional<Tiling> within(long bytes, List<Route> routes, int threads) {
        Optional<Tiling> best = Optional.empty();
        Shape shape = routes.getFirst().axes().shape();
        for (int down : counts(shape.y())) {
            for (int across : counts(shape.x())) {
                Tiling each = of(routes, threads, down, across);
                if (each.bytes <= bytes && (best.isEmpty() || each.isBetterThan(best.get()))) {
                    best = Optional.of(each);
                }
            }
        }
        return best;
    }

    /** The tiling of the fewest bytes: a voxel's column a tile. */
    public static Tiling smallest(List<Route> routes, int threads) {
        Shape shape = routes.getFirst().axes().shape();
        return of(routes, threads, shape.y(), shape.x());
    }

    public static Tiling of(List<Route> routes, int threads, int down, int across) {
        long bytes = 0;
        long windows = 0;
        for (Route route : routes) {
            bytes += route.bytes(down, across, threads);
            windows += route.windows(down, across);
        }
        return new Tiling(routes, down, across, bytes, windows);
    }

    private boolean isBetterThan(Tiling other) {
        return windows < other.windows || (windows == other.windows && count() < other.count());
    }

    /** Number of tiles. */
    int count() {
        return Math.multiplyExact(down, across);
    }

    /** The tiles, of the image's own grid. */
    public List<Tile> tiles() {
        Shape shape = routes.getFirst().axes().shape();
        List<Tile> tiles = new ArrayList<>();
        for (int row = 0; row < down; row++) {
            for (int column = 0; column < across; column++) {
                tiles.add(Tile.of(shape, row, down, column, across));
            }
        }
        return tiles;
    }

    /** 1, 2, 3, 4, 6, 8, 12 … up to one a voxel. */
    private static List<Integer> counts(int length) {
        List<Integer> counts = new ArrayList<>();
        for (int count = 1; count < length; count *= 2) {
            counts.add(count);
            if (count > 1 && count + count / 2 < length) {
                counts.add(count + count / 2);
            }
        }
        counts.add(length);
        return counts;
    }
}
