package klarsyn.layout.mask;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import klarsyn.base.Where;
import klarsyn.data.Case;
import klarsyn.data.Cohort;
import klarsyn.data.Finding;
import klarsyn.data.Hints;
import klarsyn.data.ImageChannels;
import klarsyn.data.Task;
import klarsyn.data.file.FileKinds;
import klarsyn.data.file.Kind;
import klarsyn.data.label.LabelCoding;
import klarsyn.data.label.LabelSource;
import klarsyn.data.label.Labels;
import klarsyn.format.file.StoredValue;
import klarsyn.layout.name.Listing;

/** Creates a cohort of images and label maps without description: label values are found in the label maps. */
public final class MaskedImages {

    /** Maximum number of files listed in a finding. */
    private static final int SHOWN = 5;

    private MaskedImages() {}

    /**
     * Reads every label map for its values.
     *
     * @param word default name of a structure, such as {@code mask}
     * @param pairs at least one
     */
    public static Cohort cohort(
            Listing listing, Hints hints, String layout, String word, List<MaskPair> pairs, List<Finding> findings) {
        LabelDiscovery.Found found = hints.labels().isEmpty()
                ? LabelDiscovery.of(listing.root(), pairs, word)
                : new LabelDiscovery.Found(hints.labels(), List.of());
        SequencedMap<StoredValue, String> names = found.names();
        LabelCoding coding = LabelCoding.of(names.sequencedKeySet());
        List<Case> cases = pairs.stream().map(pair -> toCase(pair, coding)).toList();
        Kind kind = FileKinds.of(cases.getFirst().file()).orElse(Kind.VOLUME);
        return new Cohort(
                Listing.nameOf(listing.root()),
                listing.root(),
                layout + description(coding),
                kind,
                Optional.of(new Task.Segmentation(Labels.of(names.values().toArray(String[]::new)))),
                channels(hints, kind, cases),
                cases,
                Stream.concat(findings.stream(), found.findings().stream()).toList());
    }

    private static String description(LabelCoding coding) {
        return coding.isAsStored() ? "" : "; " + coding.description();
    }

    private static Case toCase(MaskPair pair, LabelCoding coding) {
        var labels = new LabelSource.LabelFile(pair.mask(), coding);
        return new Case(pair.id(), pair.patient(), pair.images(), new Case.Target.Mask(labels), pair.part());
    }

    /** Channels from the hints, otherwise by their kind and number. */
    public static List<Cohort.Channel> channels(Hints hints, Kind kind, List<Case> cases) {
        List<String> names = hints.channels();
        if (names.isEmpty()) {
            names = ImageChannels.names(kind, ImageChannels.count(cases));
        }
        return Cohort.channels(names);
    }

    /** Findings for images without label maps and label maps without images, which are ignored. */
    public static List<Finding> alone(Listing listing, List<Path> images, List<Path> masks) {
        List<Finding> findings = new ArrayList<>();
        findings.addAll(leftOut(
                listing,
                images,
                "an image without a label map",
                "images without a label map",
                "put the label map with the others, named like its image"));
        findings.addAll(leftOut(
                listing,
                masks,
                "a label map without an image",
                "label maps without an image",
                "put the image with the others, named like its label map"));
        return findings;
    }

    /** One finding for files that are ignored for one reason; none if there are none. */
    static List<Finding> leftOut(Listing listing, List<Path> files, String one, String several, String fix) {
        if (files.isEmpty()) {
            return List.of();
        }
        if (files.size() == 1) {
            Where where = Where.file(listing.root().resolve(files.getFirst()));
            return List.of(Finding.warning(where, one + ": it is ignored", fix));
        }
        String named = files.stream()
                .limit(SHOWN)
                .map(file -> file.toString().replace('\\', '/'))
                .collect(Collectors.joining(
                        ", ", "", files.size() > SHOWN ? " and %d more".formatted(files.size() - SHOWN) : ""));
        return List.of(Finding.warning(
                Where.file(listing.root()), "%d %s are ignored: %s".formatted(files.size(), several, named), fix));
    }
}
