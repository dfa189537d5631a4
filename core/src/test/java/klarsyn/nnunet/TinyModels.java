package klarsyn.nnunet;

import java.util.Collections;
import java.util.List;
import klarsyn.base.Interval;
import klarsyn.base.Seed;
import klarsyn.image.Spacing;
import klarsyn.model.CaseHashes;
import klarsyn.model.LoadedModel;
import klarsyn.model.Provenance;
import klarsyn.nn.Network;
import klarsyn.nn.UNet;
import klarsyn.nn.UNetArchitecture;
import klarsyn.nn.weights.Weights;
import klarsyn.plan.Inference;
import klarsyn.plan.Patch;
import klarsyn.plan.SegmentationPlan;
import klarsyn.plan.TinyPlans;
import klarsyn.prepare.Normalization;
import klarsyn.prepare.Preprocessing;
import klarsyn.prepare.Resizing;
import klarsyn.tensor.Scope;

/** Models that nnU-Net could have planned, with weights from a seed. */
final class TinyModels {

    private static final List<Integer> TWO = List.of(2, 2, 2);
    private static final List<Integer> ONE = List.of(1, 1, 1);
    private static final List<Integer> THREE = List.of(3, 3, 3);

    private TinyModels() {}

    /** Three resolutions, convolutions with biases, all but the coarsest supervised. */
    static SegmentationPlan plain() {
        UNetArchitecture network = UNetArchitecture.plain(
                1,
                3,
                List.of(4, 6, 8),
                List.of(List.of(1, 3, 3), THREE, THREE),
                List.of(ONE, List.of(1, 2, 2), TWO),
                List.of(1, 2, 1),
                2);
        return plan(network.withStyle(network.style().asNnunet()), List.of(0, 1, 2), Resizing.Axes.ALL, List.of(0, 2));
    }

    /** Klarsyn's own style: no biases but in the head, one resolution supervised; decoder blocks that differ. */
    static SegmentationPlan unbiased() {
        UNetArchitecture network = UNetArchitecture.plain(
                        1,
                        3,
                        List.of(4, 6, 8),
                        Collections.nCopies(3, THREE),
                        List.of(ONE, TWO, TWO),
                        List.of(1, 2, 1),
                        1)
                .withDecoderBlocks(List.of(1, 2));
        return plan(network, List.of(2, 0, 1), Resizing.Axes.ALL, List.of());
    }

    /** Residual blocks in the encoder. */
    static SegmentationPlan residual() {
        UNetArchitecture network = UNetArchitecture.residualEncoder(
                1, 3, List.of(4, 6, 8), Collections.nCopies(3, THREE), List.of(ONE, TWO, TWO), List.of(1, 2, 1), 2);
        return plan(network, List.of(0, 1, 2), Resizing.Axes.ALL, List.of());
    }

    /** Slices one by one. */
    static SegmentationPlan flat() {
        List<Integer> kernel = List.of(1, 3, 3);
        UNetArchitecture network = UNetArchitecture.plain(
                1, 3, List.of(4, 6), List.of(kernel, kernel), List.of(ONE, List.of(1, 2, 2)), List.of(2, 2), 1);
        SegmentationPlan plan = plan(
                network.withStyle(network.style().asNnunet()), List.of(0, 1, 2), Resizing.Axes.IN_PLANE, List.of(1, 2));
        return plan.withNetwork(new Patch(1, 8, 8), plan.network());
    }

    private static SegmentationPlan plan(
            UNetArchitecture network, List<Integer> transposition, Resizing.Axes axes, List<Integer> mirrorAxes) {
        Preprocessing preprocessing = Preprocessing.nnunet(
                transposition, new Spacing(0.9, 1, 1.1), axes, List.of(Normalization.ct(-100.5, 300, 70.25, 12.5)));
        SegmentationPlan plan =
                TinyPlans.with(TinyPlans.with(TinyPlans.isotropic(), preprocessing), new Inference(0.5, mirrorAxes, 0));
        return plan.withNetwork(new Patch(8, 8, 8), network);
    }

    /** A model of a plan; the caller closes it. */
    static LoadedModel model(SegmentationPlan plan, long seed) {
        try (Scope _ = Scope.open("tiny model")) {
            Network network = UNet.create(
                    plan.network(), Collections.nCopies(plan.network().classes(), 0.3), Seed.of(seed));
            Provenance provenance =
                    new Provenance("test", seed, 0, 0, "", CaseHashes.UNKNOWN, new Interval(0, 0, 0, 0));
            return new LoadedModel(plan, network, Weights.of(network), provenance);
        }
    }
}
