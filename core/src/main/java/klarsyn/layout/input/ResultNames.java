package klarsyn.layout.input;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import klarsyn.data.Source;
import klarsyn.data.file.FileName;

/** Names results uniquely: as short as possible, with folders where needed. */
final class ResultNames {

    /** File names that describe the image type, not the case: the folder name is used instead. */
    private static final Set<String> COMMON = Set.of(
            "image",
            "images",
            "img",
            "imaging",
            "scan",
            "volume",
            "vol",
            "data",
            "input",
            "orig",
            "original",
            "series",
            "dicom",
            "dcm",
            "anat",
            "ct",
            "cta",
            "cect",
            "mr",
            "mri",
            "pet",
            "us",
            "t1",
            "t1w",
            "t1n",
            "t1c",
            "t1ce",
            "t1gd",
            "t2",
            "t2w",
            "t2f",
            "flair",
            "dwi",
            "adc");

    private ResultNames() {}

    /**
     * An image whose name may not be unique yet.
     *
     * @param name   with slashes between folders
     * @param folder absolute or relative base of the name
     */
    record Unnamed(String name, List<Source> sources, Path folder) {

        /** Absolute paths of its files. */
        List<Path> files() {
            return new PredictionInput("image", sources)
                    .files().stream()
                            .map(file -> file.toAbsolutePath().normalize())
                            .toList();
        }
    }

    /**
     * Name of an image in a folder.
     *
     * @param root  the folder given by the user
     * @param place the image's folder, relative
     * @param stem  the image's own name
     * @param alone whether it is the only image in its folder
     */
    static String inFolder(Path root, Path place, String stem, boolean alone) {
        String folder = place.toString().replace('\\', '/');
        String last = String.valueOf(place.getFileName());
        boolean byFolder = stem.isEmpty()
                || (alone && (COMMON.contains(stem.toLowerCase(Locale.ROOT)) || stem.equalsIgnoreCase(last)));
        if (!byFolder) {
            return folder.isEmpty() ? stem : folder + "/" + stem;
        }
        Path own = root.toAbsolutePath().normalize().getFileName();
        return folder.isEmpty() ? (own == null ? "image" : own.toString()) : folder;
    }

    /** Gives images of the same name their files' endings, more and more of their folders, or a number. */
    static List<PredictionInput> of(List<Unnamed> images) {
        List<Unnamed> named = images;
        for (int round = 0; round < 64 && hasEqualNames(named); round++) {
            named = disambiguated(named);
        }
        return named.stream()
                .map(image -> new PredictionInput(image.name(), image.sources()))
                .toList();
    }

    private static boolean hasEqualNames(List<Unnamed> images) {
        return images.stream().map(ResultNames::key).distinct().count() < images.size();
    }

    private static List<Unnamed> disambiguated(List<Unnamed> images) {
        Map<String, List<Unnamed>> byName = images.stream().collect(Collectors.groupingBy(ResultNames::key));
        List<Unnamed> result = new ArrayList<>();
        for (Unnamed image : images) {
            List<Unnamed> same = byName.getOrDefault(key(image), List.of(image));
            boolean inOneFolder =
                    same.stream().map(other -> other.folder()).distinct().count() < same.size();
            boolean endingsDiffer =
                    same.stream().map(ResultNames::ending).distinct().count() > 1;
            if (same.size() == 1) {
                result.add(image);
            } else if (!inOneFolder) {
                result.add(withFolder(image));
            } else {
                result.add(endingsDiffer ? withEnding(image) : withNumber(image, 1 + same.indexOf(image)));
            }
        }
        return result;
    }

    private static Unnamed withEnding(Unnamed image) {
        String ending = ending(image).replace('.', '_');
        return new Unnamed(image.name() + (ending.isEmpty() ? "_" : ending), image.sources(), image.folder());
    }

    private static String ending(Unnamed image) {
        return FileName.of(image.files().getFirst()).ending();
    }

    /** Where folders differ in upper and lower case alone. */
    private static Unnamed withNumber(Unnamed image, int number) {
        return new Unnamed(image.name() + "_" + number, image.sources(), image.folder());
    }

    private static Unnamed withFolder(Unnamed image) {
        Path absolute = image.folder().toAbsolutePath().normalize();
        Path name = absolute.getFileName();
        Path parent = absolute.getParent();
        return name == null || parent == null
                ? withEnding(image)
                : new Unnamed(name + "/" + image.name(), image.sources(), parent);
    }

    /** Some file systems are case-insensitive. */
    private static String key(Unnamed image) {
        return image.name().toLowerCase(Locale.ROOT);
    }
}
