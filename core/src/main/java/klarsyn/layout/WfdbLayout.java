package klarsyn.layout;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import klarsyn.base.DataException;
import klarsyn.base.Where;
import klarsyn.data.Case;
import klarsyn.data.Cohort;
import klarsyn.data.Hints;
import klarsyn.data.Part;
import klarsyn.data.Source;
import klarsyn.data.file.FileName;
import klarsyn.data.file.Kind;
import klarsyn.format.signal.Signals;
import klarsyn.layout.name.Listing;
import klarsyn.layout.name.Recordings;

/** WFDB records: one header each, optionally with annotations. */
record WfdbLayout() implements Layout {

    @Override
    public String keyword() {
        return "wfdb";
    }

    @Override
    public String marks() {
        return "WFDB: NAME.hea with its signal files, and optionally NAME.atr with annotations";
    }

    @Override
    public boolean fits(Listing listing) {
        return listing.files().stream().anyMatch(WfdbLayout::isHeader)
                && listing.files().stream()
                        .noneMatch(file -> FileName.of(file).ending().equals(".img"));
    }

    private static boolean isHeader(Path file) {
        return FileName.of(file).ending().equals(".hea");
    }

    @Override
    public Cohort read(Listing listing, Hints hints) {
        List<Case> cases = new ArrayList<>();
        boolean marked = true;
        for (Path header : listing.files()) {
            if (isHeader(header)) {
                String id = FileName.path(header);
                Path marks = header.resolveSibling(FileName.of(header).stem() + ".atr");
                boolean has = listing.has(marks);
                marked &= has;
                cases.add(new Case(
                        id,
                        id,
                        List.of(new Source.Recording(listing.root().resolve(header))),
                        has ? new Case.Target.Marks(listing.root().resolve(marks)) : new Case.Target.Unknown(),
                        Part.ANY));
            }
        }
        if (cases.isEmpty()) {
            throw new DataException("there is no header (.hea)", Where.file(listing.root()), "add the record headers");
        }
        List<String> leads =
                Recordings.channelNames(Signals.readHeader(cases.getFirst().file()));
        return new Cohort(
                Listing.nameOf(listing.root()),
                listing.root(),
                "WFDB records" + (marked ? " with annotations (.atr)" : ""),
                Kind.SIGNAL,
                Optional.empty(),
                Cohort.channels(hints.channels().isEmpty() ? leads : hints.channels()),
                cases,
                List.of());
    }
}
