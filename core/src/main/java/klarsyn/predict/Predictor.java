package klarsyn.predict;

import java.util.List;
import java.util.function.DoubleConsumer;
import klarsyn.image.Geometry;
import klarsyn.image.Volume;

/** Predicts images with one or more networks; one kind per task. Predictors are immutable and borrow their weights. */
public sealed interface Predictor permits SegmentationPredictor, ClassPredictor {

    /**
     * Predicts one image.
     *
     * @param channels in the plan's order, on one grid
     * @throws klarsyn.base.DataException if the network does not support the image
     */
    Prediction predict(List<Volume> channels);

    /** With a limit on the resident size of the process, in bytes. */
    Predictor withMemory(long bytes);

    /** With progress reports from 0 to 1, in the predicting thread. */
    Predictor withProgress(DoubleConsumer listener);

    /** With mirroring, as in training. */
    Predictor withTrainedMirrorAxes();

    /** Without mirroring. */
    Predictor withoutMirrorAxes();

    /** Number of predictions per part of an image: one per network and mirrored image. */
    int passes();

    /** Estimated cost of predicting an image of this grid. */
    Forecast forecast(Geometry image);

    /**
     * Number of images that can be predicted in parallel within the memory, up to a maximum; 0 for one image in smaller
     * tiles.
     *
     * @param images grids of images, of which the largest counts; at least one
     */
    int parallelCases(List<Geometry> images, int most);

    /** The same for each of several lanes that share cores and memory. */
    Predictor sharedBy(int lanes);
}
