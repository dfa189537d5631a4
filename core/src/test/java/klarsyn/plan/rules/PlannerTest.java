package klarsyn.plan.rules;

import static klarsyn.plan.rules.PlanningCases.cohort;
import static klarsyn.plan.rules.PlanningCases.fingerprint;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import klarsyn.base.PlanException;
import klarsyn.data.label.Labels;
import klarsyn.image.Shape;
import klarsyn.image.Spacing;
import klarsyn.loss.DeepSupervision;
import klarsyn.loss.Loss;
import klarsyn.plan.AugmentationPlan.Sampling;
import klarsyn.plan.AugmentationPlan.Sampling.Forced;
import klarsyn.plan.Budget;
import klarsyn.plan.Patch;
import klarsyn.plan.SegmentationPlan;
import klarsyn.plan.Variation;
import klarsyn.plan.json.PlanDescription;
import klarsyn.prepare.Frame;
import klarsyn.prepare.Normalization.Scheme;
import klarsyn.tensor.Layout;
import klarsyn.tensor.Precision;
import org.junit.jupiter.api.Test;

class PlannerTest {

    private static final Spacing ONE = Spacing.isotropic(1);

    private static Planner planner(Shape shape, Spacing spacing) {
        return Planner.of(
                cohort("MRI", "head", "body"),
                Labels.of("head", "body"),
                fingerprint(shape, spacing),
                Budget.minutes(5));
    }

    /** A machine whose step costs that many seconds at width 24 in BF16, and three times that in FP32. */
    private static StepCost<SegmentationPlan> machine(double seconds) {
        return (plan, steps) -> {
            double width = Math.pow(KlarsynRules.width(plan) / 24.0, 1.5);
            double precision = plan.compute().precision() == Precision.FP32 ? 3 : 1;
            double layout = plan.compute().layout() == Layout.CHANNELS_LAST ? 1.2 : 1;
            return seconds * width * precision * layout * (plan.compute().lanes() == 1 ? 1.3 : 1);
        };
    }

    @Test
    void small_volumes_are_predicted_in_one_window() {
        SegmentationPlan plan = planner(new Shape(35, 50, 36), ONE).byRules();
        assertThat(plan.patch()).isEqualTo(new Patch(40, 56, 40));
        assertThat(plan.network().strides()).hasSize(4);
        assertThat(plan.preprocessing().frame()).isEqualTo(new Frame.Anatomical("RAS"));
    }

    @Test
    void the_finest_resolution_of_a_volume_is_kept_thin() {
        SegmentationPlan plan = planner(new Shape(35, 50, 36), ONE).byRules();
        assertThat(plan.network().features()).containsExactly(16, 48, 96, 192);
        assertThat(plan.network().encoderBlocks()).containsExactly(1, 2, 2, 2);
        assertThat(plan.network().decoderBlocks()).containsExactly(1, 2, 2);
    }

    @Test
    void large_volumes_get_patches_of_their_proportions() {
        SegmentationPlan plan = planner(new Shape(256, 256, 128), ONE).byRules();
        assertThat(plan.patch().voxels()).isLessThanOrEqualTo(96_000);
        assertThat(plan.patch().width()).isGreaterThan(plan.patch().depth());
        assertThat(plan.patch().width() % plan.network().divisor(2)).isZero();
    }

    @Test
    void the_coarsest_axis_becomes_the_slowest() {
        assertThat(planner(new Shape(24, 96, 96), new Spacing(4, 1, 1))
                        .byRules()
                        .preprocessing())
                .satisfies(preprocessing -> {
                    assertThat(preprocessing.frame()).isEqualTo(new Frame.Anatomical("ASR"));
                    assertThat(preprocessing.spacing()).isEqualTo(new Spacing(1, 1, 4));
                });
    }

    @Test
    void hounsfield_units_are_scaled_by_the_foreground_of_all_cases() {
        SegmentationPlan plan = Planner.of(
                        cohort("CT", "liver"),
                        Labels.of("liver"),
                        fingerprint(new Shape(32, 32, 32), ONE),
                        Budget.minutes(5))
                .byRules();
        assertThat(plan.preprocessing().channels().getFirst().scheme()).isEqualTo(Scheme.CT);
        assertThat(plan.preprocessing().channels().getFirst().mean()).isEqualTo(150);
    }

