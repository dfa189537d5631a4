/**
 * The layers of networks, as records of their parameters.
 *
 * <p>Read first: {@link klarsyn.nn.layer.Layer}, {@link klarsyn.nn.layer.Convolution}, {@link klarsyn.nn.layer.Pass}.
 * Nothing here depends on architectures.
 *
 * <pre>{@code
 * Pass training = Pass.training(Seed.of(7)); // random layers draw from the seed
 * Tensor features = layer.forward(image, training); // [N, C, D, H, W]
 * }</pre>
 */
@NullMarked
package klarsyn.nn.layer;

import org.jspecify.annotations.NullMarked;
