package klarsyn.layout;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import klarsyn.base.Count;
import klarsyn.base.DataException;
import klarsyn.base.Where;
import klarsyn.data.Case;
import klarsyn.data.Cohort;
import klarsyn.data.FileKinds;
import klarsyn.data.FileName;
import klarsyn.data.Hints;
import klarsyn.data.Kind;
import klarsyn.data.Part;
import klarsyn.data.Source;
import klarsyn.data.Task;
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
        Map<Part, Images> parts = idx ? ofIdx(listing) : ofNpz(root);
        List<Case> cases = new ArrayList<>();
        Set<Integer> values = new TreeSet<>();
        parts.forEach((part, images) -> images.addTo(cases, part, values));
        if (cases.isEmpty()) {
            throw new DataException(
                    "no image array has a label array of the same length",
                    Where.file(root),
                    "use these names: " + marks());
        }
        List<String> classes = values.stream().map(String::valueOf).toList();
        int channels = cases.getFirst().sources().getFirst().readImage().size();
        return new Cohort(
                Listing.nameOf(idx ? listing.root() : root).replaceFirst("\\.npz$", ""),
                root,
                (idx ? "idx arrays" : "npz arrays") + " of images and labels, in their official split",
                Kind.PICTURE,
                new Task.Classification("label", classes),
                Cohort.channels(
                        hints.channels().isEmpty() ? FileKinds.channelNames(Kind.PICTURE, channels) : hints.channels()),
                cases,
                List.of());
    }

    private static Map<Part, Images> ofNpz(Path file) {
        Map<String, NumericArray> arrays = NumericArrays.read(file);
        Map<Part, Images> parts = new LinkedHashMap<>();
        for (Map.Entry<String, NumericArray> entry : arrays.entrySet()) {
            Matcher key = NPZ_KEY.matcher(entry.getKey().toLowerCase(Locale.ROOT));
            if (key.matches() && (key.group(2).equals("images") || key.group(2).equals("x"))) {
                String prefix = key.group(1) == null ? "" : key.group(1) + "_";
                String labels = prefix + (key.group(2).equals("x") ? "y" : "labels");
                NumericArray of = arrays.get(labels);
                if (of != null) {
                    Part part = Splits.part(prefix.replace("_", "")).orElse(Part.ANY);
                    parts.put(part, Images.of(file, entry.getKey(), entry.getValue(), of));
                }
            }
        }
        return parts;
    }

    private static Map<Part, Images> ofIdx(Listing listing) {
        Map<String, Path> images = new LinkedHashMap<>();
        Map<String, Path> labels = new LinkedHashMap<>();
        for (Path file : listing.top()) {
            Matcher name = IDX.matcher(file.toString().replace('.', '-').replaceFirst("-gz$", ".gz"));
            if (name.matches()) {
                (name.group(2).equals("images") ? images : labels)
                        .put(name.group(1), listing.root().resolve(file));
            }
        }
        Map<Part, Images> parts = new LinkedHashMap<>();
        images.forEach((side, file) -> {
            Path of = labels.get(side);
            if (of != null) {
                Part part = Splits.part(side).orElse(Part.TEST); // t10k
                parts.put(part, Images.of(file, side, single(file), single(of)));
            }
        });
        return parts;
    }

    private static NumericArray single(Path file) {
        return NumericArrays.read(file).values().iterator().next();
    }

    private record Images(Path file, String name, NumericArray images, NumericArray labels) {

        static Images of(Path file, String name, NumericArray images, NumericArray labels) {
            if (images.length() != labels.size()) {
                throw new DataException(
                        "there are %s and %s"
                                .formatted(Count.of(images.length(), "image"), Count.of(labels.size(), "label")),
                        Where.of("%s, %s".formatted(file, name)),
                        "store one label for each image");
            }
            return new Images(file, name, images, labels);
        }

        void addTo(List<Case> cases, Part part, Set<Integer> values) {
            for (int i = 0; i < images.length(); i++) {
                int label = (int) labels.at(i);
                values.add(label);
                String id = "%s-%06d".formatted(name.replaceFirst("_images$", ""), i);
                cases.add(new Case(
                        id,
                        id,
                        List.of(new Source.ArrayItem(file, name, images, i)),
                        new Case.Target.Category(String.valueOf(label)),
                        part));
            }
        }
    }
}
