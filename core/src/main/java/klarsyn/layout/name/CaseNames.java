package klarsyn.layout.name;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import klarsyn.data.Part;
import klarsyn.data.file.FileName;

/** Derives case names, patients and split parts from image paths. */
public final class CaseNames {

    /** At least this many folders without numbers in their names are patients; fewer are classes or sites. */
    private static final int MANY_FOLDERS = 6;

    /** {@code imagesTr}, {@code imagesTs}. */
    private static final Pattern DECATHLON = Pattern.compile("(?:images|labels)(Tr|Ts)");

    /** Words of folders that contain many patients. */
    private static final Pattern COLLECTION = Pattern.compile(
            "batch|site|center|centre|hospital|scanner|vendor|part|pt|fold|group|class|cohort|dataset|set|year");

    private final List<FilePairing.Group> groups;
    private final List<List<ImagePath>> images;

    /**
     * Names for cases in this order.
     *
     * @param images channels of each group
     */
    public CaseNames(List<FilePairing.Group> groups, List<List<ImagePath>> images) {
        this.groups = List.copyOf(groups);
        this.images = List.copyOf(images);
    }

    /** A name for each case, of the shortest unique kind. */
    public List<String> ids() {
        List<Function<Integer, String>> kinds = List.of(this::stem, this::keyPath, this::wholePath);
        for (Function<Integer, String> kind : kinds) {
            List<String> names =
                    IntStream.range(0, groups.size()).boxed().map(kind).toList();
            boolean usable = names.stream().noneMatch(String::isBlank);
            if (usable && new HashSet<>(names).size() == names.size()) {
                return names;
            }
        }
        return IntStream.range(0, groups.size()).mapToObj(this::wholePath).toList();
    }

    /** The file name, or the common prefix of the names of all channels. */
    private String stem(int index) {
        List<ImagePath> files = images.get(index);
        String common = files.getFirst().stem();
        for (ImagePath file : files) {
            while (!file.stem().startsWith(common)) {
                common = common.replaceFirst("[^\\p{L}\\p{N}]*(\\p{L}+|\\p{N}+|)[^\\p{L}\\p{N}]*$", "");
            }
        }
        return common.replaceFirst("[\\s_.-]+$", "");
    }

    /** The distinguishing folders and the file name, without those that name a role. */
    private String keyPath(int index) {
        ImagePath file = images.get(index).getFirst();
        List<String> key = groups.get(index).key();
        List<String> names = new ArrayList<>();
        for (int i = 0; i < file.components().size(); i++) {
            boolean isLast = i == file.components().size() - 1;
            if (file.components().get(i).stream().anyMatch(key::contains)) {
                names.add(isLast ? stem(index) : file.path().getName(i).toString());
            }
        }
        return String.join("/", names);
    }

    private String wholePath(int index) {
        return FileName.path(images.get(index).getFirst().path());
    }

    /** The patient of each case. */
    public List<String> patients(List<String> ids) {
        List<Optional<String>> folders =
                IntStream.range(0, groups.size()).mapToObj(this::patientFolder).toList();
        if (folders.stream().allMatch(Optional::isPresent)) {
            List<String> names = folders.stream().map(Optional::orElseThrow).toList();
            if (arePeople(names)) {
                return Patients.of(names);
            }
        }
        List<String> stems =
                IntStream.range(0, groups.size()).mapToObj(this::stem).toList();
        return Patients.of(new HashSet<>(stems).size() == stems.size() ? stems : ids);
    }

    /** Whether folders with these names may be patients. */
    public static boolean arePeople(Collection<String> folders) {
        Set<String> names = new HashSet<>(folders);
        return names.size() >= MANY_FOLDERS || names.stream().allMatch(name -> name.matches(".*\\d.*"));
    }

    /** The topmost distinguishing folder that is not a split part. */
    private Optional<String> patientFolder(int index) {
        ImagePath file = images.get(index).getFirst();
        List<String> key = groups.get(index).key();
        for (int i = 0; i < file.components().size() - 1; i++) {
            String name = file.path().getName(i).toString();
            boolean isCase = file.components().get(i).stream().anyMatch(key::contains);
            if (isCase && part(name).isEmpty() && !isCollection(name)) {
                return Optional.of(name);
            }
        }
        return Optional.empty();
    }

    private static boolean isCollection(String folder) {
        return NameWords.of(folder, NameWords.Cut.EVERYWHERE).stream()
                .anyMatch(word -> COLLECTION.matcher(word).matches());
    }

    /** The data set's own split, if given by its folders. */
    public List<Part> parts() {
        List<Part> parts =
                images.stream().map(files -> part(files.getFirst().path())).toList();
        boolean isSplit = parts.stream().distinct().count() > 1;
        return isSplit ? parts : parts.stream().map(part -> Part.ANY).toList();
    }

    private static Part part(Path path) {
        for (int i = 0; i < path.getNameCount() - 1; i++) {
            Optional<Part> part = part(path.getName(i).toString());
            if (part.isPresent()) {
                return part.get();
            }
        }
        return Part.ANY;
    }

    /** The split part in a folder name. */
    public static Optional<Part> part(String folder) {
        Matcher suffix = DECATHLON.matcher(folder);
        if (suffix.matches()) {
            return Splits.part(suffix.group(1));
        }
        Set<Part> parts = NameWords.of(folder, NameWords.Cut.AT_SEPARATORS).stream()
                .map(word -> word.replaceFirst("(?<=....)(data|set|images)$", ""))
                .filter(word -> word.length() > 2)
                .flatMap(word -> Splits.part(word).stream())
                .collect(Collectors.toSet());
        return parts.size() == 1 ? parts.stream().findFirst() : Optional.empty();
    }
}
