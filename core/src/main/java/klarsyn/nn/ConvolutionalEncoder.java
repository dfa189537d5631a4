package klarsyn.nn;

import java.util.ArrayList;
import java.util.List;
import klarsyn.nn.layer.Pass;
import klarsyn.tensor.Tensor;

/**
 * A sequence of convolutional stages from fine to coarse: the encoder of a U-Net, or a residual network.
 *
 * @param stages one per resolution, the finest first
 */
public record ConvolutionalEncoder(List<Stage> stages) implements Encoder {

    /** Copies the list. */
    public ConvolutionalEncoder {
        stages = List.copyOf(stages);
    }

    @Override
    public List<Tensor> features(Tensor input, Pass pass) {
        List<Tensor> features = new ArrayList<>();
        Tensor x = input;
        for (int s = 0; s < stages.size(); s++) {
            x = stages.get(s).forward(x, pass);
            pass.taps().receive("encoder.stages." + s, x);
            features.add(x);
        }
        return features;
    }
}
