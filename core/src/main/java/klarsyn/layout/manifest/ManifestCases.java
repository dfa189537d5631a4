package klarsyn.layout.manifest;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import klarsyn.base.DataException;
import klarsyn.base.Where;
import klarsyn.data.Case;
import klarsyn.data.Cohort;
import klarsyn.data.Finding;
import klarsyn.data.Hints;
import klarsyn.data.Part;
import klarsyn.data.Source;
import klarsyn.data.TaskKind;
import klarsyn.data.file.FileKinds;
import klarsyn.data.file.FileName;
import klarsyn.data.file.Kind;
import klarsyn.layout.mask.MaskPair;
import klarsyn.layout.mask.MaskedImages;
import klarsyn.layout.name.Listing;
import klarsyn.layout.name.Splits;
import klarsyn.table.Column;
import klarsyn.table.Table;

/** Creates a cohort from one manifest, or from one per split part. */
public final class ManifestCases {

    private final Listing listing;
    private final Hints hints;
    private final List<ManifestFiles> parts;
    private final ManifestFiles first;
    private final Optional<String> patient;
    private final Optional<String> split;
    private final boolean namedByPatient;

    public ManifestCases(Listing listing, Hints hints, List<ManifestFiles> parts) {
        this.listing = listing;
        this.hints = hints;
        this.parts = parts;
        this.first = parts.getFirst();
        Table table = first.manifest().table();
        this.patient = hints.patient()
                .map(name -> TargetColumn.required(table, name, first.manifest().where())
                        .name())
                .or(() -> Headings.patient(table).map(Column::name));
        this.split = Headings.split(table).map(Column::name);
        this.namedByPatient = parts.size() == 1
                && patient.flatMap(table::find)
                        .filter(column ->
                                column.missing() == 0 && column.counts().size() == column.rows())
                        .isPresent();
    }

    public Cohort cohort() {
        boolean asksForAnother = hints.target()
                .filter(name -> !first.masks().map(it -> it.column().name()).equals(Optional.of(name)))
                .isPresent();
        TaskKind fitting =
                first.masks().isPresent() && !asksForAnother ? TaskKind.SEGMENTATION : TaskKind.CLASSIFICATION;
        return switch (hints.task().orElse(fitting)) {
            case SEGMENTATION -> {
                requireMasks(asksForAnother);
                yield masked();
            }
            case CLASSIFICATION, REGRESSION -> labeled();
        };
    }

    private void requireMasks(boolean asksForAnother) {
        if (first.masks().isEmpty()) {
            throw TargetColumn.mismatch(
                    TaskKind.SEGMENTATION,
                    "no column of %s names label maps"
                            .formatted(first.manifest().path()),
                    "add a column mask with their paths");
        }
        if (asksForAnother) {
            throw TargetColumn.mismatch(
                    TaskKind.SEGMENTATION,
                    "--target names the column %s, which contains no label maps"
                            .formatted(hints.target().orElse("")),
                    "name the column of label maps");
        }
    }

    private Cohort masked() {
        List<MaskPair> pairs = new ArrayList<>();
        for (ManifestFiles part : parts) {
            for (int row : part.rows()) {
                Path mask = part.masks().map(column -> part.file(column, row)).orElseThrow();
                pairs.add(MaskPair.ofFiles(id(part, row), patient(part, row), files(part, row), mask, part(part, row)));
            }
        }
        List<Finding> findings = findings(Optional.empty());
        return MaskedImages.cohort(listing, hints, layout(), "mask", pairs, findings);
    }

    private Cohort labeled() {
        Where where = first.manifest().where();
        Optional<TargetColumn> target = TargetColumn.nameIn(first.manifest().table(), hints, where)
                .map(name -> TargetColumn.of(
                        parts.stream()
                                .flatMap(part -> part.manifest().table().find(name).stream())
                                .toList(),
                        hints,
                        where));
        if (target.isEmpty()) {
            hints.task().ifPresent(kind -> {
                throw TargetColumn.mismatch(
                        kind,
                        "no column of %s is named as a target"
                                .formatted(first.manifest().path()),
                        "name it with --target COLUMN");
            });
        }
        List<Finding> findings = findings(target.map(TargetColumn::name));
        findings.addAll(unusedMasks(target.isPresent()));
        if (target.isEmpty()) {
            findings.add(TargetColumn.missing(first.manifest().table(), others(), where));
        }
        findings.addAll(TargetColumn.ambiguity(first.manifest().table(), hints, where));
        Kind kind = FileKinds.of(
                        first.file(first.images().getFirst(), first.rows().getFirst()))
                .orElse(Kind.VOLUME);
        List<String> names =
                first.images().stream().map(image -> image.column().name()).toList();
        return new Cohort(
                Listing.nameOf(listing.root()),
                listing.root(),
                layout(),
                kind,
                target.map(TargetColumn::task),
                Cohort.channels(hints.channels().isEmpty() ? names : hints.channels()),
                cases(target, kind),
                findings);
    }

