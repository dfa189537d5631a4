package klarsyn.predict.window;

import java.util.List;
import java.util.function.LongConsumer;
import klarsyn.image.Shape;

/**
 * One model applied to one image.
 *
 * @param route      the route of windows
 * @param function   the model
 * @param image      its input
 * @param importance weight of each voxel of a window
 */
public record Passage(Route route, PatchFunction function, ImageWindows image, Importance importance) {

    /** The shape of the image. */
    public Shape shape() {
        return route.axes().shape();
    }

    /** Buffers for the columns of any of these tiles, one at a time. */
    public LogitColumn.Store store(List<Tile> tiles) {
        long plane = tiles.stream()
                .mapToLong(tile -> route.axes().seen(tile).plane())
                .max()
                .orElse(0);
        return LogitColumn.Store.of(route.grid(), image.count(), importance, route.outputs(), Math.toIntExact(plane));
    }

    /** With progress reports: the listener receives the number of windows of each batch after it is computed. */
    public Passage reporting(LongConsumer listener) {
        PatchFunction counting = (patches, shape, use) -> {
            function.apply(patches, shape, use);
            listener.accept(shape[0]);
        };
        return new Passage(route, counting, image, importance);
    }

    public LogitColumn column(Tile tile, LogitColumn.Store store, int threads) {
        return new LogitColumn(
                route.grid(), image, function, store, route.axes().seen(tile), route.outputs(), threads);
    }
}
