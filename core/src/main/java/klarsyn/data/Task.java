package klarsyn.data;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import klarsyn.data.label.Labels;

/** The task of a model, defined by the targets of a cohort. */
public sealed interface Task {

    /**
     * One label per voxel.
     *
     * @param labels the structures; 0 is background
     */
    record Segmentation(Labels labels) implements Task {}

    /**
     * One of several classes per case.
     *
     * @param target  name of the target, such as {@code diagnosis}
     * @param classes class names, in order of class numbers
     */
    record Classification(String target, List<String> classes) implements Task {

        /** Copies the list. */
        public Classification {
            classes = List.copyOf(classes);
        }

        /** With sorted classes: {@link ClassOrder}. */
        public static Classification of(String target, Collection<String> classes) {
            return new Classification(target, ClassOrder.sorted(classes));
        }
    }

    /**
     * One number per case.
     *
     * @param target name of the target, such as {@code age}
     */
    record Regression(String target) implements Task {}

    /** The structures to segment; empty for other tasks. */
    default Optional<Labels> structures() {
        return switch (this) {
            case Segmentation(Labels labels) -> Optional.of(labels);
            case Classification _, Regression _ -> Optional.empty();
        };
    }

    /** Kind of the task. */
    default TaskKind kind() {
        return switch (this) {
            case Segmentation _ -> TaskKind.SEGMENTATION;
            case Classification _ -> TaskKind.CLASSIFICATION;
            case Regression _ -> TaskKind.REGRESSION;
        };
    }

    /** Names of the classes, in the order of their numbers; empty for other tasks. */
    default List<String> classNames() {
        return switch (this) {
            case Classification(String _, List<String> classes) -> classes;
            case Segmentation _, Regression _ -> List.of();
        };
    }

    /** Whether a case may have this target; a missing target is valid for any task. */
    default boolean accepts(Case.Target value) {
        return switch (value) {
            case Case.Target.Mask _ -> kind() == TaskKind.SEGMENTATION;
            case Case.Target.Category(String name) -> classNames().contains(name);
            case Case.Target.Quantity _ -> kind() == TaskKind.REGRESSION;
            case Case.Target.Marks _ -> false;
            case Case.Target.Unknown _ -> true;
        };
    }

    /** A short description, such as {@code each case has one of 10 classes}. */
    default String words() {
        return switch (this) {
            case Segmentation _ -> "each case has a label map";
            case Classification(String _, List<String> classes) ->
                "each case has one of %d classes".formatted(classes.size());
            case Regression(String target) -> "each case has a number, " + target;
        };
    }

    /** Description of the targets, such as {@code the labels 1 head, 2 body}. */
    default String targets() {
        return switch (this) {
            case Segmentation(Labels labels) ->
                "the labels "
                        + labels.foreground().stream()
                                .map(Labels.Label::toString)
                                .collect(Collectors.joining(", "));
            case Classification(String _, List<String> classes) -> "the classes " + String.join(", ", classes);
            case Regression(String target) -> "the number " + target;
        };
    }

    /** Name of the target; empty for a segmentation. */
    default Optional<String> targetName() {
        return switch (this) {
            case Segmentation _ -> Optional.empty();
            case Classification(String target, List<String> _) -> Optional.of(target);
            case Regression(String target) -> Optional.of(target);
        };
    }
}
