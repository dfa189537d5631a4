package klarsyn.tensor;

import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.MemoryFormat;

/** Instance normalization by the fastest of libtorch's norms. */
final class Normalizations {

    private static final double EPSILON = 1e-5;

    private Normalizations() {}

    /** Normalizes each channel of each sample of {@code [N, C, D, H, W]}, then scales and shifts it. */
    static Tensor ofSamples(Tensor x, Tensor scale, Tensor shift) {
        TensorOptional factor = new TensorOptional(scale);
        TensorOptional summand = new TensorOptional(shift);
        if (x.suggest_memory_format().intern() != MemoryFormat.ChannelsLast3d) {
            return torch.group_norm(x, x.size(1), factor, summand, EPSILON, false);
        }
        if (x.size(0) == 1) {
            return ofSample(x, factor, summand);
        }
        TensorVector samples = torch.split(x, 1, 0);
        TensorVector normalized = new TensorVector();
        for (long n = 0; n < samples.size(); n++) {
            normalized.push_back(ofSample(samples.get(n), factor, summand));
        }
        return torch.cat(normalized, 0);
    }

    private static Tensor ofSample(Tensor x, TensorOptional factor, TensorOptional summand) {
        TensorOptional none = new TensorOptional();
        return torch.batch_norm(x, factor, summand, none, none, true, 0, EPSILON, false);
    }
}
