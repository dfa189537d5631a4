package klarsyn.layout.name;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import klarsyn.data.file.FileName;

/**
 * An image with the words of its path; a folder of DICOM slices counts as one.
 *
 * @param path       relative to the data set folder
 * @param files      itself, or the slices of the folder, also relative
 * @param components words of each folder and of the file stem, in order
 */
public record ImagePath(Path path, List<Path> files, List<List<String>> components) {

    public ImagePath {
        files = List.copyOf(files);
        components = components.stream().map(List::copyOf).toList();
    }

    public static ImagePath of(Path path, List<Path> files, NameWords.Cut cut) {
        List<List<String>> components = new ArrayList<>();
        for (int i = 0; i < path.getNameCount() - 1; i++) {
            components.add(NameWords.of(path.getName(i).toString(), cut));
        }
        components.add(NameWords.of(last(path, files), cut));
        return new ImagePath(path, files, components);
    }

    private static String last(Path path, List<Path> files) {
        return files.equals(List.of(path)) ? FileName.of(path).stem() : String.valueOf(path.getFileName());
    }

    public boolean isSeries() {
        return !files.equals(List.of(path));
    }

    public String stem() {
        return last(path, files);
    }

    /** All words in order, without those of a folder whose name the path repeats later. */
    public List<String> words() {
        List<String> words = new ArrayList<>();
        for (int i = 0; i < components.size(); i++) {
            if (!isRepeated(components.get(i), components.subList(i + 1, components.size()))) {
                words.addAll(components.get(i));
            }
        }
        return words;
    }

    /** A single word counts only if a later name starts with it: {@code 2/1_2} is slice 1_2 of 2. */
    private static boolean isRepeated(List<String> folder, List<List<String>> later) {
        return !folder.isEmpty()
                && later.stream().anyMatch(words -> {
                    int at = Collections.indexOfSubList(words, folder);
                    return at == 0 || (at > 0 && folder.size() > 1);
                });
    }
}
