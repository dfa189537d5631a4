package klarsyn.layout.name;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Finds a model's channels by words in file names.
 *
 * @param names of the model's channels, in order
 */
public record ChannelNames(List<String> names) {

    /** Synonyms of MRI contrasts in public data sets. */
    private static final List<Set<String>> CONTRASTS = List.of(
            Set.of("t1", "t1n", "t1w"),
            Set.of("t1ce", "t1c", "t1gd", "t1post"),
            Set.of("t2", "t2w"),
            Set.of("flair", "t2f", "t2flair"));

    /** Copies the list. */
    public ChannelNames {
        names = List.copyOf(names);
    }

    /**
     * A channel found in a name.
     *
     * @param channel index, from 0
     * @param rest    the name without the channel word; may be empty
     */
    public record Match(int channel, String rest) {}

    public int count() {
        return names.size();
    }

    /** The channel named by a word of a file name; later words are tried first. */
    public Optional<Match> find(String stem) {
        List<String> words = words(stem);
        for (int i = words.size() - 1; i >= 0; i--) {
            String word = words.get(i).toLowerCase(Locale.ROOT);
            for (int channel = 0; channel < names.size(); channel++) {
                if (means(names.get(channel), word)) {
                    List<String> rest = new ArrayList<>(words);
                    rest.remove(i);
                    return Optional.of(new Match(channel, String.join("_", rest)));
                }
            }
        }
        return Optional.empty();
    }

    /** The contrast named by a word of a file name, whether or not the model has it. */
    public static boolean isContrast(String stem) {
        return words(stem).stream().map(word -> word.toLowerCase(Locale.ROOT)).anyMatch(ChannelNames::isContrastWord);
    }

    private static boolean isContrastWord(String word) {
        return CONTRASTS.stream().anyMatch(synonyms -> synonyms.contains(word));
    }

    /** Whether the model's only channel is one of several contrasts that a patient may have. */
    public boolean isOneContrast() {
        return names.size() == 1 && isContrastWord(plain(names.getFirst()));
    }

    private static boolean means(String name, String word) {
        String plain = plain(name);
        return plain.equals(word)
                || CONTRASTS.stream().anyMatch(synonyms -> synonyms.contains(plain) && synonyms.contains(word));
    }

    private static String plain(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]+", "");
    }

    private static List<String> words(String stem) {
        return Stream.of(stem.split("[^\\p{L}\\p{N}]+"))
                .filter(word -> !word.isEmpty())
                .toList();
    }
}
