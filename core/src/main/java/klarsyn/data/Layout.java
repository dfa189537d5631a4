package klarsyn.data;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import klarsyn.base.DataException;
import klarsyn.base.Where;

/**
 * How a folder's files say which image belongs to which target; a new way of doing so is one more class and one more
 * entry of {@link #ALL}.
 */
interface Layout {

    /** Every known layout, the more telling ones first: the first that fits is taken. */
    List<Layout> ALL = List.of(new MsdLayout());

    /** Word for {@code --layout}, lower case, such as {@code msd}. */
    String keyword();

    /** What marks a folder of this layout, in words, such as {@code dataset.json with labels, modality and training}. */
    String marks();

    /** Whether the files are named and placed as this layout's are; no image is opened for it. */
    boolean fits(Listing listing);

    /**
     * Lists the cases.
     *
     * @throws DataException if the files say something else than the layout asks for
     */
    Cohort read(Listing listing);

    /**
     * The layout of a folder.
     *
     * @throws DataException if there is no such folder, or it is of no known layout
     */
    static Layout recognise(Listing listing) {
        for (Layout layout : ALL) {
            if (layout.fits(listing)) {
                return layout;
            }
        }
        throw new DataException(
                "no known layout",
                Where.file(listing.root()),
                "arrange the files as one of these: "
                        + ALL.stream()
                                .map(layout -> "%s (%s)".formatted(layout.keyword(), layout.marks()))
                                .collect(Collectors.joining("; ")));
    }

    /**
     * Data sets that lie in the folders directly below one that is none itself.
     *
     * @return sorted by name, empty if there are none
     */
    static List<Path> below(Listing listing) {
        List<Path> found = new ArrayList<>();
        for (String folder : listing.folders()) {
            Listing inner = listing.in(folder);
            if (ALL.stream().anyMatch(layout -> layout.fits(inner))) {
                found.add(inner.root());
            }
        }
        return found;
    }

    /** Refuses what is not a folder. */
    static Listing list(Path folder) {
        if (!Files.exists(folder)) {
            throw new DataException(
                    "there is no such folder",
                    Where.file(folder),
                    "check the spelling; the working folder is " + Path.of("").toAbsolutePath());
        }
        if (!Files.isDirectory(folder)) {
            throw new DataException(
                    "this is a file, not the folder of a data set", Where.file(folder), "name the folder");
        }
        return Listing.of(folder);
    }
}
