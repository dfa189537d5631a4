package klarsyn.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import klarsyn.base.PlanException;
import klarsyn.plan.Optimisation.Optimizer;
import klarsyn.plan.Optimisation.Schedule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OptimisationTest {

    private static Optimisation with(Schedule schedule, double warmUp) {
        return new Optimisation(Optimizer.ADAMW, 1e-3, 0.02, 0, 1, schedule, warmUp, 0);
    }

    @ParameterizedTest
    @EnumSource
    void every_schedule_starts_above_zero_peaks_at_one_and_ends_at_zero(Schedule schedule) {
        Optimisation settings = with(schedule, 0.1);
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
    void a_rate_that_is_not_above_zero_is_refused_with_its_key() {
        assertThatThrownBy(() -> new Optimisation(Optimizer.MUON, Double.NaN, 0.02, 0, 1, Schedule.COSINE, 0, 0))
                .isInstanceOf(PlanException.class)
                .hasMessageContaining("optimisation.learningRate")
                .hasMessageContaining("NaN");
    }
}
