package klarsyn.format;

import java.util.Locale;
import java.util.Set;

/** Words that stand for a missing value in a column of numbers, in the languages that tables come in. */
final class MissingWords {

    private static final Set<String> WORDS = Set.of(
            "-", "--", "---", "–", "—", "−", "*", "**", "/", "x", "xx", "(leer)", "blank", "empty", "missing", "miss", "none",
            "nil", "n/d", "n.d.", "nd", "n.d", "n/a.", "n.a.", "n.a", "not available", "not applicable", "not done",
            "not determined", "not measured", "not tested", "not known", "not recorded", "not reported", "unknown", "unk",
            "unkn", "undetermined", "pending", "refused", "insufficient", "hemolyzed", "haemolysed", "hämolytisch",
            "nicht bestimmt", "nicht gemessen", "nicht erhoben", "nicht durchgeführt", "nicht bekannt", "n.b.", "nb",
            "n. b.", "n. a.", "k.a.", "k. a.", "ka", "k.a", "keine angabe", "keine angaben", "fehlt", "fehlend", "unbekannt",
            "entfällt", "ausstehend", "inconnu", "non fait", "non disponible", "manquant", "desconocido", "no disponible",
            "mancante", "non disponibile", "onbekend", "ukjent", "okänd", "ukendt", "#wert!", "#value!", "#div/0!", "#ref!",
            "#bezug!", "#num!", "#zahl!", "#name?", "#null!", "#nv", "#n/v", "<lod", "< lod", "<loq", "< loq", "<lloq", "bdl",
            "blq", "not detected", "n.n.", "nicht nachweisbar");

    /** Words that may as well name a class. */
    private static final Set<String> CLASSES =
            Set.of("none", "nil", "unknown", "unk", "x", "xx", "*", "**", "/", "nd", "nb", "ka", "unbekannt", "not detected",
                    "nicht nachweisbar", "pending", "refused", "undetermined", "blank", "empty", "miss");

    private MissingWords() {}

    /** Whether a word among texts stands for a missing value rather than for a class. */
    static boolean isNoClass(String word) {
        return contains(word) && !CLASSES.contains(word.strip().toLowerCase(Locale.ROOT));
    }

    static boolean contains(String word) {
        return WORDS.contains(word.strip().toLowerCase(Locale.ROOT));
    }
}
