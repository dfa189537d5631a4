package klarsyn.predict;

import klarsyn.image.Shape;

/**
 * One model on its way over one image.
 *
 * @param route      the way
 * @param function   the model
 * @param image      what it sees
 * @param importance how much each voxel of a window counts
 */
record Passage(Route route, PatchFunction function, ImageWindows image, Importance importance) {

    /** The image's own shape. */
    Shape shape() {
        return route.axes().shape();
    }

    LogitColumn column(Tile tile, int threads) {
        return new LogitColumn(
                route.grid(), image, function, importance, route.axes().seen(tile), route.outputs(), threads);
    }
}
