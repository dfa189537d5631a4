package klarsyn.data.label;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Finds structure names that fix an anatomical direction, by whole words in several languages.
 *
 * <p>Unambiguous words count alone: a mirrored "left kidney" would be a right one. Abbreviations and ambiguous words
 * count only if another name has the opposite ({@code L_Thalamus} and {@code R_Thalamus}). Medial and lateral, inner
 * and outer are unaffected by mirroring.
 */
final class SideNames {

    private SideNames() {}

    private enum Alone {
        COUNTS,
        NEEDS_OPPOSITE
    }

    private record Opposites(WorldAxis axis, Alone alone, Set<String> low, Set<String> high) {

        static Opposites of(WorldAxis axis, Alone alone, String low, String high) {
            return new Opposites(axis, alone, Set.of(low.split(" ", -1)), Set.of(high.split(" ", -1)));
        }

        boolean has(String word) {
            return low.contains(word) || high.contains(word);
        }

        boolean areOpposite(String one, String other) {
            return (low.contains(one) && high.contains(other)) || (high.contains(one) && low.contains(other));
        }
    }

    private static final List<Opposites> TABLE = List.of(
            Opposites.of(WorldAxis.X, Alone.COUNTS, "left", "right"),
            Opposites.of(
                    WorldAxis.X,
                    Alone.COUNTS,
                    "links linke linker linkes linken",
                    "rechts rechte rechter rechtes" + " rechten"),
            Opposites.of(WorldAxis.X, Alone.COUNTS, "gauche", "droit droite"),
            Opposites.of(WorldAxis.X, Alone.COUNTS, "izquierda izquierdo", "derecha derecho"),
            Opposites.of(WorldAxis.X, Alone.COUNTS, "esquerda esquerdo", "direita direito"),
            Opposites.of(
                    WorldAxis.X,
                    Alone.COUNTS,
                    "sinistra sinistro sinister sinistrum",
                    "destra destro dexter dextra dextrum"),
            Opposites.of(WorldAxis.X, Alone.COUNTS, "venstre vanster vanstra", "hoyre hojre hoger hogra"),
            Opposites.of(WorldAxis.X, Alone.NEEDS_OPPOSITE, "l lh lt lft", "r rh rt rgt"),
            Opposites.of(WorldAxis.Y, Alone.COUNTS, "posterior posteriore posterieur", "anterior anteriore anterieur"),
            Opposites.of(WorldAxis.Y, Alone.COUNTS, "dorsal", "ventral"),
            Opposites.of(
                    WorldAxis.Y,
                    Alone.COUNTS,
                    "hintere hinterer hinteres hinten",
                    "vordere vorderer vorderes" + " vorne vorn"),
            Opposites.of(WorldAxis.Y, Alone.NEEDS_OPPOSITE, "post pos back rear caudal", "ant front rostral"),
            Opposites.of(WorldAxis.Z, Alone.COUNTS, "inferior inferiore inferieur", "superior superiore superieur"),
            Opposites.of(
                    WorldAxis.Z,
                    Alone.COUNTS,
                    "lower untere unterer unteres unten",
                    "upper obere oberer oberes" + " oben"),
            Opposites.of(WorldAxis.Z, Alone.COUNTS, "nedre", "ovre"),
            Opposites.of(
                    WorldAxis.Z,
                    Alone.NEEDS_OPPOSITE,
                    "inf low bottom caudal",
                    "sup high top cranial rostral cephalic"));

    /** One entry for each pair of names that mirroring would swap, or name that has a side without its counterpart. */
    static List<Labels.Side> find(List<Labels.Label> labels) {
        Set<Labels.Side> found = new LinkedHashSet<>();
        for (Opposites opposites : TABLE) {
            for (Labels.Label label : labels) {
                for (String word : words(label.name())) {
                    if (opposites.has(word)) {
                        side(opposites, label, word, labels).ifPresent(found::add);
                    }
                }
            }
        }
        return found.stream()
                .sorted(Comparator.comparing(Labels.Side::axis)
                        .thenComparingInt(side -> side.labels().getFirst().value()))
                .toList();
    }

    /** Whether a word found by {@link #find} means the start of its axis: left, posterior, inferior. */
    static boolean isLow(WorldAxis axis, String word) {
        return TABLE.stream()
                .anyMatch(
                        opposites -> opposites.axis() == axis && opposites.low().contains(word));
    }

    private static Optional<Labels.Side> side(
            Opposites opposites, Labels.Label label, String word, List<Labels.Label> labels) {
        for (Labels.Label other : labels) {
            for (String opposite : words(other.name())) {
                if (opposites.areOpposite(word, opposite) && sameOtherwise(label, word, other, opposite)) {
                    boolean first = label.value() < other.value();
                    return Optional.of(new Labels.Side(
                            opposites.axis(),
                            first ? List.of(label, other) : List.of(other, label),
                            first ? List.of(word, opposite) : List.of(opposite, word)));
                }
            }
        }
        return opposites.alone() == Alone.COUNTS
                ? Optional.of(new Labels.Side(opposites.axis(), List.of(label), List.of(word)))
                : Optional.empty();
    }

    private static boolean sameOtherwise(Labels.Label label, String word, Labels.Label other, String opposite) {
        return without(label, word).equals(without(other, opposite));
    }

    private static List<String> without(Labels.Label label, String word) {
        List<String> rest = new ArrayList<>(words(label.name()));
        rest.remove(word);
        rest.sort(null);
        return rest;
    }

    /** Lower-case words without accents, also of camelCase; digits stay with their letters, so that L5 is not left. */
    static List<String> words(String name) {
        String parted =
                name.replaceAll("(?<=\\p{Ll})(?=\\p{Lu})", " ").replaceAll("(?<=\\p{Lu})(?=\\p{Lu}\\p{Ll})", " ");
        String plain = Normalizer.normalize(parted, Normalizer.Form.NFD)
                .replaceAll("\\p{M}", "")
                .toLowerCase(Locale.ROOT)
                .replace('ø', 'o');
        List<String> words = new ArrayList<>();
        for (String word : plain.split("[^\\p{L}\\p{N}]+", -1)) {
            if (!word.isEmpty()) {
                words.add(word);
            }
        }
        return words;
    }
}
