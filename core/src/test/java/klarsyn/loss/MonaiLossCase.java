package klarsyn.loss;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import klarsyn.base.Recorded;
import klarsyn.base.SharedData;
import klarsyn.tensor.Autograd;
import klarsyn.tensor.Tensor;

/** One recorded case of a MONAI loss. */
record MonaiLossCase(Recorded node) {

    /** The cases of {@code losses.test_MODULE.json}. */
    static Stream<MonaiLossCase> of(String module) {
        return Recorded.file(SharedData.conformance("monai").resolve("losses.test_" + module + ".json"))
                .get("cases")
                .elements()
                .stream()
                .map(MonaiLossCase::new);
    }

    String name() {
        return node.get("name").text();
    }

    String type() {
        return node.get("class").text();
    }

    Settings settings() {
        return new Settings(node.get("kwargs"));
    }

    boolean isRejected() {
        return node.get("expected_error").truth(false);
    }

    boolean isRejectedWhenMade() {
        return isRejected() && node.get("error_stage").text().equals("construct");
    }

    Recorded input(String name) {
        return node.get("input").get(name);
    }

    Tensor tensor(String name) {
        return tensor(input(name));
    }

    /** {@code [N, C, …]} with axes of length 1 before the spatial ones. */
    static Tensor tensor(Recorded array) {
        long[] shape = shape(array);
        long[] padded = {shape[0], shape[1], 1, 1, 1};
        for (int axis = 2; axis < shape.length; axis++) {
            padded[5 - shape.length + axis] = shape[axis];
        }
        return Tensor.of(values(array), padded);
    }

    static long[] shape(Recorded array) {
        return array.get("shape").elements().stream()
                .mapToLong(Recorded::integer)
                .toArray();
    }

    static float[] values(Recorded array) {
        List<Recorded> data = array.get("data").elements();
        float[] values = new float[data.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) data.get(i).number();
        }
        return values;
    }

    /** Compares the value and, if recorded, the gradient of the sum with respect to the leaf. */
    void compare(Tensor loss, Tensor leaf) {
        Recorded expected = node.get("monai_output").or(node.get("expected"));
        boolean isOfTest = node.get("source").text().equals("test-expectation");
        double absolute = isOfTest
                ? Math.clamp(node.get("tolerance").get("atol").number(), 1e-5, node.has("monai_output") ? 1e-4 : 1e-3)
                : 1e-5;
        assertClose(
                loss.toFloatArray(),
                expected.isNumber() ? new float[] {(float) expected.number()} : values(expected),
                absolute);
        for (String wanted : List.of("input", "inputs", "y_pred")) {
            Recorded gradient = node.get("grad_of_sum_wrt_" + wanted);
            if (gradient.isThere()) {
                Tensor ours = Autograd.gradients(loss.sum(), List.of(leaf)).getFirst();
                assertClose(ours.toFloatArray(), values(gradient), 1e-6);
            }
        }
    }

    private static void assertClose(float[] ours, float[] theirs, double absolute) {
        assertThat(ours).hasSameSizeAs(theirs);
        List<String> wrong = new ArrayList<>();
        for (int i = 0; i < ours.length; i++) {
            boolean same = Float.isNaN(theirs[i])
                    ? Float.isNaN(ours[i])
                    : Math.abs(ours[i] - theirs[i]) <= absolute + 1e-4 * Math.abs(theirs[i]);
            if (!same) {
                wrong.add("%d: %s, not %s".formatted(i, ours[i], theirs[i]));
            }
        }
        assertThat(wrong).isEmpty();
    }

    /** The arguments of a loss. */
    record Settings(Recorded node) {

        boolean flag(String key) {
            return node.get(key).truth(false);
        }

        double number(String key, double otherwise) {
            return node.get(key).number(otherwise);
        }

        String text(String key) {
            return node.get(key).text("");
        }

        Recorded get(String key) {
            return node.get(key);
        }

        Loss.Background background() {
            return node.get("include_background").truth(true) ? Loss.Background.INCLUDED : Loss.Background.EXCLUDED;
        }

        Loss.Over over() {
            return flag("batch") ? Loss.Over.BATCH : Loss.Over.SAMPLE;
        }

        Reduction reduction() {
            return switch (node.get("reduction").text("mean")) {
                case "sum" -> Reduction.SUM;
                case "none" -> Reduction.NONE;
                default -> Reduction.MEAN;
            };
        }

        /** One per channel; a single number applies to all channels. */
        List<Double> weights(int channels, boolean areUnused) {
            Recorded weight = node.get("weight");
            if (!weight.isThere() || areUnused) {
                return List.of();
            }
            if (weight.isNumber()) {
                return Collections.nCopies(channels, weight.number());
            }
            return (weight.isList() ? weight : weight.get("data"))
                    .elements().stream().map(Recorded::number).toList();
        }
    }
}
