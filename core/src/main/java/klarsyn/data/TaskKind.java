package klarsyn.data;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Kinds of tasks, for selecting one if the data allow several. */
public enum TaskKind {
    /** A label map for each image. */
    SEGMENTATION("segmentation"),
    /** One of several classes for each case. */
    CLASSIFICATION("classification"),
    /** A number for each case. */
    REGRESSION("regression");

    private final String word;

    TaskKind(String word) {
        this.word = word;
    }

    /** Its name on the command line and in {@code klarsyn.json}. */
    public String word() {
        return word;
    }

    /** The kind with this name; empty if unknown. */
    public static Optional<TaskKind> of(String word) {
        return Arrays.stream(values()).filter(kind -> kind.word.equals(word)).findFirst();
    }

    /** All names. */
    public static List<String> words() {
        return Arrays.stream(values()).map(TaskKind::word).toList();
    }
}
