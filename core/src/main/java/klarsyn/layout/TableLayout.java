package klarsyn.layout;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import klarsyn.base.DataException;
import klarsyn.base.Where;
import klarsyn.data.Case;
import klarsyn.data.Cohort;
import klarsyn.data.Finding;
import klarsyn.data.Hints;
import klarsyn.data.Part;
import klarsyn.data.Source;
import klarsyn.data.file.FileKinds;
import klarsyn.data.file.FileName;
import klarsyn.data.file.Kind;
import klarsyn.format.table.Tables;
import klarsyn.layout.manifest.Headings;
import klarsyn.layout.manifest.TableNotes;
import klarsyn.layout.manifest.TargetColumn;
import klarsyn.layout.name.Listing;
import klarsyn.table.Column;
import klarsyn.table.Table;

/**
 * Feature tables with one row per case; several files with the same columns are sites or split parts of one data set.
 */
record TableLayout() implements Layout {

    @Override
    public String keyword() {
        return "table";
    }

    @Override
    public String marks() {
        return "CSV or TSV with one row per case and columns of features, one of them the target";
    }

    @Override
    public boolean isTable() {
        return true;
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
            throw new DataException("there is no table (.csv, .tsv)", Where.file(listing.root()), "add one");
        }
        List<Site> sites = new ArrayList<>();
        for (Path file : files) {
            Site site = new Site(
                    listing.root().resolve(file), Tables.read(listing.root().resolve(file)));
            sites.add(site);
            requireSameColumns(sites.getFirst(), site);
        }
        requireRows(sites);
        return new Reading(sites, hints, target(sites, hints), patient(sites, hints)).cohort(listing);
    }

    private static void requireRows(List<Site> sites) {
        int rows = sites.stream().mapToInt(site -> site.table().rows()).sum();
        if (rows < 2) {
            throw new DataException(
                    rows == 0 ? "the table has a header but no rows" : "the table has only one row",
                    sites.getFirst().where(),
                    "provide a table with one row per case");
        }
    }

    /**
     * The requested column, or one with a typical target name; otherwise the last one, by convention, if its values
     * could be classes.
     */
    private static Optional<TargetColumn> target(List<Site> sites, Hints hints) {
        Site first = sites.getFirst();
        Optional<String> named = TargetColumn.nameIn(first.table(), hints, first.where());
        String last = first.table().columns().getLast().name();
        boolean isCandidate = TargetColumn.isCandidate(columns(sites, last), hints);
        Optional<String> name = named.or(() -> Optional.of(last).filter(_ -> isCandidate));
        if (name.isEmpty()) {
            hints.task().ifPresent(kind -> {
                throw TargetColumn.mismatch(
                        kind,
                        "no column of %s is named as a target, and the last one is none".formatted(first.file()),
                        "name it with --target COLUMN");
            });
        }
        return name.map(column -> TargetColumn.of(columns(sites, column), hints, first.where()));
    }

    private static List<Column> columns(List<Site> sites, String name) {
        return sites.stream().map(site -> site.table().column(name)).toList();
    }

    /** The requested column; otherwise one with a typical patient name whose values repeat. */
    private static Optional<String> patient(List<Site> sites, Hints hints) {
        Site first = sites.getFirst();
        Optional<String> named =
                Headings.patient(first.table()).map(Column::name).filter(name -> recur(sites, name));
        return hints.patient()
                .map(asked -> TargetColumn.required(first.table(), asked, first.where())
                        .name())
                .or(() -> named);
    }

    /** Whether a value occurs more than once, in one table or across several. */
    private static boolean recur(List<Site> sites, String name) {
        Set<String> seen = new HashSet<>();
        for (Column column : columns(sites, name)) {
            for (int row = 0; row < column.rows(); row++) {
                Optional<String> text = column.text(row);
                if (text.isPresent() && !seen.add(text.get())) {
                    return true;
                }
            }
        }
        return false;
    }

    private static void requireSameColumns(Site first, Site other) {
        List<String> names = first.table().names();
        List<String> others = other.table().names();
        if (!names.equals(others)) {
            Set<String> different = new TreeSet<>(names);
            different.removeAll(new HashSet<>(others));
            others.stream().filter(name -> !names.contains(name)).forEach(different::add);
            throw new DataException(
                    "its columns differ from those of %s: %s"
                            .formatted(
                                    first.file().getFileName(),
                                    different.isEmpty() ? "different order" : String.join(", ", different)),
                    other.where(),
                    "give them the same columns, or choose one of the files");
        }
    }

    /** One of the tables. */
    private record Site(Path file, Table table) {

        Where where() {
            return Where.file(file);
        }

        String stem() {
            return FileName.of(file).stem();
        }

        /** The split part in the table's name, such as {@code train.csv}. */
        Part part() {
            return Headings.partOf(stem());
        }
    }

    private record Reading(List<Site> sites, Hints hints, Optional<TargetColumn> target, Optional<String> patient) {

        Cohort cohort(Listing listing) {
            Site first = sites.getFirst();
            List<String> features = first.table().names().stream()
                    .filter(name -> target.stream().noneMatch(it -> it.name().equals(name)))
                    .filter(name -> !patient.equals(Optional.of(name)))
                    .toList();
            if (features.isEmpty()) {
                throw new DataException(
                        "the table has no columns besides the target%s"
                                .formatted(target.map(it -> " " + it.name()).orElse("")),
                        first.where(),
                        "add feature columns");
            }
            Path root = sites.size() == 1 ? first.file() : listing.root();
            return new Cohort(
                    Listing.nameOf(root),
                    root,
                    layout(),
                    Kind.TABLE,
                    target.map(TargetColumn::task),
                    Cohort.channels(features),
                    cases(),
                    findings(features));
        }

        private List<Case> cases() {
            List<Case> cases = new ArrayList<>();
            for (int number = 0; number < sites.size(); number++) {
                Site site = sites.get(number);
                int at = number;
                Optional<Column> patients = patient.map(site.table()::column);
                String prefix = sites.size() > 1 ? site.stem() + "-" : "";
                for (int row = 0; row < site.table().rows(); row++) {
                    int line = row;
                    String id = "%s%06d".formatted(prefix, row + 1);
                    cases.add(new Case(
                            id,
                            patients.flatMap(column -> column.text(line)).orElse(id),
                            List.of(new Source.TableRow(site.file(), row)),
                            target.map(it -> it.of(at, line)).orElse(new Case.Target.Unknown()),
                            sites.size() > 1 ? site.part() : Part.ANY));
                }
            }
            return cases;
        }

        private List<Finding> findings(List<String> features) {
            List<Finding> findings = new ArrayList<>();
            Set<String> targets = target.map(it -> Set.of(it.name())).orElse(Set.of());
            sites.forEach(site -> findings.addAll(TableNotes.all(site.table(), site.file(), targets)));
            findings.addAll(differentKinds(features));
            target.ifPresent(column -> findings.addAll(differentKinds(List.of(column.name()))));
            Site first = sites.getFirst();
            if (target.isEmpty()) {
                findings.add(
                        TargetColumn.missing(first.table(), patient.stream().toList(), first.where()));
            }
            findings.addAll(TargetColumn.ambiguity(first.table(), hints, first.where()));
            patient.ifPresent(name -> sites.forEach(site ->
                    findings.addAll(TableNotes.missingPatients(site.table().column(name), site.where()))));
            return findings;
        }

        /** Columns that are numeric in one table but not in another. */
        private List<Finding> differentKinds(List<String> names) {
            List<Finding> findings = new ArrayList<>();
            for (String name : names) {
                List<Site> filled = sites.stream()
                        .filter(site -> site.table().column(name).missing()
                                < site.table().rows())
                        .toList();
                Set<String> kinds = new TreeSet<>();
                filled.forEach(site -> kinds.add(site.table().column(name).kind()));
                if (kinds.size() > 1 && (kinds.contains("numbers") || kinds.contains("dates"))) {
                    findings.add(Finding.warning(
                            Where.of("%s, column %s"
                                    .formatted(sites.getFirst().file().getParent(), name)),
                            "its type differs: "
                                    + String.join(
                                            ", ",
                                            filled.stream()
                                                    .map(site -> "%s in %s"
                                                            .formatted(
                                                                    site.table()
                                                                            .column(name)
                                                                            .kind(),
                                                                    site.file().getFileName()))
                                                    .toList()),
                            "use the same notation for the column in all tables"));
                }
            }
            return findings;
        }

        private String layout() {
            boolean split = sites.size() > 1 && sites.stream().allMatch(site -> site.part() != Part.ANY);
            String description = sites.size() == 1
                    ? "table of features"
                    : "tables of features, one per %s: %s"
                            .formatted(
                                    split ? "part of the split" : "site",
                                    String.join(
                                            ", ", sites.stream().map(Site::stem).toList()));
            String assumed = hints.target().isEmpty() ? " (another with --target COLUMN)" : "";
            String patients = hints.patient().isEmpty()
                    ? patient.map("; patients by %s (another with --patient COLUMN)"::formatted)
                            .orElse("")
                    : "";
            return description
                    + target.map(column -> "; target " + column.name() + assumed)
                            .orElse("")
                    + patients;
        }
    }
}
