package klarsyn.layout;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
import klarsyn.layout.name.Listing;

/** Images or signals without targets. */
record LooseLayout() implements Layout {

    /** Fix for files without recognizable pairing. */
    static final String TABLE =
            "complete the table that \"klarsyn inspect DATA --manifest cases.csv\" writes, and save it"
                    + " in the folder of the data";

    @Override
    public String keyword() {
        return "files";
    }

    @Override
    public String marks() {
        return "images or signals without targets";
    }

    @Override
    public boolean fits(Listing listing) {
        return listing.files().stream().anyMatch(file -> FileKinds.of(file).isPresent());
    }

    @Override
    public Cohort read(Listing listing, Hints hints) {
        List<Finding> findings = new ArrayList<>();
        if (mostFrequent(listing) != Kind.SIGNAL) {
            findings.add(Finding.warning(Where.file(listing.root()), "the images have no targets", TABLE));
        }
        return cohort(listing, hints, findings);
    }

    /** Every file of the most frequent kind as a case without target. */
    static Cohort cohort(Listing listing, Hints hints, List<Finding> findings) {
        Kind kind = mostFrequent(listing);
        List<Path> files = listing.files().stream()
                .filter(file -> FileKinds.of(file).equals(Optional.of(kind)) && !listing.isSecondOfPair(file))
                .toList();
        if (files.isEmpty()) {
            throw new DataException(
                    "there is no image or signal of a known format", Where.file(listing.root()), "add some");
        }
        Set<String> stems = new HashSet<>();
        boolean unique = files.stream().allMatch(file -> stems.add(FileName.path(file)));
        List<Case> cases = new ArrayList<>();
        for (Path file : files) {
            String id = unique ? FileName.path(file) : file.toString().replace('\\', '/');
            Path whole = listing.root().resolve(file);
            Source source = kind == Kind.SIGNAL ? new Source.Recording(whole) : new Source.ImageFile(whole);
            cases.add(new Case(id, id, List.of(source), new Case.Target.Unknown(), Part.ANY));
        }
        return new Cohort(
                Listing.nameOf(listing.root()),
                listing.root(),
                "single files without targets",
                kind,
                Optional.empty(),
                Cohort.channels(hints.channels()),
                cases,
                findings);
    }

    private static Kind mostFrequent(Listing listing) {
        Map<Kind, Integer> counts = new HashMap<>();
        for (Path file : listing.files()) {
            FileKinds.of(file).ifPresent(kind -> counts.merge(kind, 1, Integer::sum));
        }
        return counts.entrySet().stream()
                .max(Map.Entry.<Kind, Integer>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
                .map(Map.Entry::getKey)
                .orElse(Kind.VOLUME);
    }
}
