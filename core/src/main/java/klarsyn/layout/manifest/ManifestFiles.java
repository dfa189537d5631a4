package klarsyn.layout.manifest;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import klarsyn.base.DataException;
import klarsyn.base.Where;
import klarsyn.data.Finding;
import klarsyn.data.file.FileKinds;
import klarsyn.data.file.Kind;
import klarsyn.layout.name.Listing;

/**
 * The files of a manifest by role; every text must match a file.
 *
 * @param manifest the table
 * @param images   image columns, at least one
 * @param masks    label map column
 * @param rows     rows with all their files, from 0
 * @param findings how names were resolved
 */
public record ManifestFiles(
        Manifest manifest,
        List<FileColumn> images,
        Optional<FileColumn> masks,
        List<Integer> rows,
        List<Finding> findings) {

    private static final int NAMED = 3;

    /**
     * Resolves the files of a manifest.
     *
     * @throws DataException if files are missing, or the image columns cannot be identified
     */
    public static ManifestFiles of(Manifest manifest, Listing listing) {
        List<Finding> findings = new ArrayList<>();
        List<FileColumn> used = used(manifest, findings);
        List<FileColumn> masks = used.stream().filter(FileColumn::masks).toList();
        List<FileColumn> images =
                used.stream().filter(column -> !column.masks()).toList();
        if (images.isEmpty()) {
            throw noImages(manifest);
        }
        if (masks.size() > 1) {
            throw new DataException(
                    "several columns list label maps: "
                            + masks.stream().map(it -> it.column().name()).collect(Collectors.joining(", ")),
                    manifest.where(),
                    "keep one, with all structures in one label map");
        }
        Set<Integer> incomplete = new TreeSet<>();
        for (FileColumn column : used) {
            if (column.written()) {
                requireFound(manifest, column, listing);
            } else {
                incomplete.addAll(leftOut(manifest, column, findings));
            }
            findings.addAll(readings(manifest, column, listing));
        }
        List<Integer> rows = new ArrayList<>();
        for (int row = 0; row < manifest.table().rows(); row++) {
            if (!incomplete.contains(row)) {
                rows.add(row);
            }
        }
        if (rows.isEmpty()) {
            throw new DataException("no row has all its files", manifest.where(), "list existing files");
        }
        return new ManifestFiles(manifest, images, masks.stream().findFirst(), rows, findings);
    }

    private static DataException noImages(Manifest manifest) {
        String named = manifest.table().columns().stream()
                .filter(column ->
                        Headings.isFile(column.name()) && !column.counts().isEmpty())
                .filter(column -> !manifest.fileNames().contains(column.name()))
                .findFirst()
                .map(column -> "; column %s lists no files, but %s"
                        .formatted(
                                column.name(), column.counts().sequencedKeySet().getFirst()))
                .orElse("");
        return new DataException(
                "the only file column lists label maps" + named,
                manifest.where(),
                "add a column with the image of each row");
    }

    /** Image columns; other file columns are ignored if there are some, with a finding. */
    private static List<FileColumn> used(Manifest manifest, List<Finding> findings) {
        List<FileColumn> all = manifest.files();
        boolean complete = all.stream()
                .anyMatch(column ->
                        !column.masks() && column.count() == column.files().size());
        boolean pictured = all.stream().anyMatch(ManifestFiles::holdsImages);
        List<FileColumn> used = new ArrayList<>();
        for (FileColumn column : all) {
            String heading = column.column().name();
            boolean unknown = complete && column.count() == 0 && !Headings.isFile(heading) && !column.masks();
            boolean other = pictured && column.count() > 0 && !holdsImages(column);
            if (unknown || other) {
                findings.add(Finding.warning(
                        manifest.column(column),
                        unknown
                                ? "it lists only missing files, such as %s: not used".formatted(first(column))
                                : "it lists files that are not images, such as %s: not used".formatted(first(column)),
                        "none needed if intended; otherwise add the files"));
            } else {
                used.add(column);
            }
        }
        return used;
    }

    private static boolean holdsImages(FileColumn column) {
        return column.files().stream()
                .flatMap(Optional::stream)
                .anyMatch(found -> FileKinds.of(found.file())
                        .filter(kind -> kind != Kind.SIGNAL)
                        .isPresent());
    }

    private static String first(FileColumn column) {
        return column.column().counts().sequencedKeySet().getFirst();
    }

    private static void requireFound(Manifest manifest, FileColumn column, Listing listing) {
        String name = column.column().name();
        int rows = column.column().rows();
        for (int row = 0; row < rows; row++) {
            if (column.column().isMissing(row)) {
                throw new DataException(
                        "%d of %d rows %s no file in column %s"
                                .formatted(
                                        column.column().missing(),
                                        rows,
                                        column.column().missing() == 1 ? "has" : "have",
                                        name),
                        line(manifest, row),
                        "add a file in each row, or remove those rows");
            }
        }
        List<Integer> lost = column.lost();
        if (lost.isEmpty()) {
            return;
        }
        String text = text(column, lost.getFirst());
        boolean outside =
                !isAbsolute(text) && NamedFiles.inside(listing.root(), text).isEmpty();
        if (outside) {
            throw new DataException(
                    "\"%s\" in column %s is outside the data set folder".formatted(text, name),
                    line(manifest, lost.getFirst()),
                    "use a path inside the folder");
        }
        List<String> paths = lost.stream().map(row -> text(column, row)).toList();
        boolean pictured = listing.files().stream().anyMatch(FileKinds::isImage);
        throw new DataException(
                "%d of %d files %s missing: %s"
                        .formatted(
                                lost.size(),
                                rows,
                                lost.size() == 1 ? "is" : "are",
                                lost.stream()
                                                .limit(NAMED)
                                                .map(row -> "%s (row %d)".formatted(text(column, row), row + 1))
                                                .collect(Collectors.joining(", "))
                                        + (lost.size() > NAMED ? ", …" : "")),
                manifest.column(column),
                SameNames.advice(paths, new NamedFiles(whole(listing)), column.masks())
                        + "; to read the %s: --layout %s"
                                .formatted(
                                        pictured ? "folder without this table" : "table without the files",
                                        pictured ? "images-and-labels, or another" : "table"));
    }

    /** The whole folder, even if only the table was given. */
    private static Listing whole(Listing listing) {
        return listing.files().size() == 1 ? Listing.of(listing.root()) : listing;
    }

    private static boolean isAbsolute(String text) {
        return NamedFiles.slashes(text).matches("([A-Za-z]:)?/.*|[a-z]+://.*|~/.*|[A-Za-z]:.*");
    }

    private static String text(FileColumn column, int row) {
        return column.column().text(row).orElse("");
    }

    private static Where line(Manifest manifest, int row) {
        return Where.of("%s, row %d".formatted(manifest.path(), row + 1));
    }

    /** Rows whose name matches no image, or several. */
    private static Set<Integer> leftOut(Manifest manifest, FileColumn column, List<Finding> findings) {
        Set<Integer> rows = new TreeSet<>();
        for (int row = 0; row < column.files().size(); row++) {
            if (column.files().get(row).isEmpty()) {
                rows.add(row);
            }
        }
        if (!rows.isEmpty()) {
            findings.add(Finding.warning(
                    manifest.column(column),
                    "%d of %d rows %s no existing image, such as %s: ignored"
                            .formatted(
                                    rows.size(),
                                    column.files().size(),
                                    rows.size() == 1 ? "names" : "name",
                                    text(column, rows.iterator().next())),
                    "add the images, or remove those rows"));
        }
        return rows;
    }

    private static List<Finding> readings(Manifest manifest, FileColumn column, Listing listing) {
        NamedFiles.Match match = column.match();
        for (int row = 0; row < column.files().size(); row++) {
            Optional<NamedFiles.Found> found = column.files().get(row);
            if (match != NamedFiles.Match.PATH
                    && found.isPresent()
                    && found.get().match() == match) {
                Path file = listing.root().relativize(found.get().file());
                String how = match == NamedFiles.Match.SPELLING
                        ? "names are spelled differently from file names (case, or encoding of accented letters)"
                        : "names lack folder or extension";
                return List.of(Finding.warning(
                        manifest.column(column),
                        "%s, such as %s: read as %s, the only such file".formatted(how, text(column, row), file),
                        "write the exact path of the file"));
            }
        }
        return List.of();
    }

    /** The file of a row that is not ignored. */
    Path file(FileColumn column, int row) {
        return column.files().get(row).orElseThrow().file();
    }
}
