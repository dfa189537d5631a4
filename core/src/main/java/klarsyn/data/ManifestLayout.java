package klarsyn.data;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import klarsyn.base.DataException;
import klarsyn.base.Where;
import klarsyn.format.Tables;
import klarsyn.table.Column;
import klarsyn.table.Table;

/** A table whose rows are cases: columns that name files, and columns for target, patient and side of the split. */
record ManifestLayout() implements Layout {

    private static final Set<String> PATIENTS = Set.of(
            "patient", "patient_id", "patientid", "subject", "subject_id", "participant", "participant_id", "person");
    private static final Set<String> SPLITS = Set.of("split", "set", "part", "fold", "subset", "usage");
    private static final Set<String> MASKS =
            Set.of("mask", "masks", "label_map", "segmentation", "seg", "mask_file", "label_file");

    @Override
    public String keyword() {
        return "manifest";
    }

    @Override
    public String marks() {
        return "a CSV or TSV with a row a case and columns that name its files, its target, its patient and its split";
    }

    @Override
    public boolean fits(Listing listing) {
        return manifest(listing).isPresent();
    }

    private static Optional<Manifest> manifest(Listing listing) {
        return listing.top().stream()
                .filter(Tables::hasKnownEnding)
                .flatMap(file -> manifest(listing.root(), file).stream())
                .filter(manifest -> !manifest.files().isEmpty())
                .findFirst();
    }

    private static Optional<Manifest> manifest(Path root, Path file) {
        try {
            return Optional.of(Manifest.of(root, file, Tables.read(root.resolve(file))));
        } catch (DataException unreadable) {
            return Optional.empty(); // no manifest; as a table of its own it is refused with the reason
        }
    }

    @Override
    public Cohort read(Listing listing, Hints hints) {
        Manifest manifest = manifest(listing)
                .orElseThrow(() -> new DataException(
                        "no table here has a column of file names that exist",
                        Where.file(listing.root()),
                        "name the files relative to the table, one column an image"));
        return Reading.of(manifest, hints).cohort(listing);
    }

    /**
     * A table of cases.
     *
     * @param root  folder that the files' names start from
     * @param path  the table's own file
     * @param table its content
     * @param files columns whose every value is the name of a file that exists
     */
    private record Manifest(Path root, Path path, Table table, List<Column> files) {

        static Manifest of(Path root, Path file, Table table) {
            List<Column> files = table.columns().stream()
                    .filter(column -> !(column instanceof Column.Numbers))
                    .filter(column -> namesFiles(root, column))
                    .toList();
            return new Manifest(root, root.resolve(file), table, files);
        }

        private static boolean namesFiles(Path root, Column column) {
            boolean any = false;
            for (int row = 0; row < column.rows(); row++) {
                Optional<Path> named = column.text(row).flatMap(text -> inside(root, text));
                if (named.isPresent() && Files.isRegularFile(named.get())) {
                    any = true;
                } else if (row > 20 && !any) {
                    return false;
                }
            }
            return any;
        }

        static Optional<Path> inside(Path root, String text) {
            try {
                Path relative = Path.of(text.replace('\\', '/'));
                Path whole = root.toAbsolutePath().normalize();
                boolean within = !relative.isAbsolute()
                        && whole.resolve(relative).normalize().startsWith(whole);
                return within ? Optional.of(root.resolve(relative).normalize()) : Optional.empty();
            } catch (InvalidPathException noPath) {
                return Optional.empty();
            }
        }

        Where where() {
            return Where.file(path);
        }

        Optional<Column> called(Set<String> names) {
            return table.columns().stream()
                    .filter(column -> names.contains(column.name().toLowerCase(Locale.ROOT)))
                    .findFirst();
        }
    }

    /**
     * One reading of a manifest.
     *
     * @param patients column that names the patient
     * @param names    the same column if each row has another value, so that it can name the cases
     */
    private record Reading(Manifest manifest, Hints hints, Optional<Column> patients, Optional<Column> names) {

        static Reading of(Manifest manifest, Hints hints) {
            Optional<Column> patients = hints.patient()
                    .map(name -> TargetColumn.required(manifest.table(), name, manifest.where()))
                    .or(() -> manifest.called(PATIENTS));
            Optional<Column> names = patients.filter(
                    column -> column.missing() == 0 && column.counts().size() == column.rows());
            return new Reading(manifest, hints, patients, names);
        }

