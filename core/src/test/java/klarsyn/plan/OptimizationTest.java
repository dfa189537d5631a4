package klarsyn.plan;

import static klarsyn.base.NnunetGolden.elements;
import static klarsyn.base.NnunetGolden.member;
import static klarsyn.base.NnunetGolden.number;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import klarsyn.base.Json;
import klarsyn.base.NnunetGolden;
import klarsyn.base.PlanException;
import klarsyn.loss.DeepSupervision;
import klarsyn.plan.AugmentationPlan.Sampling;
import klarsyn.plan.Optimization.Optimizer;
import klarsyn.plan.Optimization.Schedule;
import klarsyn.plan.rules.TargetSpacing;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OptimizationTest {

    private static Optimization with(Schedule schedule, double warmUp) {
        return new Optimization(Optimizer.ADAMW, 1e-3, 0.02, 0, 1, schedule, warmUp, 0);
    }

    @ParameterizedTest
    @EnumSource
    void every_schedule_starts_above_zero_peaks_at_one_and_ends_at_zero(Schedule schedule) {
        Optimization settings = with(schedule, 0.1);
        assertThat(settings.rate(0)).isGreaterThan(0).isLessThan(0.2);
        assertThat(settings.rate(0.1)).isCloseTo(1, within(1e-9));
        assertThat(settings.rate(1)).isCloseTo(0, within(1e-9));
        for (int i = 1; i < 100; i++) {
            assertThat(settings.rate(i / 100.0)).isBetween(0.0, 1.0);
        }
    }

    @Test
    void poly_is_nnunets() {
        assertThat(with(Schedule.POLY, 0).rate(0.5)).isCloseTo(Math.pow(0.5, 0.9), within(1e-12));
    }

    @Test
    void all_recorded_rates_of_nnunet_are_reproduced() {
        int compared = 0;
        for (Json schedule : elements(member(NnunetGolden.section("lr"), "poly_lr"))) {
            for (Json value : elements(member(schedule, "values"))) {
                double share = number(member(value, "epoch")) / number(member(schedule, "max_steps"));
                double rate = number(member(schedule, "initial_lr")) * Optimization.NNUNET.rate(share);
                assertThat(rate).isCloseTo(number(member(value, "lr")), within(1e-15));
                compared++;
            }
        }
        assertThat(compared).isEqualTo(13);
    }

    @Test
    void nnunets_settings_are_those_of_its_trainer() {
        Json constants = member(NnunetGolden.section("lr"), "trainer_constants");
        Optimization nnunet = Optimization.NNUNET;
        assertThat(nnunet.learningRate()).isEqualTo(number(member(constants, "initial_lr")));
        assertThat(nnunet.weightDecay()).isEqualTo(number(member(constants, "weight_decay")));
        assertThat(nnunet.clipNorm()).isEqualTo(number(member(constants, "gradient_clip_norm")));
        assertThat((double) nnunet.steps())
                .isEqualTo(number(member(constants, "num_epochs"))
                        * number(member(constants, "num_iterations_per_epoch")));
        assertThat(TargetSpacing.ANISOTROPIC).isEqualTo(number(member(constants, "anisotropy_threshold")));
        assertThat(nnunet.rate(0.5)).isEqualTo(Math.pow(0.5, number(member(constants, "lr_exponent"))));
        Sampling sampling = AugmentationPlan.full(List.of()).sampling();
        assertThat(sampling.foreground()).isEqualTo(number(member(constants, "oversample_foreground_percent")));
        assertThat(sampling.forced() == Sampling.Forced.BY_CHANCE)
                .isEqualTo(member(constants, "probabilistic_oversampling").equals(new Json.Truth(true)));
        // SGD with Nesterov's momentum of 0.99, without dampening: UpdateRuleTest tests its steps
        assertThat(nnunet.optimizer()).isEqualTo(Optimizer.SGD_NESTEROV);
    }

    @Test
    void deep_supervision_weighs_as_nnunet_recorded() {
        List<Json> recorded = elements(member(NnunetGolden.section("lr"), "deep_supervision_weights"));
        assertThat(recorded).hasSize(6);
        for (Json example : recorded) {
            List<Double> weights =
                    DeepSupervision.Levels.HALVING_BUT_COARSEST.weights((int) number(member(example, "n_outputs")));
            assertThat(weights)
                    .isEqualTo(elements(member(example, "weights")).stream()
                            .map(NnunetGolden::number)
                            .toList());
        }
    }

    @Test
    void a_rate_that_is_not_above_zero_is_rejected_with_its_key() {
        assertThatThrownBy(() -> new Optimization(Optimizer.MUON, Double.NaN, 0.02, 0, 1, Schedule.COSINE, 0, 0))
                .isInstanceOf(PlanException.class)
                .hasMessageContaining("optimization.learningRate")
                .hasMessageContaining("NaN");
    }
}
