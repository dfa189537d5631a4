package klarsyn.plan;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import klarsyn.base.Nearest;
import klarsyn.base.PlanException;
import klarsyn.base.Where;

/** Whose limits and rules a plan follows; what follows from the data is the same for all. */
public enum Preset {
    /** Klarsyn's: a network that learns most in the given time and memory. */
    KLARSYN,
    /** nnU-Net's default: a plain U-Net for 8 GB. */
    NNUNET,
    /** nnU-Net's residual encoder for 8 GB. */
    RESENC_M,
    /** nnU-Net's residual encoder for 24 GB. */
    RESENC_L,
    /** nnU-Net's residual encoder for 40 GB. */
    RESENC_XL;

    /**
     * The preset of a word such as {@code resenc-m}.
     *
     * @throws PlanException if there is none
     */
    public static Preset named(String word) {
        List<String> words = Stream.of(values()).map(Preset::word).toList();
        int index = words.indexOf(word.toLowerCase(Locale.ROOT));
        if (index < 0) {
            String hint =
                    Nearest.to(word, words).map("did you mean %s? "::formatted).orElse("");
            throw new PlanException(
                    "there is no preset " + word, Where.of("--preset"), hint + "one of " + String.join(", ", words));
        }
        return values()[index];
    }

    /** The word that a person writes, such as {@code resenc-m}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
