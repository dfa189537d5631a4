package klarsyn.predict;

import java.util.List;
import java.util.function.DoubleConsumer;
import klarsyn.image.Geometry;
import klarsyn.image.Volume;

/** Predicts images by one network or several; one kind per task. Predictors are immutable and borrow their weights. */
public sealed interface Predictor permits SegmentationPredictor, ClassPredictor {

    /**
     * Predicts one image.
     *
     * @param channels in the plan's order, on one grid
     * @throws klarsyn.base.DataException if the network cannot see such an image
     */
    Prediction predict(List<Volume> channels);

    /** The same within a resident size of the process, in bytes. */
    Predictor withMemory(long bytes);

    /** The same that reports the share of an image that is done, from 0 to 1, in the thread that predicts. */
    Predictor withProgress(DoubleConsumer listener);

    /** The same that also sees the mirror images that it was trained with, and averages. */
    Predictor withTrainedMirrorAxes();

    /** The same that sees no mirror images. */
    Predictor withoutMirrorAxes();

    /** How often each part of an image is computed: once per network and mirror image. */
    int passes();

    /** What predicting an image of this grid will cost. */
    Forecast forecast(Geometry image);

    /**
     * How many images may be predicted side by side within the memory, at most so many; 0 for one alone in smaller tiles.
     *
     * @param images grids of images, of which the largest counts; at least one
     */
    int parallelCases(List<Geometry> images, int most);

    /** The same for each of so many lanes that share cores and memory. */
    Predictor sharedBy(int lanes);
}