        Cohort cohort(Listing listing) {
            Optional<Column> masks = manifest.files().stream()
                    .filter(column -> MASKS.contains(column.name().toLowerCase(Locale.ROOT)))
                    .findFirst();
            List<Column> images = manifest.files().stream()
                    .filter(column -> !masks.equals(Optional.of(column)))
                    .toList();
            if (images.isEmpty()) {
                throw new DataException(
                        "the only column of files is that of the label maps",
                        manifest.where(),
                        "add a column with the images");
            }
            return masks.isPresent() ? masked(listing, images, masks.get()) : labelled(listing, images);
        }

        private Cohort masked(Listing listing, List<Column> images, Column masks) {
            List<MaskPair> pairs = new ArrayList<>();
            for (int row = 0; row < manifest.table().rows(); row++) {
                pairs.add(MaskPair.ofFiles(
                        id(row, images), patient(row, images), files(row, images), file(row, masks), part(row)));
            }
            return MaskedImages.cohort(listing, hints, layout(), "mask", pairs, List.of());
        }

        private Cohort labelled(Listing listing, List<Column> images) {
            Optional<TargetColumn> target = TargetColumn.find(manifest.table(), hints, manifest.where());
            List<Case> cases = new ArrayList<>();
            List<Finding> findings = new ArrayList<>();
            Kind kind = Kind.PICTURE;
            for (int row = 0; row < manifest.table().rows(); row++) {
                List<Path> files = files(row, images);
                kind = FileKinds.of(files.getFirst()).orElse(Kind.VOLUME);
                boolean recorded = kind == Kind.SIGNAL;
                List<Source> sources = files.stream()
                        .<Source>map(file -> recorded ? new Source.Recording(file) : new Source.ImageFile(file))
                        .toList();
                int at = row;
                Case.Target known =
                        target.map(column -> column.of(at, manifest.where())).orElse(new Case.Target.Unknown());
                cases.add(new Case(id(row, images), patient(row, images), sources, known, part(row)));
            }
            if (target.isEmpty()) {
                findings.add(noTarget(images));
            }
            List<String> columns = images.stream().map(Column::name).toList();
            return new Cohort(
                    Listing.nameOf(listing.root()),
                    listing.root(),
                    layout(),
                    kind,
                    target.map(TargetColumn::task).orElse(new Task.Unlabelled()),
                    Cohort.channels(hints.channels().isEmpty() ? columns : hints.channels()),
                    cases,
                    findings);
        }

        private Finding noTarget(List<Column> images) {
            Set<String> others = new HashSet<>(images.stream().map(Column::name).toList());
            manifest.called(PATIENTS).ifPresent(column -> others.add(column.name()));
            manifest.called(SPLITS).ifPresent(column -> others.add(column.name()));
            return Finding.warning(
                    manifest.where(),
                    "no column says by its name that it is the target",
                    "choose one with --target: " + TargetColumn.candidates(manifest.table(), others));
        }

        private String layout() {
            return "table of cases (%s) with files in %s"
                    .formatted(
                            manifest.path().getFileName(),
                            String.join(
                                    ", ",
                                    manifest.files().stream().map(Column::name).toList()));
        }

        private Where line(int row) {
            return Where.of("%s, row %d".formatted(manifest.path(), row + 1));
        }

        private List<Path> files(int row, List<Column> columns) {
            return columns.stream().map(column -> file(row, column)).toList();
        }

        private Path file(int row, Column column) {
            String text = column.text(row)
                    .orElseThrow(() -> new DataException(
                            "there is no file in column " + column.name(), line(row), "name one, or take the row out"));
            Path file = Manifest.inside(manifest.root(), text)
                    .orElseThrow(() -> new DataException(
                            "\"%s\" in column %s leads out of the data set's folder".formatted(text, column.name()),
                            line(row),
                            "a path inside the folder"));
            if (!Files.isRegularFile(file)) {
                throw new DataException(
                        "the file of column %s is missing: %s".formatted(column.name(), text),
                        line(row),
                        "put it there, or take the row out");
            }
            return file;
        }

        private String id(int row, List<Column> images) {
            return names.flatMap(column -> column.text(row))
                    .orElse(FileName.path(manifest.root().relativize(file(row, images.getFirst()))));
        }

        private String patient(int row, List<Column> images) {
            return patients.flatMap(column -> column.text(row)).orElse(id(row, images));
        }

        private Part part(int row) {
            return manifest.called(SPLITS)
                    .flatMap(column -> column.text(row))
                    .flatMap(Splits::part)
                    .orElse(Part.ANY);
        }
    }
}
