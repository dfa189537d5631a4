package klarsyn.data;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;

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

    /** Keeps own copies of the lists, the cases sorted. */
    public Cohort {
        channels = List.copyOf(channels);
        cases = cases.stream().sorted(Comparator.comparing(Case::id)).toList();
        findings = List.copyOf(findings);
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
     * Recognises how a folder is laid out and lists its cases without reading any image; {@link Preflight} does that.
     *
     * <p>Known layout: Medical Segmentation Decathlon ({@code dataset.json} with {@code labels}, {@code modality} and
     * {@code training}).
     *
     * @throws klarsyn.base.DataException if the folder is missing, of no known layout, or incomplete
     */
    public static Cohort open(Path folder) {
        Listing listing = Layout.list(folder);
        return Layout.recognise(listing).read(listing);
    }
}
