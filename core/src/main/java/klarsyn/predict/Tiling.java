package klarsyn.predict;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import klarsyn.image.Shape;
import klarsyn.predict.window.Route;
import klarsyn.predict.window.Tile;

/**
 * Division of an image into tiles of all slices, to limit memory.
 *
 * <p>Windows that overlap several tiles are computed for each of them, so the number of tiles is as small as possible.
 *
 * @param routes  of the models through the image
 * @param down    tiles along y
 * @param across  tiles along x
 * @param bytes   upper bound for a tile
 * @param windows computed for all tiles and models
 */
record Tiling(List<Route> routes, int down, int across, long bytes, long windows) {

    /** The tiling with the fewest windows whose tiles have at most this many bytes; empty if there is none. */
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

    /** The tiling with the smallest tiles: one voxel's column per tile. */
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

    /** The tiles, on the image's own grid. */
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

    /** 1, 2, 3, 4, 6, 8, 12 … up to one per voxel. */
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
