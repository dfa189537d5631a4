package klarsyn.workflow;

import klarsyn.base.PlanException;
import klarsyn.base.Where;
import klarsyn.data.label.Labels;
import klarsyn.plan.Plan;
import klarsyn.plan.nnunet.NnunetPlans;

/**
 * Plans without training.
 *
 * @param spec of the run
 */
public record StudyPlanning(StudySpec spec) {

    /** The plan that training would use. */
    public Plan plan() {
        return Workflows.of(spec).plan(Workflows.split(spec), event -> {});
    }

    /** A plan of nnU-Net, adapted to this machine and budget. */
    public Plan plan(NnunetPlans plans, String configuration) {
        return segmentation().plan(plans, configuration, Workflows.split(spec));
    }

    /** All configurations that nnU-Net plans for the study's training cases. */
    public NnunetPlans nnunetPlans() {
        return segmentation().nnunetPlans(Workflows.split(spec));
    }

    private SegmentationPlanning segmentation() {
        Labels labels = spec.cohort()
                .structures()
                .orElseThrow(() -> new PlanException(
                        "nnU-Net segments, but the data set has no label maps",
                        Where.file(spec.cohort().root()),
                        "omit the options of nnU-Net, or use a folder of images with label maps"));
        return new SegmentationPlanning(spec, labels);
    }
}
