/**
 * Parameters of a network by name, in memory and in files of the safetensors format.
 *
 * <p>Read first: {@link klarsyn.nn.weights.Weights}, {@link klarsyn.nn.weights.SafeTensors}. Parameters are the tensors
 * found by walking the records of a network; their names are the paths there.
 *
 * <pre>{@code
 * try (var weights = Weights.of(network)) {
 *     SafeTensors.write(weights.tensors(), file);
 * }
 * }</pre>
 */
@NullMarked
package klarsyn.nn.weights;

import org.jspecify.annotations.NullMarked;