    private List<Case> cases(Optional<TargetColumn> target, Kind kind) {
        List<Case> cases = new ArrayList<>();
        int site = 0;
        for (ManifestFiles part : parts) {
            boolean known = target.flatMap(it -> part.manifest().table().find(it.name()))
                    .isPresent();
            int of = site;
            for (int row : part.rows()) {
                List<Source> sources = files(part, row).stream()
                        .<Source>map(
                                file -> kind == Kind.SIGNAL ? new Source.Recording(file) : new Source.ImageFile(file))
                        .toList();
                Case.Target value = target.filter(_ -> known)
                        .map(column -> column.of(of, row))
                        .orElse(new Case.Target.Unknown());
                cases.add(new Case(id(part, row), patient(part, row), sources, value, part(part, row)));
            }
            site += known ? 1 : 0;
        }
        return cases;
    }

    private List<Finding> findings(Optional<String> target) {
        List<Finding> findings = new ArrayList<>();
        for (ManifestFiles part : parts) {
            Manifest manifest = part.manifest();
            Set<String> used = new HashSet<>(manifest.fileNames());
            patient.ifPresent(used::add);
            split.ifPresent(used::add);
            target.ifPresent(used::add);
            Set<String> targets = target.map(Set::of).orElse(Set.of());
            findings.addAll(TableNotes.of(manifest.table(), manifest.path(), used, targets));
            findings.addAll(part.findings());
            manifest.find(patient)
                    .ifPresent(column -> findings.addAll(TableNotes.missingPatients(column, manifest.where())));
            manifest.find(split)
                    .ifPresent(column -> findings.addAll(TableNotes.unknownSides(column, manifest.where())));
        }
        return findings;
    }

    /** Reports label maps that no column lists. */
    private List<Finding> unusedMasks(boolean hasTarget) {
        Set<Path> named = new HashSet<>();
        parts.forEach(part -> part.manifest()
                .files()
                .forEach(column -> column.files().stream()
                        .flatMap(Optional::stream)
                        .forEach(found -> named.add(listing.root().relativize(found.file())))));
        List<Path> unused = listing.files().stream()
                .filter(file -> FileKinds.isImage(file) && Headings.isMaskPath(file.toString()))
                .filter(file -> !named.contains(file))
                .toList();
        if (unused.isEmpty()) {
            return List.of();
        }
        String what = "the table lists no label maps, but there are some, such as " + unused.getFirst();
        String fix = "add a column mask with their paths to learn them, or read the folder without the table:"
                + " --layout images-and-labels";
        if (!hasTarget) {
            throw new DataException(what, first.manifest().where(), fix);
        }
        return List.of(Finding.warning(first.manifest().where(), what + ": not used", fix));
    }

    private Set<String> others() {
        Set<String> others = new HashSet<>(first.manifest().fileNames());
        patient.ifPresent(others::add);
        split.ifPresent(others::add);
        return others;
    }

    private String layout() {
        return "table of cases (%s) with files in %s"
                .formatted(
                        parts.stream()
                                .map(part ->
                                        String.valueOf(part.manifest().path().getFileName()))
                                .collect(Collectors.joining(", ")),
                        used().stream().collect(Collectors.joining(", ")));
    }

    private List<String> used() {
        List<FileColumn> used = new ArrayList<>(first.images());
        first.masks().ifPresent(used::add);
        return first.manifest().fileNames().stream()
                .filter(name -> used.stream().anyMatch(it -> it.column().name().equals(name)))
                .toList();
    }

    private List<Path> files(ManifestFiles part, int row) {
        return part.images().stream().map(column -> part.file(column, row)).toList();
    }

    /** The patient if each row has another one, otherwise the path of the first image. */
    private String id(ManifestFiles part, int row) {
        return part.manifest()
                .find(patient)
                .filter(_ -> namedByPatient)
                .flatMap(column -> column.text(row))
                .orElse(FileName.path(
                        listing.root().relativize(part.file(part.images().getFirst(), row))));
    }

    private String patient(ManifestFiles part, int row) {
        return part.manifest().find(patient).flatMap(column -> column.text(row)).orElse(id(part, row));
    }

    private Part part(ManifestFiles part, int row) {
        Part bySide = parts.size() > 1
                ? Headings.partOf(FileName.of(part.manifest().path()).stem())
                : Part.ANY;
        return part.manifest()
                .find(split)
                .flatMap(column -> column.text(row))
                .flatMap(Splits::part)
                .orElse(bySide);
    }
}
