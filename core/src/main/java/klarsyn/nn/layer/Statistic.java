package klarsyn.nn.layer;

import klarsyn.tensor.Tensor;

/**
 * Values that are saved with the weights, but follow the data instead of a gradient.
 *
 * @param values in FP32
 */
public record Statistic(Tensor values) {}
