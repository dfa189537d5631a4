package klarsyn.plan;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import klarsyn.base.Nearest;
import klarsyn.base.PlanException;
import klarsyn.base.Where;

/** Limits and rules of a planner; the rules that depend only on the data are the same for all. */
public enum Preset {
    /** Klarsyn: the network that learns most within time and memory. */
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
     * Parses a name such as {@code resenc-m}.
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
                    "unknown preset " + word, Where.of("--preset"), hint + "one of " + String.join(", ", words));
        }
        return values()[index];
    }

    /** The name on the command line, such as {@code resenc-m}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
