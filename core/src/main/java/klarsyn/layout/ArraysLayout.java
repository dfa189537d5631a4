package klarsyn.layout;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import klarsyn.base.Count;
import klarsyn.base.DataException;
import klarsyn.base.Where;
import klarsyn.data.ArrayImage;
import klarsyn.data.Case;
import klarsyn.data.Cohort;
import klarsyn.data.Hints;
import klarsyn.data.ImageChannels;
import klarsyn.data.Part;
import klarsyn.data.Source;
import klarsyn.data.Task;
import klarsyn.data.file.FileName;
import klarsyn.data.file.Kind;
import klarsyn.format.array.NumericArrays;
import klarsyn.format.file.NumericArray;
import klarsyn.layout.name.Listing;
import klarsyn.layout.name.Splits;

/** Many images in one array with their classes in another: MedMNIST's npz and MNIST's IDX, with the official split. */
record ArraysLayout() implements Layout {

    private static final Pattern IDX = Pattern.compile("(train|t10k|test|val)-(images|labels)-?idx\\d-ubyte(\\.gz)?");
    private static final Pattern NPZ_KEY = Pattern.compile("(?:(train|val|valid|test)_)?(images|labels|x|y)");

    @Override
    public String keyword() {
        return "arrays";
    }

    @Override
    public String marks() {
        return "one .npz with train_images and train_labels …, or idx files train-images-idx3-ubyte and train-labels-…";
    }

    @Override
    public boolean fits(Listing listing) {
        return isIdx(listing) || npz(listing).size() == 1;
    }

    private static boolean isIdx(Listing listing) {
        return listing.top().stream()
                        .filter(file -> IDX.matcher(
                                        file.toString().replace('.', '-').replaceFirst("-gz$", ".gz"))
                                .matches())
                        .count()
                >= 2;
    }

    /** The npz files directly in a folder: each is a separate data set. */
    static List<Path> npz(Listing listing) {
        return listing.top().stream()
                .filter(file -> FileName.of(file).ending().equals(".npz"))
                .toList();
    }

    @Override
    public Cohort read(Listing listing, Hints hints) {
        boolean idx = isIdx(listing);
        if (!idx && npz(listing).isEmpty()) {
            throw new DataException(
                    "there is no .npz file and no pair of IDX files",
                    Where.file(listing.root()),
                    "store the images as " + marks());
        }
        Path root = idx ? listing.root() : listing.root().resolve(npz(listing).getFirst());
        List<Images> parts = idx ? ofIdx(listing) : ofNpz(root);
        if (parts.isEmpty()) {
            throw new DataException(
                    "no image array has a label array of the same length",
                    Where.file(root),
                    "use these names: " + marks());
        }
        SortedMap<Integer, Case.Target> targets = new TreeMap<>();
        List<Case> cases = new ArrayList<>();
        parts.forEach(images -> images.addTo(cases, targets));
        List<String> classes = targets.keySet().stream().map(String::valueOf).toList();
        int channels = parts.getFirst().image().channels();
        Kind kind = parts.stream().anyMatch(part -> part.image().shape().z() > 1) ? Kind.VOLUME : Kind.PICTURE;
        return new Cohort(
                Listing.nameOf(idx ? listing.root() : root).replaceFirst("\\.npz$", ""),
                root,
                (idx ? "idx arrays" : "npz arrays") + " of images and labels, in their official split",
                kind,
                Optional.of(Task.Classification.of("label", classes)),
                Cohort.channels(hints.channels().isEmpty() ? ImageChannels.names(kind, channels) : hints.channels()),
                cases,
                List.of());
    }