    @Test
    void labels_with_sides_switch_mirroring_off_and_the_plan_says_why() {
        SegmentationPlan plan = Planner.of(
                        cohort("MRI", "left kidney", "right kidney"),
                        Labels.of("left kidney", "right kidney"),
                        fingerprint(new Shape(32, 32, 32), ONE),
                        Budget.minutes(5))
                .byRules();
        assertThat(plan.augmentation().mirrorAxes()).isEmpty();
        assertThat(plan.reasons())
                .filteredOn(reason -> reason.key().equals("augmentation.mirrorAxes"))
                .singleElement()
                .satisfies(reason -> assertThat(reason.why()).contains("left kidney"));
    }

    @Test
    void the_fastest_configuration_is_selected_and_reported_with_its_time() {
        SegmentationPlan plan = planner(new Shape(35, 50, 36), ONE).byMeasurement(machine(0.3), 270);
        assertThat(plan.compute().precision()).isEqualTo(Precision.BF16);
        assertThat(plan.reasons())
                .filteredOn(reason -> reason.key().equals("compute.precision"))
                .singleElement()
                .satisfies(reason -> assertThat(reason.why()).contains("0.30 s"));
    }

    @Test
    void the_plan_tells_how_many_steps_fit_and_which_time_limit_would_be_enough() {
        Planner planner = planner(new Shape(35, 50, 36), ONE);

        assertThat(PlanDescription.forecast(planner.byMeasurement(machine(0.5), 270))
                        .orElseThrow())
                .startsWith("about ")
                .contains("accuracy usually increases up to about 700 steps: --minutes 7");
        assertThat(PlanDescription.forecast(planner.byMeasurement(machine(0.1), 270))
                        .orElseThrow())
                .doesNotContain("--minutes");
        assertThat(PlanDescription.forecast(planner.byRules())).isEmpty();
    }

    @Test
    void a_slower_machine_gets_a_narrower_network() {
        Planner planner = planner(new Shape(35, 50, 36), ONE);
        int fast = KlarsynRules.width(planner.byMeasurement(machine(0.3), 270));
        int slow = KlarsynRules.width(planner.byMeasurement(machine(2), 270));
        assertThat(fast).isGreaterThanOrEqualTo(24);
        assertThat(slow).isLessThan(24);
    }

    @Test
    void the_patch_shrinks_if_the_narrowest_network_makes_too_few_steps() {
        Planner planner = planner(new Shape(35, 50, 36), ONE);
        StepCost<SegmentationPlan> byVoxel = (plan, steps) ->
                machine(100).seconds(plan, steps) * plan.patch().voxels() / 89_600.0;
        SegmentationPlan plan = planner.byMeasurement(byVoxel, 270);
        assertThat(plan.patch().voxels()).isLessThan(40 * 56 * 40 / 2);
        assertThat(KlarsynRules.width(plan)).isEqualTo(8);
    }

    @Test
    void a_budget_too_small_for_the_smallest_network_reports_the_required_one() {
        assertThatThrownBy(() -> planner(new Shape(35, 50, 36), ONE).byMeasurement(machine(60), 30))
                .isInstanceOf(PlanException.class)
                .hasMessageContaining("--minutes")
                .hasMessageContaining("at least");
    }

    @Test
    void a_memory_too_small_for_any_network_reports_the_required_one() {
        Planner planner = Planner.of(
                cohort("MRI", "a", "b"),
                Labels.of("a", "b"),
                fingerprint(new Shape(35, 50, 36), ONE),
                Budget.minutes(5).withMemory(100L << 20));
        assertThatThrownBy(planner::byRules).isInstanceOf(PlanException.class).hasMessageContaining("--memory");
    }

    @Test
    void a_small_memory_narrows_the_network() {
        Planner planner = Planner.of(
                cohort("MRI", "a", "b"),
                Labels.of("a", "b"),
                fingerprint(new Shape(35, 50, 36), ONE),
                Budget.minutes(5).withMemory(900L << 20));
        assertThat(KlarsynRules.width(planner.byRules())).isLessThan(24);
    }

