/**
 * A thin layer over libtorch: tensors that are freed on time, on a device, in a precision, with gradients.
 *
 * <p>Read first: {@link klarsyn.tensor.Scope}, {@link klarsyn.tensor.Tensor}, {@link klarsyn.tensor.Autograd}. It is
 * the only package that uses {@code org.bytedeco}, and it must not depend on medical types.
 *
 * <pre>{@code
 * try (var scope = Scope.open("example")) {
 *     Tensor weight = Tensor.of(new float[27], 1, 1, 3, 3, 3).asParameter();
 *     Tensor loss = image.convolve(weight, stride, padding).mean();
 *     List<Tensor> gradients = Autograd.gradients(loss, List.of(weight));
 * }
 * }</pre>
 */
@NullMarked
package klarsyn.tensor;

import org.jspecify.annotations.NullMarked;