    private static List<Images> ofNpz(Path file) {
        Map<String, List<Integer>> shapes = NumericArrays.shapes(file);
        Map<String, String> inAnyCase = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        shapes.keySet().forEach(name -> inAnyCase.put(name, name));
        List<Images> parts = new ArrayList<>();
        for (Map.Entry<String, List<Integer>> entry : shapes.entrySet()) {
            Matcher key = NPZ_KEY.matcher(entry.getKey().toLowerCase(Locale.ROOT));
            if (key.matches() && (key.group(2).equals("images") || key.group(2).equals("x"))) {
                String prefix = key.group(1) == null ? "" : key.group(1) + "_";
                String labels = prefix + (key.group(2).equals("x") ? "y" : "labels");
                if (inAnyCase.containsKey(labels)) {
                    Part part = Splits.part(prefix.replace("_", "")).orElse(Part.ANY);
                    String cases = entry.getKey().replaceFirst("_images$", "");
                    NumericArray of = NumericArrays.read(file, inAnyCase.getOrDefault(labels, labels));
                    parts.add(Images.of(file, entry.getKey(), entry.getValue(), of, cases, part));
                }
            }
        }
        return parts;
    }

    private static List<Images> ofIdx(Listing listing) {
        Map<String, Path> images = new LinkedHashMap<>();
        Map<String, Path> labels = new LinkedHashMap<>();
        for (Path file : listing.top()) {
            Matcher name = IDX.matcher(file.toString().replace('.', '-').replaceFirst("-gz$", ".gz"));
            if (name.matches()) {
                (name.group(2).equals("images") ? images : labels)
                        .put(name.group(1), listing.root().resolve(file));
            }
        }
        String name = NumericArrays.UNNAMED;
        List<Images> parts = new ArrayList<>();
        images.forEach((side, file) -> {
            Path of = labels.get(side);
            if (of != null) {
                Part part = Splits.part(side).orElse(Part.TEST); // t10k
                List<Integer> shape = NumericArrays.shapes(file).getOrDefault(name, List.of());
                parts.add(Images.of(file, name, shape, NumericArrays.read(of, name), side, part));
            }
        });
        return parts;
    }

    /**
     * An array of images with its labels.
     *
     * @param name  of the array in its file
     * @param cases what the names of the cases begin with
     */
    private record Images(Path file, String name, ArrayImage image, NumericArray labels, String cases, Part part) {

        static Images of(Path file, String name, List<Integer> shape, NumericArray labels, String cases, Part part) {
            Where where = Where.of("%s, array %s".formatted(file, name));
            ArrayImage image = Optional.of(shape)
                    .filter(axes -> !axes.isEmpty())
                    .flatMap(axes -> ArrayImage.of(axes.subList(1, axes.size())))
                    .orElseThrow(() -> new DataException(
                            "an array of shape %s contains no images".formatted(NumericArray.describe(shape)),
                            where,
                            "store images as [N, H, W], [N, H, W, C] or [N, D, H, W]"));
            if (shape.getFirst() != labels.size()) {
                throw new DataException(
                        "there are %s and %s"
                                .formatted(Count.of(shape.getFirst(), "image"), Count.of(labels.size(), "label")),
                        where,
                        "store one label for each image");
            }
            return new Images(file, name, image, labels, cases, part);
        }

        /** One case for each image; cases of one class share their target. */
        void addTo(List<Case> all, Map<Integer, Case.Target> targets) {
            for (int i = 0; i < labels.size(); i++) {
                int label = label(i);
                Case.Target target =
                        targets.computeIfAbsent(label, value -> new Case.Target.Category(String.valueOf(value)));
                String id = "%s-%06d".formatted(cases, i);
                all.add(new Case(id, id, List.of(new Source.ArrayItem(file, name, i)), target, part));
            }
        }

        /** The class number of an image; fractional values are rejected instead of truncated to a class. */
        private int label(int image) {
            double value = labels.at(image);
            int label = (int) value;
            if (label != value) {
                throw new DataException(
                        "the label %s of image %d is no number of a class".formatted(value, image),
                        Where.of("%s, %s".formatted(file, name)),
                        "number the classes 0, 1, 2 …; values that are measured are learned from a table");
            }
            return label;
        }
    }
}
