package klarsyn.data;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import klarsyn.base.DataException;
import klarsyn.base.Where;
import klarsyn.data.file.Kind;
import klarsyn.data.label.Labels;

/**
 * The cases of a data set with their task.
 *
 * @param name     name of the data set
 * @param root     folder or file of the data set
 * @param layout   how the folder was understood, in words
 * @param kind     what the cases are made of
 * @param task     task; empty if no target was found
 * @param channels what the channels of every image, the leads of every signal or the columns of a table are, in order
 * @param cases    sorted by {@link Case#id()}
 * @param findings what was noticed while the files were listed, such as an image without its label map
 */
public record Cohort(
        String name,
        Path root,
        String layout,
        Kind kind,
        Optional<Task> task,
        List<Channel> channels,
        List<Case> cases,
        List<Finding> findings) {

    /**
     * Copies the lists and sorts the cases.
     *
     * @throws DataException if two cases have the same name
     * @throws IllegalArgumentException if the target of a case does not match the task
     */
    public Cohort {
        channels = List.copyOf(channels);
        cases = cases.stream().sorted(Comparator.comparing(Case::id)).toList();
        findings = List.copyOf(findings);
        requireTargetsOf(task, cases);
        for (int i = 1; i < cases.size(); i++) {
            if (cases.get(i).id().equals(cases.get(i - 1).id())) {
                throw new DataException(
                        "two cases have the name " + cases.get(i).id(),
                        Where.file(root),
                        "list each file once, and give files in different folders different names");
            }
        }
    }

    private static void requireTargetsOf(Optional<Task> task, List<Case> cases) {
        task.ifPresent(wanted -> {
            Map<Case.Target, Boolean> known = new HashMap<>(); // few classes, possibly with many cases each
            for (Case one : cases) {
                if (!known.computeIfAbsent(one.target(), wanted::accepts)) {
                    throw new IllegalArgumentException(
                            "case %s has the target %s, but the task is %s".formatted(one.id(), one.target(), wanted));
                }
            }
        });
    }

    /** Channels of these names, numbered from 0. */
    public static List<Channel> channels(List<String> names) {
        return IntStream.range(0, names.size())
                .mapToObj(index -> new Channel(index, names.get(index)))
                .toList();
    }

    /** Name of each channel. */
    public List<String> modalities() {
        return channels.stream().map(Channel::modality).toList();
    }

    /** The structures to segment; empty for other tasks. */
    public Optional<Labels> structures() {
        return task.flatMap(Task::structures);
    }

    /** A copy with some of its cases. */
    public Cohort withCases(List<Case> some) {
        return new Cohort(name, root, layout, kind, task, channels, some, findings);
    }

    /**
     * One channel of an image.
     *
     * @param index    position among the channels, from 0
     * @param modality as stated by the data set: {@code MRI}, {@code CT}, {@code T2} …
     */
    public record Channel(int index, String modality) {}
}
