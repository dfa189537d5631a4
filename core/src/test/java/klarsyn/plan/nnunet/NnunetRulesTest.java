package klarsyn.plan.nnunet;

import static klarsyn.plan.rules.PlanningCases.cohort;
import static klarsyn.plan.rules.PlanningCases.facts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import klarsyn.base.PlanException;
import klarsyn.base.Where;
import klarsyn.data.Cohort;
import klarsyn.image.Shape;
import klarsyn.image.Spacing;
import klarsyn.plan.Budget;
import klarsyn.plan.Patch;
import klarsyn.plan.Preset;
import klarsyn.plan.SegmentationPlan;
import klarsyn.plan.json.PlanJson;
import klarsyn.plan.rules.Fingerprint;
import klarsyn.plan.rules.PlanningCases;
import klarsyn.preflight.CaseFacts;
import klarsyn.prepare.Normalization;
import klarsyn.tensor.Resources;
import org.junit.jupiter.api.Test;

class NnunetRulesTest {

    private static NnunetRules rules(Cohort cohort, Shape shape, Budget budget) {
        return rules(cohort, shape, Spacing.isotropic(1), budget);
    }

    private static NnunetRules rules(Cohort cohort, Shape shape, Spacing spacing, Budget budget) {
        List<CaseFacts> facts = facts(shape, spacing);
        return new NnunetRules(
                cohort,
                cohort.structures().orElseThrow(),
                Fingerprint.of(facts, PlanningCases.FOREGROUND),
                NnunetFingerprint.of(facts, PlanningCases.FOREGROUND),
                budget,
                Resources.available());
    }

    @Test
    void pictures_are_planned_in_two_dimensions() {
        NnunetRules rules = rules(cohort("MRI", "a"), new Shape(64, 48, 1), new Spacing(3, 3, 1), Budget.minutes(5));
        assertThat(rules.plans(Preset.NNUNET).configurations()).containsOnlyKeys("2d");
        assertThat(rules.plan(Preset.NNUNET, "2d").patch()).isEqualTo(new Patch(1, 48, 64));
    }

    @Test
    void nnunets_presets_plan_as_nnunet_on_this_machine_and_budget() {
        NnunetRules rules = rules(cohort("MRI", "a", "b"), new Shape(35, 50, 36), Budget.iterations(1000));
        NnunetPlans plans = rules.plans(Preset.RESENC_M);
        assertThat(plans.planner()).isEqualTo("nnUNetPlannerResEncM");
        assertThat(plans.datasetName()).isEqualTo("Dataset001_Test");
        assertThat(plans.firstConfiguration()).isEqualTo("3d_fullres");

        SegmentationPlan plan = rules.plan(Preset.RESENC_M, "3d_fullres");
        assertThat(plan.patch()).isEqualTo(new Patch(40, 56, 40));
        assertThat(plan.network().encoderBlocks()).containsExactly(1, 3, 4, 6);
        assertThat(plan.network().decoderBlocks()).containsExactly(1, 1, 1);
        assertThat(plan.optimization().steps()).isEqualTo(1000);
        assertThat(plan.classFrequencies()).hasSize(3);
        assertThat(PlanJson.read(PlanJson.write(plan), Where.of("plan"))).isEqualTo(plan);
        assertThat(PlanJson.reasoned(plan))
                .allSatisfy(reason -> assertThat(reason.value()).isNotEmpty());
    }

    @Test
    void plans_of_nnunet_are_adopted_even_those_of_a_cascade() {
        NnunetRules rules = rules(cohort("CT", "a", "b"), new Shape(35, 50, 36), Budget.iterations(10));

        SegmentationPlan plan = rules.plan(NnunetPlansTest.tiny(), "cascade");

        assertThat(plan.origin().previous()).contains("3d_fullres");
        assertThat(plan.optimization().steps()).isEqualTo(10);
        assertThat(plan.compute().batch()).isEqualTo(5);
        assertThat(plan.reasons().getFirst().why()).contains("from the given plans");
    }

    @Test
    void a_memory_too_small_for_nnunets_step_reports_the_required_one() {
        NnunetRules rules = rules(
                cohort("MRI", "a"), new Shape(35, 50, 36), Budget.iterations(10).withMemory(1L << 30));
        assertThatThrownBy(() -> rules.plan(Preset.NNUNET, "3d_fullres"))
                .isInstanceOf(PlanException.class)
                .hasMessageContaining("--memory")
                .hasMessageContaining("or train a plan of Klarsyn's own");
    }

    @Test
    void intensities_drawn_as_nnunet_draws_them_go_into_its_plans() {
        NnunetIntensities drawn = new NnunetIntensities(90, 95, 40, -1000, 3000, 200, -20);
        NnunetRules planned = rules(cohort("CT", "liver", "tumor"), new Shape(32, 32, 32), Budget.minutes(5));
        NnunetRules rules = new NnunetRules(
                planned.cohort(),
                planned.labels(),
                planned.fingerprint(),
                planned.asStored().withForeground(List.of(drawn)),
                planned.budget(),
                planned.resources());
        assertThat(rules.plans(Preset.NNUNET).foreground()).containsExactly(drawn);
        assertThat(rules.plan(Preset.NNUNET, "3d_fullres").preprocessing().channels())
                .containsExactly(Normalization.ct(-20, 200, 90, 40));
    }

    @Test
    void unknown_presets_and_configurations_are_rejected() {
        NnunetRules rules = rules(cohort("MRI", "head", "body"), new Shape(35, 50, 36), Budget.minutes(5));
        assertThatThrownBy(() -> rules.plan(Preset.NNUNET, "3d_lowres"))
                .isInstanceOf(PlanException.class)
                .hasMessageContaining("one of 2d, 3d_fullres");
        assertThatThrownBy(() -> rules.plans(Preset.KLARSYN))
                .isInstanceOf(PlanException.class)
                .hasMessageContaining("--preset");
        assertThat(Preset.named("resenc-l")).isEqualTo(Preset.RESENC_L);
        assertThatThrownBy(() -> Preset.named("resenc-k"))
                .isInstanceOf(PlanException.class)
                .hasMessageContaining("did you mean resenc-");
    }
}
