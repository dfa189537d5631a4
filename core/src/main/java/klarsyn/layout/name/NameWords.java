package klarsyn.layout.name;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Splits file and folder names into lower-case words: {@code BraTS20_Training_001} has three. */
public final class NameWords {

    private static final Pattern NUMBERED = Pattern.compile("(\\p{L}+)(\\d+)");
    private static final Pattern BOUNDARY = Pattern.compile(
            "(?<=\\p{L})(?=\\d)|(?<=\\d)(?=\\p{L})|(?<=\\p{Ll})(?=\\p{Lu})|(?<=\\p{Lu})(?=\\p{Lu}\\p{Ll})");

    private NameWords() {}

    /** Where names are split. */
    public enum Cut {
        /** At spaces and punctuation, and between a role and its number: {@code label0001}. */
        AT_SEPARATORS,
        /** Also between letters and digits and at capitals; numbers lose leading zeros. */
        EVERYWHERE
    }

    /** The words of one name. */
    public static List<String> of(String name, Cut cut) {
        List<String> words = new ArrayList<>();
        String composed = Normalizer.normalize(name, Normalizer.Form.NFC);
        for (String word : composed.split("[^\\p{L}\\p{N}]+", -1)) {
            if (!word.isEmpty()) {
                switch (cut) {
                    case AT_SEPARATORS -> addWhole(word.toLowerCase(Locale.ROOT), words);
                    case EVERYWHERE -> addParts(word, words);
                }
            }
        }
        return words;
    }

    private static void addWhole(String word, List<String> words) {
        Matcher numbered = NUMBERED.matcher(word);
        if (numbered.matches() && RoleWords.isRole(numbered.group(1))) {
            words.add(numbered.group(1));
            words.add(numbered.group(2));
        } else {
            words.add(word);
        }
    }

    private static void addParts(String word, List<String> words) {
        for (String part : BOUNDARY.split(word, -1)) {
            String lower = part.toLowerCase(Locale.ROOT);
            words.add(lower.matches("0*\\d+") ? lower.replaceFirst("^0+(?=\\d)", "") : lower);
        }
    }
}