    @Test
    void configurations_above_the_memory_limit_are_not_tried() {
        long memory = 1050L << 20;
        List<SegmentationPlan> tried = new ArrayList<>();
        StepCost<SegmentationPlan> slow = (plan, steps) -> {
            tried.add(plan);
            return machine(0.5).seconds(plan, steps);
        };

        SegmentationPlan plan = Planner.of(
                        cohort("MRI", "a", "b"),
                        Labels.of("a", "b"),
                        fingerprint(new Shape(100, 100, 100), ONE),
                        Budget.minutes(5).withMemory(memory))
                .byMeasurement(slow, 270);

        assertThat(tried).hasSizeGreaterThan(1);
        assertThat(MemoryForecast.bytes(plan)).isLessThanOrEqualTo(memory);
        assertThat(tried)
                .allSatisfy(one -> assertThat(MemoryForecast.bytes(one)).isLessThanOrEqualTo(memory));
    }

    @Test
    void pictures_are_planned_in_two_dimensions() {
        Planner planner = Planner.of(
                cohort("MRI", "a"),
                Labels.of("a"),
                fingerprint(new Shape(64, 48, 1), new Spacing(3, 3, 1)),
                Budget.minutes(5));
        assertThat(planner.byRules().patch()).isEqualTo(new Patch(1, 48, 64));
        assertThat(planner.byRules().network().kernels()).containsOnly(List.of(1, 3, 3));
        assertThat(planner.byRules().origin().configuration()).isEqualTo("2d");
    }

    @Test
    void a_step_uses_several_pictures_and_their_joint_overlap() {
        Planner planner = Planner.of(
                cohort("red", "a"),
                Labels.of("a"),
                fingerprint(new Shape(256, 256, 1), Spacing.isotropic(1)),
                Budget.minutes(5));
        SegmentationPlan plan = planner.byRules();
        assertThat(plan.compute().batch()).isEqualTo(4);
        assertThat(plan.network().strides()).hasSize(5);
        assertThat(plan.loss()).isEqualTo(DeepSupervision.standard(Loss.Over.BATCH));
    }

    @Test
    void pictures_are_varied_and_half_of_them_show_a_label_which_volumes_need_not() {
        SegmentationPlan pictures =
                planner(new Shape(256, 256, 1), Spacing.isotropic(1)).byRules();
        SegmentationPlan volumes = planner(new Shape(35, 50, 36), ONE).byRules();

        assertThat(pictures.augmentation().sampling()).isEqualTo(new Sampling(0.5, Forced.BY_CHANCE, 0.5));
        assertThat(pictures.augmentation().intensities())
                .hasExactlyElementsOfTypes(Variation.Brightness.class, Variation.Contrast.class, Variation.Gamma.class);
        assertThat(volumes.augmentation().sampling()).isEqualTo(Sampling.KLARSYN);
        assertThat(volumes.augmentation().intensities()).isEmpty();
        assertThat(PlanDescription.of(pictures))
                .anyMatch(line -> line.startsWith("Intensity augmentation"))
                .anyMatch(line -> line.startsWith("50 % of samples near a label"));
    }

    @Test
    void pictures_are_learned_at_half_the_resolution_if_time_is_short_and_labels_keep_their_shape() {
        Fingerprint pictures = fingerprint(new Shape(256, 256, 1), Spacing.isotropic(1));
        Planner lesions = Planner.of(
                cohort("red", "lesion"), Labels.of("lesion"), pictures.withKeptAtHalf(0.98), Budget.minutes(5));
        Planner vessels = Planner.of(
                cohort("red", "vessel"), Labels.of("vessel"), pictures.withKeptAtHalf(0.85), Budget.minutes(5));

        SegmentationPlan half = lesions.byMeasurement(machine(0.5), 270);

        assertThat(half.preprocessing().spacing()).isEqualTo(new Spacing(2, 2, 1));
        assertThat(half.patch()).isEqualTo(new Patch(1, 128, 128));
        assertThat(half.compute().batch()).isEqualTo(8);
        assertThat(half.reasons())
                .filteredOn(reason -> reason.key().equals("preprocessing.spacing"))
                .singleElement()
                .satisfies(reason -> assertThat(reason.why()).contains("Dice of 0.980"));
        assertThat(vessels.byMeasurement(machine(0.5), 270).preprocessing().spacing())
                .isEqualTo(Spacing.isotropic(1));
        assertThat(lesions.byMeasurement(machine(0.5), 3600).preprocessing().spacing())
                .isEqualTo(Spacing.isotropic(1));
    }
}
