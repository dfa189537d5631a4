package klarsyn.layout.name;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import klarsyn.format.Images;

/** Recognizes label maps by file name. */
public final class MaskWords {

    private MaskWords() {}

    /**
     * Whether the first or last word of the file name, or the last word of a folder in its path, means a label map:
     * {@code case_seg.nii.gz}, {@code segmentation-0.nii}, {@code labelsTr/case.nii.gz}.
     *
     * @param relative to the folder given by the user, whose own name is ignored
     */
    public static boolean isMask(Path relative) {
        return isMaskName(Images.stem(relative)) || isInMaskFolder(relative);
    }

    /** Whether the file name alone means a label map. */
    public static boolean isMaskName(String stem) {
        List<String> words = words(stem);
        return !words.isEmpty() && (meansMask(words.getFirst()) || meansMask(words.getLast()));
    }

    private static boolean isInMaskFolder(Path relative) {
        for (int i = 0; i < relative.getNameCount() - 1; i++) {
            List<String> words = words(relative.getName(i).toString());
            if (!words.isEmpty() && meansMask(words.getLast())) {
                return true;
            }
        }
        return false;
    }

    private static boolean meansMask(String word) {
        return RoleWords.isAnnotation(word) || word.equals("pred");
    }

    /** Lower-case words without numbers: {@code kidney_instance-1_annotation-1} ends in {@code annotation}. */
    private static List<String> words(String name) {
        return Stream.of(name.toLowerCase(Locale.ROOT).split("[^\\p{L}]+"))
                .filter(word -> !word.isEmpty())
                .toList();
    }
}
