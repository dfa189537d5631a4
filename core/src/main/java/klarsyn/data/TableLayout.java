package klarsyn.data;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import klarsyn.base.DataException;
import klarsyn.base.Where;
import klarsyn.format.Tables;
import klarsyn.table.Column;
import klarsyn.table.Table;

/** Tables of features, a row a case; several files of the same columns are sites of one data set. */
record TableLayout() implements Layout {

    @Override
    public String keyword() {
        return "table";
    }

    @Override
    public String marks() {
        return "CSV or TSV with a row a case and columns of features, one of them the target";
    }

    @Override
    public boolean fits(Listing listing) {
        return !tables(listing).isEmpty()
                && listing.files().stream()
                        .noneMatch(file ->
                                FileKinds.isImage(file) && FileKinds.of(file).isPresent());
    }

    private static List<Path> tables(Listing listing) {
        return listing.top().stream().filter(Tables::hasKnownEnding).toList();
    }

    @Override
    public Cohort read(Listing listing, Hints hints) {
        List<Path> files = tables(listing);
        if (files.isEmpty()) {
            throw new DataException("there is no table (.csv, .tsv)", Where.file(listing.root()), "put one there");
        }
        Path first = listing.root().resolve(files.getFirst());
        Table table = Tables.read(first);
        requireFeatures(table, Where.file(first));
        Optional<Column> target = target(table, hints, Where.file(first));
        List<Case> cases = new ArrayList<>();
        Set<String> classes = new TreeSet<>();
        boolean categorical = true;
        for (Path file : files) {
            Path whole = listing.root().resolve(file);
            Table site = Tables.read(whole);
            requireSameColumns(table, site, whole, first);
            Optional<TargetColumn> column = target.map(one -> new TargetColumn(site.column(one.name())));
            categorical &=
                    column.map(one -> TargetColumn.isCategorical(one.column())).orElse(false);
            column.ifPresent(one -> classes.addAll(one.column().counts().sequencedKeySet()));
            addRows(cases, file, whole, site, hints, column, files.size() > 1);
        }
        return new Cohort(
                Listing.nameOf(files.size() == 1 ? first : listing.root()),
                files.size() == 1 ? first : listing.root(),
                layout(files, target, hints),
                Kind.TABLE,
                task(target, categorical, classes),
                Cohort.channels(table.names().stream()
                        .filter(name -> target.stream()
                                .noneMatch(column -> column.name().equals(name)))
                        .toList()),
                cases,
                target.isPresent() ? List.of() : List.of(noTarget(table, first)));
    }

    /** A column of file names is a manifest's: none of them exists, else the table would have been taken for one. */
    private static void requireFeatures(Table table, Where where) {
        for (Column column : table.columns()) {
            if (!(column instanceof Column.Numbers)
                    && column.counts().size() > 1
                    && column.counts().sequencedKeySet().stream().allMatch(TableLayout::isFileName)) {
                throw new DataException(
                        "the column %s names files, such as %s, and none of them is there"
                                .formatted(
                                        column.name(),
                                        column.counts().sequencedKeySet().getFirst()),
                        where,
                        "put them where their names lead from the table's folder, or correct the names");
            }
        }
    }

    private static boolean isFileName(String text) {
        try {
            return FileKinds.of(Path.of(text)).isPresent();
        } catch (InvalidPathException noPath) {
            return false;
        }
    }

    /** The column asked for or named so; else the last one, as is the custom, if its values could be classes. */
    private static Optional<Column> target(Table table, Hints hints, Where where) {
        return TargetColumn.find(table, hints, where)
                .map(TargetColumn::column)
                .or(() -> Optional.of(table.columns().getLast()).filter(TargetColumn::isCategorical));
    }

    private static Task task(Optional<Column> target, boolean categorical, Set<String> classes) {
        if (target.isEmpty()) {
            return new Task.Unlabelled();
        }
        String name = target.get().name();
        return categorical ? new Task.Classification(name, List.copyOf(classes)) : new Task.Regression(name);
    }

    private static void addRows(
            List<Case> cases,
            Path file,
            Path whole,
            Table site,
            Hints hints,
            Optional<TargetColumn> target,
            boolean several) {
        Optional<Column> patient = hints.patient().map(name -> TargetColumn.required(site, name, Where.file(whole)));
        String prefix = several ? FileName.of(file).stem() + "-" : "";
        for (int row = 0; row < site.rows(); row++) {
            int at = row;
            String id = "%s%06d".formatted(prefix, row + 1);
            cases.add(new Case(
                    id,
                    patient.flatMap(column -> column.text(at)).orElse(id),
                    List.of(new Source.TableRow(whole, row)),
                    target.map(column -> column.of(at, Where.file(whole))).orElse(new Case.Target.Unknown()),
                    Part.ANY));
        }
    }

    private static void requireSameColumns(Table first, Table other, Path file, Path firstFile) {
        if (!first.names().equals(other.names())) {
            Set<String> different = new TreeSet<>(first.names());
            different.removeAll(new HashSet<>(other.names()));
            other.names().stream().filter(name -> !first.names().contains(name)).forEach(different::add);
            throw new DataException(
                    "its columns are not those of %s: %s"
                            .formatted(
                                    firstFile.getFileName(),
                                    different.isEmpty() ? "another order" : String.join(", ", different)),
                    Where.file(file),
                    "give them the same columns, or name one of the files");
        }
    }

    private static String layout(List<Path> files, Optional<Column> target, Hints hints) {
        String told = files.size() == 1
                ? "table of features"
                : "tables of features, a site each: "
                        + String.join(
                                ", ",
                                files.stream()
                                        .map(file -> FileName.of(file).stem())
                                        .toList());
        boolean assumed = hints.target().isEmpty();
        return target.map(column ->
                        told + "; target " + column.name() + (assumed ? " (another with --target COLUMN)" : ""))
                .orElse(told);
    }

    private static Finding noTarget(Table table, Path file) {
        return Finding.warning(
                Where.file(file),
                "no column says by its name that it is the target",
                "choose one with --target: " + TargetColumn.candidates(table, Set.of()));
    }
}
