package klarsyn.plan;

import java.util.ArrayList;
import java.util.List;
import klarsyn.nn.UNetArchitecture;

/** Makes a plan's network smaller, for tests of seconds. */
public final class UNetSizes {

    private UNetSizes() {}

    /** The same plan with that many channels at the finest resolution, doubling. */
    public static SegmentationPlan withWidth(Plan any, int width) {
        SegmentationPlan plan = (SegmentationPlan) any;
        UNetArchitecture old = plan.network();
        List<Integer> features = new ArrayList<>();
        for (int stage = 0; stage < old.stages(); stage++) {
            features.add(width << stage);
        }
        return plan.withNetwork(plan.patch(), old.withFeatures(features));
    }
}
