package klarsyn.predict;

import java.util.List;
import klarsyn.image.Volume;
import klarsyn.nn.UNet;
import klarsyn.plan.Plan;

/** Labels images with a network; threads may share one. */
public final class Predictor {

    private final Plan plan;
    private final UNet network;

    private Predictor(Plan plan, UNet network) {
        this.plan = plan;
        this.network = network;
    }

    /** A predictor that borrows the network's weights: they must stay open while it predicts. */
    public static Predictor of(Plan plan, UNet network) {
        return new Predictor(plan, network);
    }

    /** Labels one image, in the calling thread, in the image's own grid. */
    public Prediction predict(List<Volume> channels) {
        throw new UnsupportedOperationException("predict " + channels + plan + network);
    }
}
