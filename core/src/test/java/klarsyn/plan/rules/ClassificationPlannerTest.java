package klarsyn.plan.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Collections;
import java.util.List;
import klarsyn.base.PlanException;
import klarsyn.base.Where;
import klarsyn.data.Task;
import klarsyn.plan.Budget;
import klarsyn.plan.ClassificationPlan;
import klarsyn.plan.Patch;
import klarsyn.plan.PictureAugmentation;
import klarsyn.plan.json.PlanDescription;
import klarsyn.plan.json.PlanJson;
import klarsyn.prepare.PictureInput;
import klarsyn.tensor.Precision;
import klarsyn.tensor.Resources;
import org.junit.jupiter.api.Test;

class ClassificationPlannerTest {

    private static final Task.Classification TASK = new Task.Classification("animal", List.of("cat", "dog"));

    private static ClassificationPlanner planner(int height, int width, int channels, int cases, Budget budget) {
        return new ClassificationPlanner(
                "animals",
                TASK,
                Collections.nCopies(channels, "channel"),
                new PictureInput(
                        height, width, Collections.nCopies(channels, 0.5), Collections.nCopies(channels, 0.25)),
                List.of(0.75, 0.25),
                cases,
                budget,
                Resources.available());
    }

    private static ClassificationPlan byRules(int height, int width) {
        return planner(height, width, 1, 1000, Budget.iterations(100)).byRules();
    }

    @Test
    void resolutions_are_halved_to_about_7_pixels_and_channels_doubled() {
        assertThat(byRules(28, 28).network().features()).containsExactly(16, 32, 64); // 28, 14, 7
        assertThat(byRules(64, 64).network().features()).containsExactly(16, 32, 64, 128); // 64, 32, 16, 8
        assertThat(byRules(224, 224).network().features()).containsExactly(16, 32, 64, 128);
        assertThat(byRules(64, 64).network().strides())
                .containsExactly(List.of(1, 1, 1), List.of(1, 2, 2), List.of(1, 2, 2), List.of(1, 2, 2));
    }

    @Test
    void the_shorter_side_decides() {
        assertThat(byRules(200, 28).network().stages()).isEqualTo(3);
        assertThat(byRules(28, 200).network().stages()).isEqualTo(3);
    }

    /** Otherwise the two ways through a residual block give pictures of different sizes. */
    @Test
    void sides_are_rounded_to_multiples_that_can_be_halved() {
        assertThat(byRules(29, 30).patch()).isEqualTo(new Patch(1, 28, 32)); // halved twice
        assertThat(byRules(96, 65).patch()).isEqualTo(new Patch(1, 96, 64)); // three times
        assertThat(byRules(15, 33).patch()).isEqualTo(new Patch(1, 16, 34)); // once
        assertThat(byRules(28, 28).patch()).isEqualTo(new Patch(1, 28, 28));
    }

    @Test
    void even_a_single_pixel_has_a_network_that_sees_several() {
        assertThat(byRules(1, 1).network().features()).containsExactly(16);
        assertThat(byRules(1, 1).patch()).isEqualTo(new Patch(1, 8, 8));
        assertThat(byRules(96, 1).patch()).isEqualTo(new Patch(1, 96, 8));
    }

    @Test
    void the_plan_contains_statistics_of_the_data() {
        ClassificationPlan plan =
                planner(32, 48, 3, 1000, Budget.iterations(100)).byRules();

        assertThat(plan.task()).isEqualTo(TASK);
        assertThat(plan.classFrequencies()).containsExactly(0.75, 0.25);
        assertThat(plan.network().inChannels()).isEqualTo(3);
        assertThat(plan.optimization().steps()).isEqualTo(100);
        assertThat(plan.augmentation().mirror()).isEqualTo(PictureAugmentation.Mirror.NEVER);
    }

