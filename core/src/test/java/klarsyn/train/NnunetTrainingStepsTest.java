package klarsyn.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import klarsyn.base.Json;
import klarsyn.base.NnunetGolden;
import klarsyn.loss.DeepSupervision;
import klarsyn.loss.Loss;
import klarsyn.loss.LossTarget;
import klarsyn.nn.Network;
import klarsyn.nn.TinyNnunet;
import klarsyn.nn.UNet;
import klarsyn.nn.layer.Pass;
import klarsyn.nn.weights.Weights;
import klarsyn.plan.Optimization;
import klarsyn.tensor.Autograd;
import klarsyn.tensor.Scope;
import klarsyn.tensor.Tensor;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Three steps of nnU-Net's trainer on its recorded networks: loss, gradients, clipping, momentum, decay, rate. */
class NnunetTrainingStepsTest {

    @TestFactory
    Stream<DynamicTest> three_steps_move_the_weights_as_recorded() {
        return NnunetGolden.elements(NnunetGolden.member(NnunetGolden.section("network"), "training_steps")).stream()
                .map(json -> new Recording(json, TinyNnunet.named(text(NnunetGolden.member(json, "network")))))
                .map(recording -> dynamicTest(recording.network().name(), recording::repeat));
    }

    private static String text(Json json) {
        return ((Json.Text) json).value();
    }

    private record Recording(Json json, TinyNnunet network) {

        void repeat() {
            try (Scope _ = Scope.open("test")) {
                Network net = UNet.blank(network.architecture());
                try (Weights weights = Weights.of(net);
                        Lanes lanes = Lanes.open(1, 1);
                        Optimizer optimizer = new Optimizer(weights, optimization(), lanes)) {
                    network.fill(weights);
                    List<Json> steps = NnunetGolden.elements(member("steps"));
                    for (int step = 0; step < steps.size(); step++) {
                        step(net, weights, optimizer, steps.get(step), step);
                    }
                }
            }
        }

        private void step(Network net, Weights weights, Optimizer optimizer, Json recorded, int step) {
            double rate = optimization().rate(step / setting("max_steps"));
            assertThat(rate * setting("lr")).isCloseTo(number(recorded, "lr"), within(1e-12));
            Tensor loss = loss(net.logits(network.array(member("input")), Pass.TRAIN));
            // nnU-Net's Dice is the negative ratio, ours what is missing to 1
            assertThat(loss.item() - 1).isCloseTo(number(recorded, "loss"), within(1e-5));
            List<Tensor> gradients = Autograd.gradients(loss, weights.leaves());
            double squares = 0;
            for (Tensor gradient : gradients) {
                double norm = gradient.norm().item();
                squares += norm * norm;
            }
            assertThat(Math.sqrt(squares)).isCloseTo(number(recorded, "grad_norm"), within(2e-5));
            if (step == 0) {
                assertGradients(weights, gradients, NnunetGolden.member(recorded, "gradients"));
            }
            optimizer.collect(0, gradients);
            optimizer.step(rate);
            if (step != 1) {
                assertSame(network.ours(NnunetGolden.member(recorded, "parameters_after"), weights), weights.tensors());
            }
        }

        private void assertGradients(Weights weights, List<Tensor> gradients, Json recorded) {
            List<Weights.Parameter> parameters = weights.parameters();
            Map<String, Tensor> named = new java.util.HashMap<>();
            for (int i = 0; i < gradients.size(); i++) {
                named.put(parameters.get(i).name(), gradients.get(i));
            }
            // a head without weight has none, which is null there and zero here
            List<Json> known = NnunetGolden.elements(recorded).stream()
                    .filter(each -> !(NnunetGolden.member(each, "data") instanceof Json.Nothing))
                    .toList();
            assertSame(network.ours(new Json.Elements(known), weights), named);
        }

        private Tensor loss(List<Tensor> logits) {
            List<LossTarget> targets = new ArrayList<>();
            for (Json target : NnunetGolden.elements(member("targets"))) {
                targets.add(LossTarget.ofClasses(network.array(target)));
            }
            List<Double> levels = NnunetGolden.elements(member("deep_supervision_weights")).stream()
                    .map(NnunetGolden::number)
                    .toList();
            boolean batch = member("batch_dice").compact().equals("true");
            return DeepSupervision.weighted(
                    Loss.nnunet(batch ? Loss.Over.BATCH : Loss.Over.SAMPLE), levels, logits, targets);
        }

        private Optimization optimization() {
            assertThat(setting("momentum")).isEqualTo(0.99);
            return new Optimization(
                    Optimization.Optimizer.SGD_NESTEROV,
                    setting("lr"),
                    0.03,
                    setting("weight_decay"),
                    setting("clip_norm"),
                    Optimization.Schedule.POLY,
                    0,
                    (long) setting("max_steps"));
        }

        private double setting(String key) {
            return number(member("optimizer"), key);
        }

        private Json member(String key) {
            return NnunetGolden.member(json, key);
        }
    }

    private static void assertSame(Map<String, Tensor> expected, Map<String, Tensor> actual) {
        expected.forEach((name, tensor) -> assertThat(
                        Objects.requireNonNull(actual.get(name)).toFloatArray())
                .as(name)
                .containsExactly(tensor.toFloatArray(), within(1e-5f)));
    }

    private static double number(Json json, String key) {
        return NnunetGolden.number(NnunetGolden.member(json, key));
    }
}
