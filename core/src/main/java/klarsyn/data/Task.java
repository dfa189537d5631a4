package klarsyn.data;

import java.util.List;
import klarsyn.base.PlanException;
import klarsyn.base.Where;

/** What a model is to learn from the cases of a cohort. */
public sealed interface Task {

    /**
     * One label a voxel.
     *
     * @param labels the structures to be found; 0 is background
     */
    record Segmentation(Labels labels) implements Task {}

    /**
     * One of several classes a case.
     *
     * @param target  what the classes are called together, such as {@code diagnosis}
     * @param classes their names, in the order of the classes' numbers
     */
    record Classification(String target, List<String> classes) implements Task {

        /** Keeps an own copy of the list. */
        public Classification {
            classes = List.copyOf(classes);
        }
    }

    /**
     * A number a case.
     *
     * @param target what the number is called, such as {@code age}
     */
    record Regression(String target) implements Task {}

    /** Nothing to be learned was found: there are images, signals or rows and no targets. */
    record Unlabeled() implements Task {}

    /**
     * The structures of a segmentation.
     *
     * @throws PlanException if the task is another one
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
