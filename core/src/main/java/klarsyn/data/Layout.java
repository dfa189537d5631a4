package klarsyn.data;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import klarsyn.base.Count;
import klarsyn.base.DataException;
import klarsyn.base.Where;
import klarsyn.format.table.Tables;

/**
 * How a folder's files say which image belongs to which target; a new way of doing so is one more class and one more
 * entry of {@link #ALL}.
 */
interface Layout {

    /** Every known layout, the more telling ones first: the first that fits is taken. */
    List<Layout> ALL = List.of(
            new NnunetLayout(),
            new MsdLayout(),
            new ManifestLayout(),
            new PairedFilesLayout(),
            new WfdbLayout(),
            new ArraysLayout(),
            new DicomLayout(),
            new ClassFoldersLayout(),
            new TableLayout());

    /** Word for {@code --layout}, lower case, such as {@code msd}. */
    String keyword();

    /** What marks a folder of this layout, in words, such as {@code dataset.json with labels, modality and training}. */
    String marks();

    /** Whether the files are named and placed as this layout's are; no image is opened for it. */
    boolean fits(Listing listing);

    /**
     * Lists the cases.
     *
     * @param hints what a person says that the files do not
     * @throws DataException if the files say something else than the layout asks for
     */
    Cohort read(Listing listing, Hints hints);

    /**
     * Every data set of a folder: the folder itself, else those in the folders and arrays directly in it, else its
     * single files.
     *
     * @throws DataException if there is no such folder, or nothing in it is known
     */
    static List<Cohort> readAll(Path place, Hints said) {
        Listing listing = list(place);
        Hints hints = said.or(HintsFile.in(listing));
        if (hints.layout().isPresent()) {
            return List.of(named(hints.layout().get()).read(listing, hints));
        }
        for (Layout layout : ALL) {
            if (layout.fits(listing)) {
                return List.of(layout.read(listing, hints));
            }
        }
        List<Cohort> below = below(listing, hints);
        if (!below.isEmpty()) {
            return below;
        }
        Layout loose = new LooseLayout();
        if (loose.fits(listing)) {
            return List.of(loose.read(listing, hints));
        }
        throw new DataException(
                unrecognized(listing),
                Where.file(place),
                "name a folder that holds images with label maps, signals, a DICOM series, or a table (.csv, .tsv);"
                        + " klarsyn train --help lists the layouts (--layout)");
    }

    private static String unrecognized(Listing listing) {
        List<Path> files = listing.files();
        return files.isEmpty()
                ? "the folder is empty"
                : "the folder holds no image, signal or table that can be read: it has %s, such as %s"
                        .formatted(Count.of(files.size(), "file"), files.getFirst());
    }

    private static List<Cohort> below(Listing listing, Hints hints) {
        List<Cohort> found = new ArrayList<>();
        for (Path array : ArraysLayout.npz(listing)) {
            found.add(new ArraysLayout().read(new Listing(listing.root(), List.of(array)), hints));
        }
        for (String folder : listing.folders()) {
            Listing inner = listing.in(folder);
            ALL.stream()
                    .filter(layout -> layout.fits(inner))
                    .findFirst()
                    .ifPresent(layout -> found.add(layout.read(inner, hints.or(HintsFile.in(inner)))));
        }
        return found;
    }

    private static Layout named(String keyword) {
        return Stream.concat(ALL.stream(), Stream.of(new LooseLayout()))
                .filter(layout -> layout.keyword().equals(keyword))
                .findFirst()
                .orElseThrow(() -> new DataException(
                        "there is no layout %s".formatted(keyword),
                        Where.of("--layout"),
                        "name one of these: " + told()));
    }

    private static String told() {
        return Stream.concat(ALL.stream(), Stream.of(new LooseLayout()))
                .map(layout -> "%s (%s)".formatted(layout.keyword(), layout.marks()))
                .collect(Collectors.joining("; "));
    }

    private static Listing list(Path place) {
        if (!Files.exists(place)) {
            throw new DataException(
                    "there is no such file or folder",
                    Where.file(place),
                    "check the spelling; the working folder is " + Path.of("").toAbsolutePath());
        }
        if (Files.isDirectory(place)) {
            return Listing.of(place);
        }
        Path name = place.getFileName();
        Path parent = place.toAbsolutePath().getParent();
        if (name == null
                || parent == null
                || !(Tables.hasKnownEnding(place) || name.toString().endsWith(".npz"))) {
            throw new DataException(
                    "this is a file, not the folder of a data set",
                    Where.file(place),
                    "name the folder that the data set lies in, or a table (.csv, .tsv) or array (.npz) of cases");
        }
        return new Listing(place.getParent() == null ? Path.of("") : place.getParent(), List.of(name));
    }
}
