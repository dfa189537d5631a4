package klarsyn.layout;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import klarsyn.base.DataException;
import klarsyn.base.Where;
import klarsyn.data.Cohort;
import klarsyn.data.Hints;
import klarsyn.data.Part;
import klarsyn.data.file.FileName;
import klarsyn.layout.manifest.Headings;
import klarsyn.layout.manifest.Manifest;
import klarsyn.layout.manifest.ManifestCases;
import klarsyn.layout.manifest.ManifestFiles;
import klarsyn.layout.name.Listing;

/** A table whose rows are cases: columns with file names, and columns for target, patient and split. */
record ManifestLayout() implements Layout {

    @Override
    public String keyword() {
        return "manifest";
    }

    @Override
    public String marks() {
        return "a CSV or TSV with one row per case and columns for its files, target, patient and split";
    }

    @Override
    public boolean isTable() {
        return true;
    }

    @Override
    public boolean fits(Listing listing) {
        return !Manifest.in(listing).isEmpty();
    }

    @Override
    public Cohort read(Listing listing, Hints hints) {
        List<Manifest> manifests = Manifest.in(listing);
        if (manifests.isEmpty()) {
            throw new DataException(
                    "no table here has a column of file names",
                    Where.file(listing.root()),
                    "give file paths relative to the table, one column per image");
        }
        requireParts(manifests);
        List<ManifestFiles> parts = manifests.stream()
                .map(manifest -> ManifestFiles.of(manifest, listing))
                .toList();
        return new ManifestCases(listing, hints, parts).cohort();
    }

    /**
     * Several tables are parts of a split, such as {@code train.csv} and {@code test.csv}; others contradict each
     * other.
     */
    private static void requireParts(List<Manifest> manifests) {
        boolean sides = manifests.stream()
                .allMatch(it -> Headings.partOf(FileName.of(it.path()).stem()) != Part.ANY);
        boolean alike =
                manifests.stream().map(it -> it.table().names()).distinct().count() == 1;
        boolean sameFiles =
                manifests.stream().map(Manifest::fileNames).distinct().count() == 1;
        if (manifests.size() > 1 && !(sameFiles && (sides || alike))) {
            Path first = manifests.getFirst().path();
            throw new DataException(
                    "several tables list files: "
                            + manifests.stream()
                                    .map(it -> String.valueOf(it.path().getFileName()))
                                    .collect(Collectors.joining(", ")),
                    Where.file(first),
                    "choose one of them, such as %s, or give them the same columns".formatted(first));
        }
    }
}
