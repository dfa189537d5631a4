package klarsyn.nn.layer;

import klarsyn.tensor.Tensor;

/** A record of tensors that maps one tensor to another; its parameters are found by walking its components. */
public interface Layer {

    /** The output for {@code [N, C, D, H, W]}, in the precision of the input. */
    Tensor forward(Tensor input, Pass pass);
}
