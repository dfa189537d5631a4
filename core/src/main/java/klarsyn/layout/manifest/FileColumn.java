package klarsyn.layout.manifest;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import klarsyn.data.file.FileKinds;
import klarsyn.data.file.Kind;
import klarsyn.layout.manifest.NamedFiles.Found;
import klarsyn.layout.manifest.NamedFiles.Match;
import klarsyn.table.Column;

/**
 * A manifest column with a file in each row.
 *
 * @param column  the texts
 * @param masks   whether the files are label maps
 * @param written whether its texts are paths, rather than names such as {@code ISIC_0024306}
 * @param files   file of each row; empty if not found
 */
record FileColumn(Column column, boolean masks, boolean written, List<Optional<Found>> files) {

    /** Share of values that look like paths in a path column. */
    private static final double MAJORITY = 0.8;

    /** Number of rows tried before a column counts as other text. */
    private static final int TRIED = 20;

    /** Maximum length of a path. */
    private static final int LONGEST = 4096;

    private static final List<String> MASK_ENDS =
            List.of("", "_mask", "_seg", "_segmentation", "_label", "_labels", "_gt", "_manual", "-mask", "-seg");

    private static final Pattern PATH = Pattern.compile(
            ".*[^/\\\\\\s][/\\\\][^/\\\\]*[^/\\\\.\\s]\\.[A-Za-z][A-Za-z0-9]{0,5}(\\.gz)?", Pattern.CASE_INSENSITIVE);
    private static final Pattern BLANK = Pattern.compile("\\s");
    private static final Pattern ROOTED_PATH =
            Pattern.compile("([A-Za-z]:)?[/\\\\].*\\.[A-Za-z][A-Za-z0-9]{0,5}(\\.gz)?", Pattern.CASE_INSENSITIVE);

    FileColumn {
        files = List.copyOf(files);
    }

    /** The column as a path column: its texts look like paths or match files; empty otherwise. */
    static Optional<FileColumn> ofPaths(Column column, NamedFiles files) {
        if (column instanceof Column.Numbers || column instanceof Column.Dates || column.missing() == column.rows()) {
            return Optional.empty();
        }
        boolean evident = looksLikePaths(column);
        if (!evident && !leadsToFile(column, files)) {
            return Optional.empty();
        }
        boolean masks = Headings.isMask(column.name()) || holdsMasks(column);
        List<Optional<Found>> found = new ArrayList<>();
        for (int row = 0; row < column.rows(); row++) {
            found.add(column.text(row).flatMap(text -> files.at(text).or(() -> byName(text, files, masks))));
        }
        return Optional.of(new FileColumn(column, masks, true, found));
    }

    /** A column whose header means case names and whose names each match one image. */
    static Optional<FileColumn> ofNames(Column column, NamedFiles files) {
        boolean masks = Headings.isMask(column.name());
        boolean named = Headings.isCase(column.name()) || masks;
        boolean different = column.counts().size() == column.rows() - column.missing();
        if (column instanceof Column.Dates || !named || !(different || Headings.isFile(column.name()))) {
            return Optional.empty();
        }
        return Optional.of(byName(column, files, masks))
                .filter(names -> 2 * names.count() >= column.rows() && names.count() > 1)
                .filter(names -> !masks || names.holdsMaskFiles(files));
    }

    /** A word column whose header means files, none of which is found. */
    static Optional<FileColumn> ofLostNames(Column column, NamedFiles files) {
        boolean words = column instanceof Column.Texts
                && column.counts().sequencedKeySet().stream()
                        .noneMatch(text -> BLANK.matcher(text).find());
        boolean folders = column.counts().sequencedKeySet().stream().anyMatch(files::hasFolder);
        if (!words || folders || !Headings.isFileAlone(column.name())) {
            return Optional.empty();
        }
        FileColumn names = byName(column, files, Headings.isMask(column.name()));
        return names.count() == 0
                ? Optional.of(new FileColumn(column, names.masks(), true, names.files()))
                : Optional.empty();
    }

