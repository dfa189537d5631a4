package klarsyn.data;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import klarsyn.base.DataException;
import klarsyn.base.Where;

/** Images in one folder and label maps of the same names in another; perhaps below {@code train}, {@code val}, {@code test}. */
record PairedFoldersLayout() implements Layout {

    private static final Set<String> IMAGES = Set.of("images", "image", "imgs", "img", "scans", "imagestr", "volumes");
    private static final Set<String> LABELS = Set.of(
            "labels",
            "label",
            "masks",
            "mask",
            "segmentations",
            "segmentation",
            "annotations",
            "gt",
            "groundtruth",
            "ground_truth",
            "manual",
            "labelstr",
            "1st_manual");
    private static final Pattern LABEL_SUFFIX =
            Pattern.compile("(.+?)[_-](mask|masks|label|labels|seg|segmentation|gt|manual|1sthO|2ndHO)");
    private static final Pattern CHANNEL = Pattern.compile("(.+)_(\\d{4})");

    @Override
    public String keyword() {
        return "images-and-labels";
    }

    @Override
    public String marks() {
        return "folders images and labels (or masks) with files of the same names";
    }

    @Override
    public boolean fits(Listing listing) {
        return sides(listing).stream()
                .anyMatch(side -> Folders.in(side.listing()).isPresent());
    }

    @Override
    public Cohort read(Listing listing, Hints hints) {
        List<MaskPair> pairs = new ArrayList<>();
        List<Finding> findings = new ArrayList<>();
        String word = "mask";
        String told = "";
        for (Side side : sides(listing)) {
            Optional<Folders> folders = Folders.in(side.listing());
            if (folders.isPresent()) {
                pair(side, folders.get(), pairs, findings);
                word = singular(folders.get().labels());
                told = "%s/ with %s/"
                        .formatted(folders.get().images(), folders.get().labels());
            }
        }
        if (pairs.isEmpty()) {
            throw new DataException(
                    "no image has a label map of the same name", Where.file(listing.root()), "name them alike");
        }
        return MaskedImages.cohort(
                listing,
                hints,
                "images and label maps of the same names: " + told,
                word,
                withPatients(pairs),
                findings);
    }

    /** Files by their names, of one side of a split. */
    private static void pair(Side side, Folders folders, List<MaskPair> pairs, List<Finding> findings) {
        Listing listing = side.listing();
        Map<String, List<Path>> images = new TreeMap<>();
        Listing imageFolder = listing.in(folders.images());
        boolean numbered = isNumbered(imageFolder);
        for (Path file : imageFolder.files()) {
            if (FileKinds.isImage(file)) {
                images.computeIfAbsent(caseName(file, numbered), name -> new ArrayList<>())
                        .add(imageFolder.root().resolve(file));
            }
        }
        Map<String, Path> masks = new LinkedHashMap<>();
        Listing labelFolder = listing.in(folders.labels());
        for (Path file : labelFolder.files()) {
            if (FileKinds.isImage(file)) {
                masks.put(maskName(file, images.keySet()), labelFolder.root().resolve(file));
            }
        }
        images.forEach((name, files) -> {
            if (masks.containsKey(name)) {
                Path mask = masks.remove(name);
                pairs.add(new MaskPair(side.prefix() + name, name, files, mask, side.part()));
            } else {
                findings.addAll(MaskedImages.alone(listing, files, List.of()));
            }
        });
        findings.addAll(MaskedImages.alone(listing, List.of(), masks.values()));
    }

    private static boolean isNumbered(Listing images) {
        List<Path> files = images.files().stream().filter(FileKinds::isImage).toList();
        return !files.isEmpty()
                && files.stream()
                        .allMatch(file -> CHANNEL.matcher(FileName.path(file)).matches());
    }

    private static String caseName(Path file, boolean numbered) {
        String name = FileName.path(file);
        Matcher channel = CHANNEL.matcher(name);
        return numbered && channel.matches() ? channel.group(1) : name;
    }

    private static String maskName(Path file, Set<String> images) {
        String name = FileName.path(file);
        Matcher suffix = LABEL_SUFFIX.matcher(name);
        return !images.contains(name) && suffix.matches() ? suffix.group(1) : name;
    }

    private static List<MaskPair> withPatients(List<MaskPair> pairs) {
        List<String> patients =
                Patients.of(pairs.stream().map(MaskPair::patient).toList());
        List<MaskPair> named = new ArrayList<>();
        for (int i = 0; i < pairs.size(); i++) {
            MaskPair pair = pairs.get(i);
            named.add(new MaskPair(pair.id(), patients.get(i), pair.images(), pair.mask(), pair.part()));
        }
        return named;
    }

    private static String singular(String folder) {
        String lower = folder.toLowerCase(Locale.ROOT);
        return lower.startsWith("mask") ? "mask" : "label";
    }

    /** The folder itself, and those below that are named as a side of a split. */
    private static List<Side> sides(Listing listing) {
        List<Side> sides = new ArrayList<>();
        sides.add(new Side(listing, Part.ANY, ""));
        for (String folder : listing.folders()) {
            Splits.part(folder).ifPresent(part -> sides.add(new Side(listing.in(folder), part, folder + "/")));
        }
        return sides;
    }

    private record Side(Listing listing, Part part, String prefix) {}

    private record Folders(String images, String labels) {

        static Optional<Folders> in(Listing listing) {
            Set<String> found = new TreeSet<>(listing.folders());
            Optional<String> images = one(found, IMAGES);
            Optional<String> labels = one(found, LABELS);
            return images.flatMap(image -> labels.map(label -> new Folders(image, label)));
        }

        private static Optional<String> one(Set<String> folders, Set<String> words) {
            return folders.stream()
                    .filter(folder -> words.contains(folder.toLowerCase(Locale.ROOT)))
                    .findFirst();
        }
    }
}
