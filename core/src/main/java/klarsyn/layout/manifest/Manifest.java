package klarsyn.layout.manifest;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import klarsyn.base.DataException;
import klarsyn.base.Where;
import klarsyn.data.file.FileKinds;
import klarsyn.format.table.Tables;
import klarsyn.layout.name.Listing;
import klarsyn.table.Column;
import klarsyn.table.Table;

/**
 * A table of cases: file columns and other columns.
 *
 * @param path  the table's file
 * @param table its content
 * @param files its file columns, at least one
 */
public record Manifest(Path path, Table table, List<FileColumn> files) {

    private static final int FIRST_BYTES = 8192;

    private static final Pattern IMAGES =
            Pattern.compile("\\.(nii|png|jpe?g|tiff?|dcm|mha|mhd|nrrd|bmp)\\b", Pattern.CASE_INSENSITIVE);

    public Manifest {
        files = List.copyOf(files);
    }

    /** Every table with file columns in the top folder. */
    public static List<Manifest> in(Listing listing) {
        List<Path> tables = listing.top().stream()
                .filter(Tables::hasKnownEnding)
                .filter(file -> !isOfBids(listing, file))
                .toList();
        if (tables.isEmpty()) {
            return List.of();
        }
        List<Manifest> found = new ArrayList<>();
        NamedFiles files = new NamedFiles(listing);
        for (Path file : tables) {
            Path whole = listing.root().resolve(file);
            readable(whole).flatMap(table -> of(whole, table, listing, files)).ifPresent(found::add);
        }
        return found;
    }

    /** BIDS tables next to the data, which list participants and no files. */
    private static boolean isOfBids(Listing listing, Path file) {
        return file.toString().equals("participants.tsv") && listing.has("dataset_description.json");
    }

    /** An unreadable table is an error if it lists images; otherwise it is ignored. */
    private static Optional<Table> readable(Path file) {
        try {
            return Optional.of(Tables.read(file));
        } catch (DataException unreadable) {
            if (namesImages(file)) {
                throw unreadable;
            }
            return Optional.empty();
        }
    }

    private static boolean namesImages(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            String text = new String(in.readNBytes(FIRST_BYTES), StandardCharsets.ISO_8859_1).replace("\0", "");
            return IMAGES.matcher(text).find();
        } catch (IOException unreadable) {
            return false;
        }
    }

    private static Optional<Manifest> of(Path path, Table table, Listing listing, NamedFiles files) {
        NamedFiles all = isAlone(listing) && mayNameFiles(table) ? filesBeside(listing, files) : files;
        List<FileColumn> paths = table.columns().stream()
                .flatMap(column -> FileColumn.ofPaths(column, all).stream())
                .toList();
        List<FileColumn> columns = paths.isEmpty() ? names(table, listing, all) : paths;
        if (columns.isEmpty() && listing.files().stream().anyMatch(FileKinds::isImage)) {
            columns = table.columns().stream()
                    .flatMap(column -> FileColumn.ofLostNames(column, all).stream())
                    .toList();
        }
        return columns.isEmpty() ? Optional.empty() : Optional.of(new Manifest(path, table, columns));
    }

    /** Columns of names without folder or extension; not if there are label maps that no column lists. */
    private static List<FileColumn> names(Table table, Listing listing, NamedFiles files) {
        List<FileColumn> named = table.columns().stream()
                .flatMap(column -> FileColumn.ofNames(column, files).stream())
                .toList();
        Optional<FileColumn> masks = named.stream().filter(FileColumn::masks).findFirst();
        Optional<FileColumn> images = named.stream()
                .filter(column -> !column.masks())
                .max(Comparator.<FileColumn>comparingInt(FileColumn::count)
                        .thenComparing(column -> Headings.isFile(column.column().name())));
        if (images.isEmpty()) {
            return List.of();
        }
        boolean unnamed = masks.isEmpty()
                && listing.files().stream()
                        .anyMatch(file -> FileKinds.isImage(file) && Headings.isMaskPath(file.toString()));
        Optional<FileColumn> alike =
                unnamed && saysMore(table, images.get()) ? FileColumn.ofMasksNamedAlike(images.get(), files) : masks;
        return unnamed && alike.isEmpty()
                ? List.of()
                : alike.map(mask -> List.of(images.get(), mask)).orElse(List.of(images.get()));
    }

    /** Whether a table has patients or a split that file names lack. */
    private static boolean saysMore(Table table, FileColumn images) {
        return Headings.split(table).isPresent()
                || Headings.patient(table)
                        .filter(column -> !column.name().equals(images.column().name()))
                        .isPresent();
    }

    /** Whether a table was given itself, not through its folder. */
    private static boolean isAlone(Listing listing) {
        return listing.files().size() == 1;
    }

    private static boolean mayNameFiles(Table table) {
        return table.columns().stream()
                .anyMatch(column -> Headings.isFile(column.name()) || FileColumn.looksLikePaths(column));
    }

    private static NamedFiles filesBeside(Listing listing, NamedFiles none) {
        try {
            return new NamedFiles(Listing.of(listing.root()));
        } catch (DataException unlisted) {
            return none; // paths are still resolved, names without extension are not
        }
    }

    Where where() {
        return Where.file(path);
    }

    Where column(FileColumn column) {
        return Where.of("%s, column %s".formatted(path, column.column().name()));
    }

    /** Names of the file columns. */
    public List<String> fileNames() {
        return files.stream().map(file -> file.column().name()).distinct().toList();
    }

    /** The column with this name, which may be missing in a split part. */
    Optional<Column> find(Optional<String> name) {
        return name.flatMap(table::find);
    }
}
