package klarsyn.bench;

import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import klarsyn.data.label.Labels;
import klarsyn.image.Spacing;
import klarsyn.nn.UNetArchitecture;
import klarsyn.plan.AugmentationPlan;
import klarsyn.plan.Compute;
import klarsyn.plan.Inference;
import klarsyn.plan.Optimization;
import klarsyn.plan.Patch;
import klarsyn.plan.SegmentationPlan;
import klarsyn.prepare.Normalization;
import klarsyn.prepare.Preprocessing;
import klarsyn.tensor.Device;
import klarsyn.tensor.Layout;
import klarsyn.tensor.Precision;

/** A network that is a convolution of one voxel: what prediction costs beside the network's own arithmetic. */
final class OneVoxelNetwork {

    private OneVoxelNetwork() {}

    /** Its plan for images of one channel. */
    static SegmentationPlan plan(int classes, double mm, int patch) {
        List<String> names =
                IntStream.range(1, classes).mapToObj(i -> "structure " + i).toList();
        return new SegmentationPlan(
                SegmentationPlan.FORMAT,
                "Synthetic",
                Labels.of(names.toArray(String[]::new)),
                List.of("CT"),
                Preprocessing.klarsyn("RAS", Spacing.isotropic(mm), List.of(Normalization.zScore())),
                new Patch(patch, patch, patch),
                UNetArchitecture.plain(
                        1, classes, List.of(1), List.of(List.of(1, 1, 1)), List.of(List.of(1, 1, 1)), List.of(1), 1),
                Collections.nCopies(classes, 1.0 / classes),
                new Compute(Device.CPU, Precision.FP32, Layout.CONTIGUOUS, 1, 1),
                Optimization.DEFAULT,
                AugmentationPlan.mirroring(List.of()),
                new Inference(0.5, List.of(), 0),
                List.of());
    }
}
