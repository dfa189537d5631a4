package klarsyn.plan;

import java.util.Collections;
import java.util.List;
import klarsyn.data.label.Labels;
import klarsyn.image.Spacing;
import klarsyn.nn.UNetArchitecture;
import klarsyn.prepare.Normalization;
import klarsyn.prepare.Preprocessing;
import klarsyn.tensor.Device;
import klarsyn.tensor.Layout;
import klarsyn.tensor.Precision;

/** Plans of networks that predict in milliseconds. */
public final class TinyPlans {

    private TinyPlans() {}

    /** Two resolutions, three classes, patches of 8 voxels an axis, FP32; images above 64 voxels go window by window. */
    public static SegmentationPlan isotropic() {
        return new SegmentationPlan(
                SegmentationPlan.FORMAT,
                "Tiny",
                Labels.of("front", "back"),
                List.of("MRI"),
                Preprocessing.klarsyn("RAS", Spacing.isotropic(1), List.of(Normalization.zScore())),
                new Patch(8, 8, 8),
                UNetArchitecture.plain(
                        1,
                        3,
                        List.of(4, 8),
                        Collections.nCopies(2, List.of(3, 3, 3)),
                        List.of(List.of(1, 1, 1), List.of(2, 2, 2)),
                        List.of(1, 1),
                        1),
                List.of(0.4, 0.3, 0.3),
                new Compute(Device.CPU, Precision.FP32, Layout.CONTIGUOUS, 1, 2),
                Optimization.DEFAULT,
                AugmentationPlan.mirroring(List.of(0, 2)),
                new Inference(0.5, List.of(), 64),
                List.of(
                        new Reason("compute.precision", "\"FP32\"", "small"),
                        new Reason("preprocessing.spacing", "{\"x\":1,\"y\":1,\"z\":1}", "the median"),
                        new Reason("patch", "", "unknown")));
    }

    /** A copy with other preprocessing. */
    public static SegmentationPlan with(SegmentationPlan plan, Preprocessing preprocessing) {
        return plan.withPreprocessing(preprocessing);
    }

    /** A copy with other inference settings. */
    public static SegmentationPlan with(SegmentationPlan plan, Inference inference) {
        return plan.withInference(inference);
    }
}
