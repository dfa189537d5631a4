package klarsyn.layout;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import klarsyn.base.Count;
import klarsyn.base.DataException;
import klarsyn.base.Where;
import klarsyn.data.Cohort;
import klarsyn.data.Hints;
import klarsyn.data.Task;
import klarsyn.data.TaskKind;
import klarsyn.format.table.Tables;
import klarsyn.layout.name.Listing;
import klarsyn.layout.name.PatientPattern;

/**
 * Opens the data set of a folder with any known layout.
 *
 * <pre>{@code
 * Cohort cohort = Layouts.open(Path.of("Task04_Hippocampus"));
 * }</pre>
 */
public final class Layouts {

    /** Every known layout, the more specific ones first: the first match wins. */
    private static final List<Layout> ALL = List.of(
            new NnunetLayout(),
            new MsdLayout(),
            new ManifestLayout(),
            new PairedFilesLayout(),
            new WfdbLayout(),
            new ArraysLayout(),
            new DicomLayout(),
            new ClassFoldersLayout(),
            new TableLayout());

    private Layouts() {}

    /**
     * Recognizes the layout of a folder and lists its cases; {@code Preflight} reads them.
     *
     * <p>Known layouts are listed in {@code docs/layouts.md}; images are not opened, but label maps are if no file
     * names the labels.
     *
     * @throws DataException if the folder is missing, of unknown layout, incomplete, or contains several data sets
     */
    public static Cohort open(Path folder) {
        return open(folder, Hints.none());
    }

    /**
     * As {@link #open(Path)}, with hints from the user.
     *
     * @throws DataException as there, or if a hint does not match the files
     */
    public static Cohort open(Path folder, Hints hints) {
        List<Cohort> found = openAll(folder, hints);
        if (found.size() > 1) {
            throw new DataException(
                    "there are %d data sets in this folder".formatted(found.size()),
                    Where.file(folder),
                    "choose one of them: "
                            + found.stream()
                                    .map(cohort -> cohort.root().toString())
                                    .collect(Collectors.joining(", ")));
        }
        return found.getFirst();
    }

    /**
     * Every data set of a folder: the folder itself, or the data sets in its direct subfolders and arrays.
     *
     * @return at least one
     * @throws DataException as {@link #open(Path, Hints)}
     */
    public static List<Cohort> openAll(Path folder, Hints hints) {
        return readAll(folder, hints);
    }

    private static List<Cohort> readAll(Path place, Hints given) {
        Listing listing = list(place);
        Hints hints = given.or(HintsFile.in(listing));
        if (hints.layout().isPresent()) {
            return List.of(read(named(hints.layout().get()), listing, hints));
        }
        for (Layout layout : ALL) {
            if (layout.fits(listing)) {
                return List.of(read(layout, listing, hints));
            }
        }
        List<Cohort> below = below(listing, hints);
        if (!below.isEmpty()) {
            return below;
        }
        Layout loose = new LooseLayout();
        if (loose.fits(listing)) {
            return List.of(read(loose, listing, hints));
        }
        throw new DataException(
                unrecognized(listing),
                Where.file(place),
                "choose a folder that contains images with label maps, signals, a DICOM series, or a table (.csv,"
                        + " .tsv); klarsyn train --help lists the layouts (--layout)");
    }

    private static Cohort read(Layout layout, Listing listing, Hints hints) {
        Cohort cohort = layout.read(listing, hints);
        hints.task().ifPresent(asked -> requireTask(asked, layout, cohort));
        hints.target().filter(_ -> !layout.isTable()).ifPresent(column -> {
            throw new DataException(
                    "there is no table with a column %s: the targets are %s".formatted(column, cohort.layout()),
                    Where.of("--target"),
                    "omit --target, or provide a table of the cases");
        });
        return hints.patient()
                .filter(_ -> !layout.isTable())
                .map(expression -> PatientPattern.of(expression).applyTo(cohort))
                .orElse(cohort);
    }

    private static void requireTask(TaskKind asked, Layout layout, Cohort cohort) {
        Optional<TaskKind> found = cohort.task().map(Task::kind);
        if (!found.equals(Optional.of(asked))) {
            throw new DataException(
                    "the task %s does not match the files: %s is %s"
                            .formatted(
                                    asked.word(),
                                    cohort.layout(),
                                    found.map(kind -> "a " + kind.word()).orElse("no task")),
                    Where.file(cohort.root()),
                    "omit --task, or select another layout with --layout; this one is " + layout.keyword());
        }
    }

    private static String unrecognized(Listing listing) {
        List<Path> files = listing.files();
        return files.isEmpty()
                ? "the folder is empty"
                : "the folder contains no readable image, signal or table: it has %s, such as %s"
                        .formatted(Count.of(files.size(), "file"), files.getFirst());
    }

    private static List<Cohort> below(Listing listing, Hints hints) {
        List<Cohort> found = new ArrayList<>();
        for (Path array : ArraysLayout.npz(listing)) {
            found.add(read(new ArraysLayout(), new Listing(listing.root(), List.of(array)), hints));
        }
        for (String folder : listing.folders()) {
            Listing inner = listing.in(folder);
            ALL.stream()
                    .filter(layout -> layout.fits(inner))
                    .findFirst()
                    .ifPresent(layout -> found.add(read(layout, inner, hints.or(HintsFile.in(inner)))));
        }
        return found;
    }

    private static Layout named(String keyword) {
        return Stream.concat(ALL.stream(), Stream.of(new LooseLayout()))
                .filter(layout -> layout.keyword().equals(keyword))
                .findFirst()
                .orElseThrow(() -> new DataException(
                        "unknown layout %s".formatted(keyword), Where.of("--layout"), "choose one of " + keywords()));
    }

    private static String keywords() {
        return Stream.concat(ALL.stream(), Stream.of(new LooseLayout()))
                .map(layout -> "%s (%s)".formatted(layout.keyword(), layout.marks()))
                .collect(Collectors.joining("; "));
    }

    private static Listing list(Path place) {
        if (!Files.exists(place)) {
            throw new DataException(
                    "the file or folder does not exist",
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
                    "expected a data set folder, got a file",
                    Where.file(place),
                    "choose the folder of the data set, or a table (.csv, .tsv) or array (.npz) of cases");
        }
        return new Listing(place.getParent() == null ? Path.of("") : place.getParent(), List.of(name));
    }
}
