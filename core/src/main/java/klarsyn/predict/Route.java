package klarsyn.predict;

/**
 * One model's way over an image of some shape.
 *
 * @param grid    the windows of the prepared image
 * @param axes    from the prepared image to the image's own grid
 * @param outputs numbers that the model gives for a voxel
 */
record Route(WindowGrid grid, ImageAxes axes, int outputs) {

    /** Bytes that a tile of the image's own grid makes the model hold. */
    long bytes(Tile tile, int threads) {
        Tile seen = axes.seen(tile);
        return LogitColumn.bytes(grid, seen, outputs) + threads * ResampledLines.bytes(seen, outputs);
    }

    /** Windows to be computed for a tile of the image's own grid. */
    long windows(Tile tile) {
        return grid.count(axes.seen(tile));
    }
}
