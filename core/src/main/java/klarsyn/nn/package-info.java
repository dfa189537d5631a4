/**
 * Layers and networks as records of tensors, and their weights by name, in memory and in files.
 *
 * <p>Read first: {@link klarsyn.nn.UNet}, {@link klarsyn.nn.Weights}. Parameters are the tensors found by walking the
 * records, and their names are the paths there. It must not depend on data, or on files other than weights.
 *
 * <pre>{@code
 * UNet network = UNet.create(architecture, List.of(0.9, 0.1), Seed.of(7));
 * try (var weights = Weights.of(network)) {
 *     Tensor logits = network.forward(image, Mode.EVALUATE);
 * }
 * }</pre>
 */
@NullMarked
package klarsyn.nn;

import org.jspecify.annotations.NullMarked;