    /** Label maps named like the images of a column, optionally with a suffix such as {@code _mask}. */
    static Optional<FileColumn> ofMasksNamedAlike(FileColumn images, NamedFiles files) {
        List<Optional<Found>> found = new ArrayList<>();
        for (int row = 0; row < images.files().size(); row++) {
            Optional<Found> mask = images.files().get(row).isEmpty()
                    ? Optional.empty()
                    : images.column().text(row).flatMap(text -> maskOf(text, files));
            if (mask.isEmpty() && images.files().get(row).isPresent()) {
                return Optional.empty();
            }
            found.add(mask);
        }
        return Optional.of(new FileColumn(images.column(), true, false, found))
                .filter(masks -> masks.holdsMaskFiles(files));
    }

    private static Optional<Found> maskOf(String text, NamedFiles files) {
        String stem = NamedFiles.nameOf(NamedFiles.slashes(text)).stem();
        return MASK_ENDS.stream()
                .map(end -> files.called(stem + end, true))
                .filter(called -> called.size() == 1)
                .map(List::getFirst)
                .filter(files::isMask)
                .map(file -> new Found(file, Match.NAME))
                .findFirst();
    }

    private static FileColumn byName(Column column, NamedFiles files, boolean masks) {
        List<Optional<Found>> found = new ArrayList<>();
        for (int row = 0; row < column.rows(); row++) {
            found.add(column.text(row).flatMap(text -> byName(text, files, masks)));
        }
        return new FileColumn(column, masks, false, found);
    }

    private boolean holdsMaskFiles(NamedFiles named) {
        return files.stream().flatMap(Optional::stream).allMatch(found -> named.isMask(found.file()));
    }

    /** Number of files found. */
    int count() {
        return (int) files.stream().filter(Optional::isPresent).count();
    }

    /** The loosest match between a text and a file path. */
    Match match() {
        return files.stream()
                .flatMap(Optional::stream)
                .map(Found::match)
                .max(Match::compareTo)
                .orElse(Match.PATH);
    }

    /** Rows, from 0, whose text matches no file. */
    List<Integer> lost() {
        List<Integer> lost = new ArrayList<>();
        for (int row = 0; row < files.size(); row++) {
            if (files.get(row).isEmpty() && !column.isMissing(row)) {
                lost.add(row);
            }
        }
        return lost;
    }

    private static Optional<Found> byName(String text, NamedFiles files, boolean masks) {
        List<Path> called = files.called(text, masks);
        return called.size() == 1 ? Optional.of(new Found(called.getFirst(), Match.NAME)) : Optional.empty();
    }

    private static boolean leadsToFile(Column column, NamedFiles files) {
        for (int row = 0; row < Math.min(TRIED, column.rows()); row++) {
            if (column.text(row).flatMap(files::at).isPresent()) {
                return true;
            }
        }
        return false;
    }

    /** Whether most texts of a column look like file paths or image names. */
    static boolean looksLikePaths(Column column) {
        int paths = 0;
        for (int row = 0; row < column.rows(); row++) {
            paths += column.text(row).filter(FileColumn::looksLikePath).isPresent() ? 1 : 0;
        }
        return paths > 0 && paths >= MAJORITY * (column.rows() - column.missing());
    }

    private static boolean looksLikePath(String text) {
        return text.length() <= LONGEST
                && (isImageName(text)
                        || PATH.matcher(text).matches()
                        || ROOTED_PATH.matcher(text).matches());
    }

    private static boolean isImageName(String text) {
        try {
            Path path = Path.of(NamedFiles.slashes(text));
            return FileKinds.of(path).filter(kind -> kind != Kind.SIGNAL).isPresent();
        } catch (InvalidPathException noPath) {
            return false;
        }
    }

    private static boolean holdsMasks(Column column) {
        int masks = 0;
        for (int row = 0; row < column.rows(); row++) {
            masks += column.text(row).filter(Headings::isMaskPath).isPresent() ? 1 : 0;
        }
        return masks > 0 && masks >= MAJORITY * (column.rows() - column.missing());
    }
}