    @Test
    void a_batch_is_a_power_of_two_of_at_most_a_quarter_of_the_cases() {
        assertThat(batch(6)).isEqualTo(2);
        assertThat(batch(40)).isEqualTo(8);
        assertThat(batch(256)).isEqualTo(64);
        assertThat(batch(60_000)).isEqualTo(64);
    }

    private static int batch(int cases) {
        return planner(28, 28, 1, cases, Budget.iterations(10))
                .byRules()
                .compute()
                .batch();
    }

    @Test
    void with_a_number_of_steps_nothing_is_measured() {
        assertThat(byRules(28, 28)).isEqualTo(byRules(28, 28));
        assertThat(PlanDescription.of(byRules(28, 28)))
                .anyMatch(line -> line.contains("default width without measurement"));
    }

    /** A step costs 10 ms for each channel; 45,000 pictures 8 times in batches of 64 are 5625 steps. */
    @Test
    void with_a_time_limit_the_widest_network_with_enough_epochs_is_selected() {
        assertThat(width(5625 * 0.010 * 64 + 60)).isEqualTo(64);
        assertThat(width(5625 * 0.010 * 32 + 60)).isEqualTo(32);
        assertThat(width(5625 * 0.010 * 24 + 60)).isEqualTo(24);
        assertThat(width(60)).isEqualTo(8); // the narrowest sees them less often
    }

    private static int width(double seconds) {
        return planner(28, 28, 1, 45_000, Budget.minutes(5))
                .byMeasurement(ClassificationPlannerTest::tenMillisecondsPerChannel, seconds)
                .network()
                .features()
                .getFirst();
    }

    private static double tenMillisecondsPerChannel(ClassificationPlan plan, int steps) {
        return 0.010 * plan.network().features().getFirst();
    }

    @Test
    void too_little_time_for_ten_steps_is_rejected_with_the_required_time() {
        ClassificationPlanner planner = planner(28, 28, 1, 45_000, Budget.minutes(0.1));

        assertThatExceptionOfType(PlanException.class)
                .isThrownBy(() -> planner.byMeasurement(ClassificationPlannerTest::tenMillisecondsPerChannel, 0.5))
                .withMessageContaining("--minutes")
                .withMessageContaining("at least");
    }

    @Test
    void little_memory_reduces_the_batch_and_less_makes_the_network_narrower() {
        boolean half = byRules(28, 28).compute().precision() == Precision.BF16; // depends on the processor
        Budget little = Budget.iterations(10).withMemory((half ? 1200L : 1500L) << 20);
        Budget less = Budget.iterations(10).withMemory((half ? 1000L : 1200L) << 20);

        ClassificationPlan small = planner(224, 224, 3, 1000, little).byRules();
        ClassificationPlan narrow = planner(224, 224, 3, 1000, less).byRules();

        assertThat(small.compute().batch()).isLessThan(byRules(28, 28).compute().batch());
        assertThat(small.network().features().getFirst()).isEqualTo(16);
        assertThat(narrow.network().features().getFirst()).isLessThan(16);
    }

    @Test
    void too_little_memory_is_rejected_with_the_required_memory() {
        ClassificationPlanner planner =
                planner(28, 28, 1, 1000, Budget.iterations(10).withMemory(100L << 20));

        assertThatExceptionOfType(PlanException.class)
                .isThrownBy(planner::byRules)
                .withMessageContaining("--memory")
                .withMessageContaining("use at least");
    }

    @Test
    void a_plan_is_written_and_read_back() {
        ClassificationPlan plan = byRules(28, 28);
        ClassificationPlan reasoned = plan.withReasons(PlanJson.reasoned(plan));

        assertThat(PlanJson.read(PlanJson.write(reasoned), Where.of("plan.json")))
                .isEqualTo(reasoned);
        assertThat(PlanDescription.of(reasoned))
                .contains("A residual network with 16, 32, 64 channels: default width without measurement.")
                .anyMatch(line -> line.startsWith("Pictures of 28×28 pixels: "))
                .anyMatch(line -> line.startsWith("3 resolutions: "));
    }
}
