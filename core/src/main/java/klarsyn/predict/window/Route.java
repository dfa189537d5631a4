package klarsyn.predict.window;

/**
 * One model's way over an image of some shape.
 *
 * @param grid    the windows of the prepared image
 * @param axes    from the prepared image to the image's own grid
 * @param outputs numbers that the model gives for a voxel
 */
public record Route(WindowGrid grid, ImageAxes axes, int outputs) {

    /** Windows to be computed for tiles, so many down and across. */
    public long windows(int down, int across) {
        long rows = 0;
        for (int i = 0; i < down; i++) {
            Tile seen = axes.seen(Tile.of(axes.shape(), i, down, 0, across));
            rows += grid.rows(seen.fromY(), seen.toY());
        }
        long columns = 0;
        for (int i = 0; i < across; i++) {
            Tile seen = axes.seen(Tile.of(axes.shape(), 0, down, i, across));
            columns += grid.columns(seen.fromX(), seen.toX());
        }
        return grid.layers() * rows * columns;
    }

    /** Bytes that the largest of tiles, so many down and across, makes the model hold, at the most. */
    public long bytes(int down, int across, int threads) {
        int rows = 0;
        for (int i = 0; i < down; i++) {
            rows = Math.max(
                    rows, axes.seen(Tile.of(axes.shape(), i, down, 0, across)).rows());
        }
        int width = 0;
        for (int i = 0; i < across; i++) {
            width = Math.max(
                    width, axes.seen(Tile.of(axes.shape(), 0, down, i, across)).width());
        }
        Tile largest = new Tile(0, rows, 0, width);
        return LogitColumn.bytes(grid, largest, outputs) + threads * ResampledLines.bytes(largest, outputs);
    }
}
