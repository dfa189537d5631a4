package klarsyn.predict.window;

import java.util.ArrayList;
import java.util.List;
import klarsyn.nn.Network;
import klarsyn.nn.layer.Pass;
import klarsyn.plan.Compute;
import klarsyn.tensor.Autograd;
import klarsyn.tensor.Device;
import klarsyn.tensor.Precision;
import klarsyn.tensor.Tensor;

/**
 * Logits of a patch: the mean over networks of one plan and over mirror images.
 *
 * @param networks   such as those of several folds, at least one
 * @param mirrorAxes axes of a patch, 0 to 2, for mirror augmentation: each doubles the cost
 * @param compute    device and precision
 */
public record NetworkFunction(List<Network> networks, List<Integer> mirrorAxes, Compute compute)
        implements PatchFunction {

    /** Copies the lists. */
    public NetworkFunction {
        networks = List.copyOf(networks);
        mirrorAxes = List.copyOf(mirrorAxes);
    }

    /** Number of passes per window. */
    public int passes() {
        return networks.size() << mirrorAxes.size();
    }

    @Override
    public void apply(float[] patches, long[] shape, Use use) {
        try (Autograd _ = Autograd.off()) {
            Tensor input = Tensor.of(patches, shape).to(compute.device()).to(compute.precision());
            List<long[]> mirrorings = mirrorings();
            Tensor sum = forward(networks.getFirst(), input, mirrorings.getFirst());
            for (int pass = 1; pass < passes(); pass++) {
                Network network = networks.get(pass / mirrorings.size());
                try (Autograd _ = Autograd.off()) {
                    sum.addInPlace(forward(network, input, mirrorings.get(pass % mirrorings.size())), 1);
                }
            }
            Tensor mean = sum.multiplyInPlace(1.0 / passes());
            use.accept(mean.to(Device.CPU).detach().contiguous().bytes());
        }
    }

    private Tensor forward(Network network, Tensor input, long[] axes) {
        try (Autograd scope = Autograd.off()) {
            Tensor flipped = axes.length == 0 ? input : input.flip(axes);
            Tensor logits =
                    network.forward(flipped.to(compute.layout()), Pass.EVALUATE).to(Precision.FP32);
            return scope.keep(axes.length == 0 ? logits : logits.flip(axes));
        }
    }

    /** Every combination of mirrored axes, none first, as axes of {@code [N, C, D, H, W]}. */
    private List<long[]> mirrorings() {
        List<long[]> combinations = new ArrayList<>();
        for (int bits = 0; bits < 1 << mirrorAxes.size(); bits++) {
            List<Long> chosen = new ArrayList<>();
            for (int i = 0; i < mirrorAxes.size(); i++) {
                if ((bits >> i & 1) == 1) {
                    chosen.add(2L + mirrorAxes.get(i));
                }
            }
            combinations.add(chosen.stream().mapToLong(Long::longValue).toArray());
        }
        return combinations;
    }
}
