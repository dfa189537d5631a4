package klarsyn.plan.nnunet;

import klarsyn.base.PlanException;
import klarsyn.base.Where;
import klarsyn.data.Cohort;
import klarsyn.data.label.Labels;
import klarsyn.plan.Budget;
import klarsyn.plan.Compute;
import klarsyn.plan.Preset;
import klarsyn.plan.SegmentationPlan;
import klarsyn.plan.rules.Fingerprint;
import klarsyn.plan.rules.MemoryForecast;
import klarsyn.tensor.Resources;

/**
 * Plans by nnU-Net's rules for this machine and budget.
 *
 * <p>Time and steps follow from the budget, the cost of a step from nnU-Net.
 *
 * @param cohort      data set
 * @param labels      structures to find
 * @param fingerprint of its training cases
 * @param asStored    the same for nnU-Net's planners
 * @param budget      time and memory
 * @param resources   cores and device
 */
public record NnunetRules(
        Cohort cohort,
        Labels labels,
        Fingerprint fingerprint,
        NnunetFingerprint asStored,
        Budget budget,
        Resources resources) {

    /**
     * The content that nnU-Net's planner of a preset would write to {@code plans.json} for these cases.
     *
     * @param preset any but {@link Preset#KLARSYN}
     * @throws PlanException if the preset is not nnU-Net's
     */
    public NnunetPlans plans(Preset preset) {
        NnunetLimits limits = NnunetLimits.of(preset)
                .orElseThrow(() -> new PlanException(
                        "the preset %s is not nnU-Net's".formatted(preset.word()),
                        Where.of("--preset"),
                        "one of nnunet, resenc-m, resenc-l, resenc-xl"));
        return NnunetPlanner.plan(limits, NnunetDataset.of(cohort, labels, fingerprint.cases()), asStored);
    }

    /**
     * The plan of one of nnU-Net's configurations.
     *
     * @param preset        any but {@link Preset#KLARSYN}
     * @param configuration such as {@code 3d_fullres}; see {@link NnunetPlans#firstConfiguration}
     * @throws PlanException if the preset is not nnU-Net's, the configuration does not exist, or memory does not
     *     suffice for a step
     */
    public SegmentationPlan plan(Preset preset, String configuration) {
        SegmentationPlan plan = here(plans(preset), configuration);
        return plan.withReasons(NnunetReasons.of(plan));
    }

    /**
     * The plan of a configuration from given plans.
     *
     * @param plans         of data with these channels
     * @param configuration as of {@link #plan(Preset, String)}
     * @throws PlanException as there
     */
    public SegmentationPlan plan(NnunetPlans plans, String configuration) {
        SegmentationPlan plan = here(plans, configuration);
        return plan.withReasons(NnunetReasons.forGivenPlan(plan));
    }

    private SegmentationPlan here(NnunetPlans plans, String configuration) {
        SegmentationPlan plan = plans.plan(configuration, labels, cohort.modalities());
        SegmentationPlan here = plan.withClassFrequencies(fingerprint.classFrequencies(labels))
                .withCompute(Compute.unmeasured(resources, plan.compute().batch()))
                .withOptimization(plan.optimization().withSteps(budget.steps()));
        MemoryForecast.require(here, budget, "train a plan of Klarsyn's own");
        return here;
    }
}
