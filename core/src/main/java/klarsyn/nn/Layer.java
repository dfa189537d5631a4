package klarsyn.nn;

import klarsyn.tensor.Tensor;

/**
 * A record of tensors and layers that maps one tensor to another; its parameters are the tensors found by walking it.
 */
public interface Layer {

    /** The output for {@code [N, C, D, H, W]}, in the precision of the input. */
    Tensor forward(Tensor input, Pass pass);
}
