package klarsyn.data;

import java.util.List;
import klarsyn.base.PlanException;
import klarsyn.base.Where;

/** What a model learns from the cases of a cohort. */
public sealed interface Task {

    /**
     * Segmentation: one label per voxel.
     *
     * @param labels the structures; 0 is background
     */
    record Segmentation(Labels labels) implements Task {}

    /**
     * Classification: one class per case.
     *
     * @param target  name of the target, such as {@code diagnosis}
     * @param classes class names, in order of class numbers
     */
    record Classification(String target, List<String> classes) implements Task {

        /** Copies the list. */
        public Classification {
            classes = List.copyOf(classes);
        }
    }

    /**
     * Regression: one number per case.
     *
     * @param target name of the target, such as {@code age}
     */
    record Regression(String target) implements Task {}

    /** No targets: only images, signals or rows. */
    record Unlabeled() implements Task {}

    /**
     * The labels of a segmentation.
     *
     * @throws PlanException for other tasks
     */
    default Labels labels() {
        return switch (this) {
            case Segmentation(Labels labels) -> labels;
            case Classification classification ->
                throw notYet("each case has one of %d classes"
                        .formatted(classification.classes().size()));
            case Regression regression -> throw notYet("each case has a number, " + regression.target());
            case Unlabeled _ -> throw notYet("no case has a target");
        };
    }

    private static PlanException notYet(String found) {
        return new PlanException(
                "only segmentation is supported so far, where each case has a label map; here " + found,
                Where.of("task"),
                "name a folder with images and label maps; klarsyn inspect shows how a folder is read");
    }
}
