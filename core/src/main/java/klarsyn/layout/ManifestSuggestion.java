package klarsyn.layout;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.Set;
import java.util.stream.Collectors;
import klarsyn.data.Case;
import klarsyn.data.Cohort;
import klarsyn.data.Part;
import klarsyn.data.Source;
import klarsyn.data.Task;
import klarsyn.data.file.FileKinds;
import klarsyn.data.file.FileName;
import klarsyn.layout.name.ImagePath;
import klarsyn.layout.name.Listing;
import klarsyn.layout.name.NameWords;
import klarsyn.layout.name.RoleWords;

/** Suggests a table of associated files, to be edited and saved by the user. */
public final class ManifestSuggestion {

    private static final String HEADINGS = "mask,patient,split";

    private ManifestSuggestion() {}

    /**
     * The table of a data set as recognized, one line per case: images, target, patient, split.
     *
     * @return header first; empty for data sets without individual files, such as arrays and series
     */
    public static List<String> of(Cohort cohort) {
        boolean files = cohort.cases().stream()
                .flatMap(one -> one.sources().stream())
                .allMatch(Source.ImageFile.class::isInstance);
        if (!files) {
            return List.of();
        }
        return cohort.task()
                .map(task -> switch (task) {
                    case Task.Segmentation _ -> paired(cohort);
                    case Task.Classification _, Task.Regression _ -> List.<String>of();
                })
                .orElseGet(() -> lines(Listing.of(cohort.root()), Integer.MAX_VALUE));
    }

    private static List<String> paired(Cohort cohort) {
        List<String> lines = new ArrayList<>();
        int sources = cohort.cases().getFirst().sources().size();
        List<String> images = sources == 1
                ? List.of("image")
                : cohort.modalities().stream().limit(sources).toList();
        lines.add(String.join(",", images) + "," + HEADINGS);
        for (Case one : cohort.cases()) {
            List<String> fields = new ArrayList<>();
            one.sources().forEach(source -> fields.add(field(cohort.root().relativize(source.file()))));
            fields.add(field(cohort.root().relativize(one.labelFile())));
            fields.add(field(Path.of(one.patient())));
            fields.add(one.part() == Part.ANY ? "" : one.part().word());
            lines.add(String.join(",", fields));
        }
        return lines;
    }

    private static List<String> lines(Listing listing, int most) {
        List<ImagePath> files = listing.files().stream()
                .filter(FileKinds::isImage)
                .filter(file -> !listing.isSecondOfPair(file))
                .map(file -> ImagePath.of(file, List.of(file), NameWords.Cut.AT_SEPARATORS))
                .toList();
        List<ImagePath> masks =
                files.stream().filter(ManifestSuggestion::isMask).toList();
        List<ImagePath> images = files.stream().filter(file -> !isMask(file)).toList();
        SequencedMap<String, List<ImagePath>> folders = byFolder(images);
        List<String> channels = channels(folders);
        return channels.isEmpty()
                ? fileALine(images, masks, most)
                : folderALine(folders, channels, masks.isEmpty(), most);
    }

    private static SequencedMap<String, List<ImagePath>> byFolder(List<ImagePath> images) {
        SequencedMap<String, List<ImagePath>> folders = new LinkedHashMap<>();
        for (ImagePath image : images) {
            Path folder = image.path().getParent();
            String name = folder == null ? "" : folder.toString();
            folders.computeIfAbsent(name, any -> new ArrayList<>()).add(image);
        }
        return folders;
    }

    /** Common file names of several folders; empty if they differ. */
    private static List<String> channels(SequencedMap<String, List<ImagePath>> folders) {
        Set<List<String>> names = new HashSet<>();
        folders.values()
                .forEach(files -> names.add(files.stream().map(ImagePath::stem).toList()));
        boolean same = folders.size() > 1 && names.size() == 1;
        return same ? names.stream().findFirst().orElse(List.of()) : List.of();
    }

    private static List<String> folderALine(
            SequencedMap<String, List<ImagePath>> folders, List<String> channels, boolean unmasked, int most) {
        List<String> lines = new ArrayList<>();
        lines.add(String.join(",", channels) + (unmasked ? ",target,patient" : ",mask,patient"));
        folders.forEach((folder, files) -> {
            if (lines.size() <= most) {
                String images = files.stream().map(file -> field(file.path())).collect(Collectors.joining(","));
                lines.add("%s,,%s".formatted(images, field(Path.of(folder))));
            }
        });
        return lines;
    }

    private static List<String> fileALine(List<ImagePath> images, List<ImagePath> masks, int most) {
        List<String> lines = new ArrayList<>(List.of(masks.isEmpty() ? "image,target,patient" : "image,mask,patient"));
        for (ImagePath image : images) {
            if (lines.size() <= most) {
                String target = masks.isEmpty() ? "" : mostSimilar(image, masks);
                lines.add("%s,%s,%s".formatted(field(image.path()), target, field(Path.of(patient(image.path())))));
            }
        }
        return lines;
    }

    private static boolean isMask(ImagePath file) {
        return file.components().stream().flatMap(List::stream).anyMatch(RoleWords::isAnnotation);
    }

    /** Empty if no mask shares a distinguishing word. */
    private static String mostSimilar(ImagePath image, List<ImagePath> masks) {
        double best = 0;
        String found = "";
        for (ImagePath mask : masks) {
            double similarity = similarity(image.words(), mask.words());
            if (similarity > best && haveSameNumbers(image, mask)) {
                best = similarity;
                found = field(mask.path());
            }
        }
        return found;
    }

    /** Different numbers in both names, such as patient numbers, exclude a match. */
    private static boolean haveSameNumbers(ImagePath image, ImagePath mask) {
        Set<String> ours = numbers(image);
        Set<String> theirs = numbers(mask);
        return ours.containsAll(theirs) || theirs.containsAll(ours);
    }

    private static Set<String> numbers(ImagePath file) {
        Set<String> numbers = new HashSet<>(file.words());
        numbers.removeIf(word -> !word.matches("\\d+"));
        return numbers;
    }

    /** The subject folder in BIDS; otherwise the file name with its folders. */
    private static String patient(Path file) {
        for (Path folder : file) {
            if (folder.toString().startsWith("sub-") && !folder.equals(file.getFileName())) {
                return folder.toString();
            }
        }
        return FileName.path(file);
    }

    private static double similarity(List<String> one, List<String> other) {
        Set<String> shared = new HashSet<>(one);
        shared.retainAll(other);
        Set<String> all = new HashSet<>(one);
        all.addAll(other);
        return (double) shared.size() / all.size();
    }

    private static String field(Path path) {
        String text = path.toString().replace('\\', '/');
        return text.contains(",") || text.contains("\"") ? '"' + text.replace("\"", "\"\"") + '"' : text;
    }
}
