package klarsyn.workflow;

import klarsyn.base.PlanException;
import klarsyn.base.Where;
import klarsyn.data.Labels;
import klarsyn.plan.Plan;
import klarsyn.plan.nnunet.NnunetPlans;

/**
 * Plans without training.
 *
 * @param spec what is asked for
 */
public record StudyPlanning(StudySpec spec) {

    /** The plan that training would follow. */
    public Plan plan() {
        return Workflows.of(spec).plan(Workflows.split(spec), event -> {});
    }

    /** A plan of nnU-Net's for this machine and budget. */
    public Plan plan(NnunetPlans plans, String configuration) {
        return segmentation().plan(plans, configuration, Workflows.split(spec));
    }

    /** All that nnU-Net plans for the study's training cases. */
    public NnunetPlans nnunetPlans() {
        return segmentation().nnunetPlans(Workflows.split(spec));
    }

    private SegmentationPlanning segmentation() {
        Labels labels = spec.cohort()
                .structures()
                .orElseThrow(() -> new PlanException(
                        "nnU-Net segments, and the data set has no label maps",
                        Where.file(spec.cohort().root()),
                        "leave out the options of nnU-Net, or give a folder of images with label maps"));
        return new SegmentationPlanning(spec, labels);
    }
}
