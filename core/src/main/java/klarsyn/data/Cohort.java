package klarsyn.data;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import klarsyn.base.DataException;
import klarsyn.base.Where;

/**
 * The cases of a data set with what is to be learned from them.
 *
 * @param name     name of the data set
 * @param root     folder that it lies in, or the file that it is
 * @param layout   how the folder was understood, in words
 * @param kind     what the cases are made of
 * @param task     what is to be learned
 * @param channels what the channels of every image, the leads of every signal or the columns of a table are, in order
 * @param cases    sorted by {@link Case#id()}, whatever the order of files or of a listing
 * @param findings what was noticed while the files were listed, such as an image without its label map
 */
public record Cohort(
        String name,
        Path root,
        String layout,
        Kind kind,
        Task task,
        List<Channel> channels,
        List<Case> cases,
        List<Finding> findings) {

    /**
     * Keeps own copies of the lists, the cases sorted.
     *
     * @throws DataException if two cases have one name
     */
    public Cohort {
        channels = List.copyOf(channels);
        cases = cases.stream().sorted(Comparator.comparing(Case::id)).toList();
        findings = List.copyOf(findings);
        for (int i = 1; i < cases.size(); i++) {
            if (cases.get(i).id().equals(cases.get(i - 1).id())) {
                throw new DataException(
                        "two cases have the name " + cases.get(i).id(),
                        Where.file(root),
                        "name each file once, and give files in different folders different names");
            }
        }
    }

    /** Channels of these names, numbered from 0. */
    public static List<Channel> channels(List<String> names) {
        return IntStream.range(0, names.size())
                .mapToObj(index -> new Channel(index, names.get(index)))
                .toList();
    }

    /** What each channel is. */
    public List<String> modalities() {
        return channels.stream().map(Channel::modality).toList();
    }

    /** The same data set with some of its cases. */
    public Cohort withCases(List<Case> some) {
        return new Cohort(name, root, layout, kind, task, channels, some, findings);
    }

    /**
     * What one channel of an image shows.
     *
     * @param index    position among the channels, from 0
     * @param modality as the data set says it: {@code MRI}, {@code CT}, {@code T2} …
     */
    public record Channel(int index, String modality) {}

    /**
     * Recognises how a folder is laid out and lists its cases; {@code Preflight} reads them.
     *
     * <p>Known layouts are listed in {@code docs/layouts.md}; images are not opened for it, but where no file names the
     * labels, the label maps are.
     *
     * @throws DataException if the folder is missing, of no known layout, incomplete, or holds several data sets
     */
    public static Cohort open(Path folder) {
        return open(folder, Hints.none());
    }

    /**
     * As {@link #open(Path)}, with what a person says of the data set.
     *
     * @throws DataException as there, or if a hint does not fit the files
     */
    public static Cohort open(Path folder, Hints hints) {
        List<Cohort> found = openAll(folder, hints);
        if (found.size() > 1) {
            throw new DataException(
                    "there are %d data sets here".formatted(found.size()),
                    Where.file(folder),
                    "name one of them: "
                            + found.stream()
                                    .map(cohort -> cohort.root().toString())
                                    .collect(Collectors.joining(", ")));
        }
        return found.getFirst();
    }

    /**
     * Every data set of a folder: the folder itself, or those in the folders and arrays directly in it.
     *
     * @return at least one
     * @throws DataException as {@link #open(Path, Hints)}
     */
    public static List<Cohort> openAll(Path folder, Hints hints) {
        return Layout.readAll(folder, hints);
    }
}
