package klarsyn.data;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The kinds of tasks by which a person chooses one where the data allow several. */
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

    /** The kind as it is written on the command line and in {@code klarsyn.json}. */
    public String word() {
        return word;
    }

    /** The kind of this word; empty for any other word. */
    public static Optional<TaskKind> of(String word) {
        return Arrays.stream(values()).filter(kind -> kind.word.equals(word)).findFirst();
    }

    /** All words. */
    public static List<String> words() {
        return Arrays.stream(values()).map(TaskKind::word).toList();
    }
}
