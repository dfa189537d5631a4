package klarsyn.predict;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How an image is cut into tiles, each of all slices, so that what is held of a tile stays within a limit.
 *
 * <p>Windows that meet several tiles are computed for each of them, so tiles are as few as the limit allows.
 *
 * @param tiles   of the image's own grid
 * @param bytes   that the largest of them holds
 * @param windows to be computed for all of them, of all models
 */
record Tiling(List<Tile> tiles, long bytes, long windows) {

    /** Keeps an own copy of the list. */
    Tiling {
        tiles = List.copyOf(tiles);
    }

    /** The tiling with the fewest windows whose tiles hold at most so many bytes; empty if none is small enough. */
    static Optional<Tiling> within(long bytes, List<Route> routes, int threads) {
        Optional<Tiling> best = Optional.empty();
        int rows = routes.getFirst().axes().shape().y();
        int width = routes.getFirst().axes().shape().x();
        for (int down : counts(rows)) {
            for (int across : counts(width)) {
                Tiling each = of(routes, threads, down, across);
                if (each.bytes <= bytes && (best.isEmpty() || each.isBetterThan(best.get()))) {
                    best = Optional.of(each);
                }
            }
        }
        return best;
    }

    /** The tiling of the fewest bytes: a voxel's column a tile. */
    static Tiling smallest(List<Route> routes, int threads) {
        return of(
                routes,
                threads,
                routes.getFirst().axes().shape().y(),
                routes.getFirst().axes().shape().x());
    }

    private boolean isBetterThan(Tiling other) {
        return windows < other.windows || (windows == other.windows && tiles.size() < other.tiles.size());
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

    static Tiling of(List<Route> routes, int threads, int down, int across) {
        int rows = routes.getFirst().axes().shape().y();
        int width = routes.getFirst().axes().shape().x();
        List<Tile> tiles = new ArrayList<>();
        for (int i = 0; i < down; i++) {
            for (int j = 0; j < across; j++) {
                tiles.add(new Tile(
                        bound(rows, i, down),
                        bound(rows, i + 1, down),
                        bound(width, j, across),
                        bound(width, j + 1, across)));
            }
        }
        long most = 0;
        long windows = 0;
        for (Tile tile : tiles) {
            most = Math.max(
                    most,
                    routes.stream()
                            .mapToLong(route -> route.bytes(tile, threads))
                            .sum());
            windows += routes.stream().mapToLong(route -> route.windows(tile)).sum();
        }
        return new Tiling(tiles, most, windows);
    }

    private static int bound(int length, int part, int parts) {
        return (int) ((long) length * part / parts);
    }
}
