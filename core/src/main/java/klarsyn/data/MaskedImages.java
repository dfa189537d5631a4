package klarsyn.data;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import klarsyn.base.DataException;
import klarsyn.base.Where;
import klarsyn.base.Workers;
import klarsyn.format.Images;
import klarsyn.image.LabelMap;

/** Makes a cohort of images and label maps that no file describes: the label maps themselves say which values there are. */
final class MaskedImages {

    /** More different values than this are no drawn structures but an intensity image. */
    private static final int MOST_VALUES = 255;

    /** Files that a finding names before it counts. */
    private static final int SHOWN = 5;

    private static final Set<String> LOSSY = Set.of(".jpg", ".jpeg");

    private MaskedImages() {}

    /**
     * Reads every label map for its values.
     *
     * @param word what one structure is called where nothing names it, such as {@code mask}
     * @param pairs at least one
     */
    static Cohort cohort(
            Listing listing, Hints hints, String layout, String word, List<MaskPair> pairs, List<Finding> findings) {
        SequencedMap<Integer, String> names = hints.labels().isEmpty() ? discovered(pairs, word) : hints.labels();
        LabelCoding coding = new LabelCoding(List.copyOf(names.sequencedKeySet()));
        List<Case> cases = pairs.stream().map(pair -> toCase(pair, coding)).toList();
        Kind kind = FileKinds.of(cases.getFirst().file()).orElse(Kind.VOLUME);
        return new Cohort(
                Listing.nameOf(listing.root()),
                listing.root(),
                layout + told(coding),
                kind,
                new Task.Segmentation(Labels.of(names.values().toArray(String[]::new))),
                channels(hints, kind, cases),
                cases,
                findings);
    }

    private static String told(LabelCoding coding) {
        return coding.isAsStored()
                ? ""
                : "; stored value%s %s %s"
                        .formatted(
                                coding.stored().size() == 1 ? "" : "s",
                                coding.stored().stream().map(String::valueOf).collect(Collectors.joining(", ")),
                                coding.stored().size() == 1
                                        ? "means label 1"
                                        : "mean labels 1 to " + coding.stored().size());
    }

    private static Case toCase(MaskPair pair, LabelCoding coding) {
        var labels = new LabelSource.LabelFile(pair.mask(), coding);
        return new Case(pair.id(), pair.patient(), pair.images(), new Case.Target.Mask(labels), pair.part());
    }

    /** Channels as a person names them, else by the kind and number of them. */
    static List<Cohort.Channel> channels(Hints hints, Kind kind, List<Case> cases) {
        List<String> names = hints.channels();
        if (names.isEmpty()) {
            names = FileKinds.channelNames(kind, FileKinds.channelCount(cases));
        }
        return Cohort.channels(names);
    }

    private static SequencedMap<Integer, String> discovered(List<MaskPair> pairs, String word) {
        Set<Integer> values = new TreeSet<>();
        List<Set<Integer>> each =
                new Workers(Runtime.getRuntime().availableProcessors()).map(pairs, MaskPair::id, MaskedImages::values);
        each.forEach(values::addAll);
        values.remove(0);
        if (values.isEmpty()) {
            throw new DataException(
                    "all label maps are empty, so there is nothing to find",
                    Where.file(pairs.getFirst().mask()),
                    "check that these are the label maps");
        }
        SequencedMap<Integer, String> names = new LinkedHashMap<>();
        for (int value : values) {
            names.put(value, values.size() == 1 ? word : "label " + value);
        }
        return names;
    }

    private static Set<Integer> values(MaskPair pair) {
        if (LOSSY.contains(FileName.of(pair.mask()).ending())) {
            throw new DataException(
                    "the label map is a JPEG, which changes values at every edge",
                    Where.of(pair.id(), pair.mask()),
                    "store label maps without loss: PNG, TIFF, NIfTI");
        }
        LabelMap map;
        try {
            map = Images.readLabels(pair.mask());
        } catch (DataException unreadable) {
            return Set.of(); // the pre-flight reads it again and says so, with all else that is wrong
        }
        Map<Integer, Long> counts = map.counts();
        if (counts.size() > MOST_VALUES) {
            throw new DataException(
                    "the label map holds %d different values, too many to be structures".formatted(counts.size()),
                    Where.of(pair.id(), pair.mask()),
                    "store label maps without loss (PNG, TIFF, NIfTI; JPEG changes values), a whole number a"
                            + " structure");
        }
        return new TreeMap<>(counts).keySet();
    }

    /** Findings for images without label maps and label maps without images; such are left out. */
    static List<Finding> alone(Listing listing, List<Path> images, List<Path> masks) {
        List<Finding> findings = new ArrayList<>();
        findings.addAll(leftOut(
                listing,
                images,
                "an image without a label map",
                "images without a label map",
                "put the label map beside the others, named like its image"));
        findings.addAll(leftOut(
                listing,
                masks,
                "a label map without an image",
                "label maps without an image",
                "put the image beside the others, named like its label map"));
        return findings;
    }

    /** One finding for files that have no part in the data set for one reason; none if there are none. */
    static List<Finding> leftOut(Listing listing, List<Path> files, String one, String several, String mend) {
        if (files.isEmpty()) {
            return List.of();
        }
        if (files.size() == 1) {
            Where where = Where.file(listing.root().resolve(files.getFirst()));
            return List.of(Finding.warning(where, one + ": it is left out", mend));
        }
        String named = files.stream()
                .limit(SHOWN)
                .map(file -> file.toString().replace('\\', '/'))
                .collect(Collectors.joining(", ", "", files.size() > SHOWN ? ", …" : ""));
        return List.of(Finding.warning(
                Where.file(listing.root()), "%d %s are left out: %s".formatted(files.size(), several, named), mend));
    }
}
