/**
 * Networks: encoders and heads as records of layers, and their architectures.
 *
 * <p>Read first: {@link klarsyn.nn.Network}, {@link klarsyn.nn.UNet}, {@link klarsyn.nn.Classifier}. Nothing here depends on
 * data.
 *
 * <pre>{@code
 * Network network = UNet.create(architecture, List.of(0.9, 0.1), Seed.of(7));
 * try (var weights = Weights.of(network)) {
 *     Tensor logits = network.forward(image, Pass.EVALUATE);
 * }
 * }</pre>
 */
@NullMarked
package klarsyn.nn;

import org.jspecify.annotations.NullMarked;
