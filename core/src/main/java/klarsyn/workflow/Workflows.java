package klarsyn.workflow;

import klarsyn.base.PlanException;
import klarsyn.base.Seed;
import klarsyn.base.Where;
import klarsyn.data.Task;
import klarsyn.data.file.Kind;
import klarsyn.data.split.Split;

/** Selects the workflow for a study's task. */
public final class Workflows {

    private Workflows() {}

    /**
     * The workflow for a study's task.
     *
     * @throws PlanException if the cohort has no task, or one that cannot be trained
     */
    public static Workflow<?> of(StudySpec spec) {
        Task task = spec.cohort()
                .task()
                .orElseThrow(() -> new PlanException(
                        "no case has a target",
                        Where.file(spec.cohort().root()),
                        "add label maps, at least two class folders or a table with a target column; klarsyn inspect"
                                + " shows how a folder is read"));
        return switch (task) {
            case Task.Segmentation(var labels) -> new SegmentationWorkflow(spec, labels);
            case Task.Classification classification
            when spec.cohort().kind() == Kind.PICTURE -> new ClassificationWorkflow(spec, classification);
            case Task.Classification _ -> throw notYet(spec, "classification of pictures");
            case Task.Regression _ -> throw notYet(spec, "segmentation and classification of pictures");
        };
    }

    private static PlanException notYet(StudySpec spec, String supported) {
        return new PlanException(
                "only %s can be trained in this version; in this data set, %s"
                        .formatted(
                                supported, spec.cohort().task().map(Task::words).orElse("no case has a target")),
                Where.file(spec.cohort().root()),
                "use a data set of another task, or select another target with --target");
    }

    /** Training, validation and test cases of a study. */
    public static Split split(StudySpec spec) {
        return spec.reading().split(spec.division(), Seed.of(spec.seed()).child("split"), of(spec), spec.workers());
    }
}
