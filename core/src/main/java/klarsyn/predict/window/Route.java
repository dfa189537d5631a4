package klarsyn.predict.window;

/**
 * The windows of one model over an image of some shape.
 *
 * @param grid    windows on the preprocessed image
 * @param axes    from the preprocessed image to the image grid
 * @param outputs outputs per voxel
 */
public record Route(WindowGrid grid, ImageAxes axes, int outputs) {

    /** Number of windows for a tiling into so many rows and columns. */
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

    /** Maximum bytes held by the model for one tile of a tiling into so many rows and columns. */
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
