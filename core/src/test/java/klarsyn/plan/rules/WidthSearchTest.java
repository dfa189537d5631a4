package klarsyn.plan.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import klarsyn.data.label.Labels;
import klarsyn.image.Shape;
import klarsyn.image.Spacing;
import klarsyn.nn.UNetStyle;
import klarsyn.plan.Budget;
import klarsyn.plan.SegmentationPlan;
import klarsyn.plan.rules.WidthSearch.Choice;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WidthSearchTest {

    private static final long PLENTY = 1L << 40;

    private static final KlarsynRules RULES = new KlarsynRules(
            PlanningCases.cohort("MRI", "a"),
            Labels.of("a"),
            PlanningCases.fingerprint(new Shape(35, 50, 36), Spacing.isotropic(1)),
            UNetStyle.Blocks.PLAIN,
            1);

    /** A network of width 24, whose step takes a second. */
    private static final SegmentationPlan DRAFT = RULES.withWidth(
            Planner.of(
                            PlanningCases.cohort("MRI", "a"),
                            Labels.of("a"),
                            PlanningCases.fingerprint(new Shape(35, 50, 36), Spacing.isotropic(1)),
                            Budget.minutes(5))
                    .byRules(),
            24);

    private final List<Integer> measured = new ArrayList<>();

    /** Measures wider networks by the guess times a factor. */
    private Optional<Choice> search(double trainingSeconds, long memory, double factor) {
        return search(trainingSeconds, memory, factor, 1000);
    }

    private Optional<Choice> search(double trainingSeconds, long memory, double factor, double limit) {
        StepCost<SegmentationPlan> cost = (plan, steps) -> {
            measured.add(KlarsynRules.width(plan));
            return factor * StepTimes.operations(plan) / StepTimes.operations(DRAFT);
        };
        StepTimes times = new StepTimes(cost, 2, limit);
        times.extrapolateFrom(DRAFT, 1);
        return new WidthSearch(memory, times, trainingSeconds).widest(RULES, DRAFT);
    }

    private static Optional<Integer> width(Optional<Choice> choice) {
        return choice.map(one -> KlarsynRules.width(one.plan()));
    }

    @ParameterizedTest
    @CsvSource({"5000, 32", "500, 24", "300, 16", "160, 12", "80, 8"})
    void the_widest_network_with_enough_steps_is_chosen(double seconds, int width) {
        assertThat(width(search(seconds, PLENTY, 1))).contains(width);
    }

    @Test
    void too_little_time_for_the_narrowest_network_gives_none() {
        assertThat(search(2, PLENTY, 1)).isEmpty();
    }

    @Test
    void only_wider_networks_that_may_make_enough_steps_are_measured() {
        search(500, PLENTY, 1);
        assertThat(measured).isEmpty();
        search(5000, PLENTY, 1);
        assertThat(measured).containsExactly(32);
    }

    @Test
    void a_wider_network_that_is_slower_than_guessed_is_not_chosen() {
        assertThat(width(search(5000, PLENTY, 10))).contains(24);
        assertThat(measured).containsExactly(32);
    }

    @Test
    void networks_above_the_memory_limit_are_skipped() {
        long enoughFor16 = MemoryForecast.bytes(RULES.withWidth(DRAFT, 16));

        assertThat(width(search(5000, enoughFor16, 1))).contains(16);
        assertThat(measured).containsExactly(16);
        assertThat(search(5000, 1, 1)).isEmpty();
    }

    @Test
    void the_reason_has_the_required_and_the_expected_steps() {
        assertThat(search(500, PLENTY, 1).orElseThrow().why())
                .startsWith("width 24 requires at least 350 steps, and about ")
                .endsWith(" steps of 1.00 s fit the time limit");
    }

    @Test
    void without_time_for_measurements_a_wider_network_is_chosen_by_its_operations() {
        assertThat(width(search(5000, PLENTY, 10, 0))).contains(32);
        assertThat(measured).isEmpty();
    }

    @Test
    void a_narrower_network_saves_less_time_than_operations() {
        StepTimes times = new StepTimes((plan, steps) -> 1, 2, 0);
        times.extrapolateFrom(DRAFT, 1);
        SegmentationPlan narrow = RULES.withWidth(DRAFT, 8);

        assertThat(times.expected(narrow))
                .isGreaterThan(StepTimes.operations(narrow) / StepTimes.operations(DRAFT))
                .isLessThan(1);
    }
}
