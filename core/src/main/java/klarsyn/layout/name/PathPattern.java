package klarsyn.layout.name;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import klarsyn.data.file.FileName;

/** The naming pattern of the files of a role: {@code NAME/NAME_seg.nii.gz}. */
public final class PathPattern {

    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}]+");

    private PathPattern() {}

    /** The path of a file with NAME instead of the words that identify its case. */
    public static String of(ImagePath file, List<String> key) {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < file.components().size(); i++) {
            boolean isLast = i == file.components().size() - 1;
            String name = isLast ? file.stem() : file.path().getName(i).toString();
            names.add(abstracted(name, key));
        }
        String ending = file.isSeries() ? "/*" : FileName.of(file.path()).ending();
        return String.join("/", names) + ending;
    }

    private static String abstracted(String name, List<String> key) {
        StringBuilder pattern = new StringBuilder();
        Matcher word = WORD.matcher(name);
        int end = 0;
        boolean inName = false;
        while (word.find()) {
            List<String> parts = NameWords.of(word.group(), NameWords.Cut.AT_SEPARATORS);
            boolean isKey = key.contains(parts.getLast());
            if (!isKey || !inName) {
                pattern.append(name, end, word.start());
                pattern.append(isKey ? named(word.group(), parts) : word.group());
            }
            inName = isKey;
            end = word.end();
        }
        String rest = name.substring(end);
        return pattern.append(inName ? rest.replaceFirst("^\\W+$", "") : rest)
                .toString()
                .replaceFirst("NAME\\)", "NAME");
    }

    /** Keeps the role of {@code label0001}. */
    private static String named(String word, List<String> parts) {
        return parts.size() == 1 ? "NAME" : word.substring(0, parts.getFirst().length()) + "NAME";
    }
}
