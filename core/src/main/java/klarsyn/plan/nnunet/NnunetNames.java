package klarsyn.plan.nnunet;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import klarsyn.prepare.Normalization.Scheme;

/** nnU-Net's class names of normalization schemes. */
final class NnunetNames {

    private static final Map<Scheme, String> SCHEMES = new EnumMap<>(Map.of(
            Scheme.Z_SCORE, "ZScoreNormalization",
            Scheme.CT, "CTNormalization",
            Scheme.NONE, "NoNormalization",
            Scheme.ZERO_TO_ONE, "RescaleTo01Normalization",
            Scheme.RGB, "RGBTo01Normalization"));

    private NnunetNames() {}

    static String of(Scheme scheme) {
        return String.valueOf(SCHEMES.get(scheme));
    }

    static Optional<Scheme> scheme(String name) {
        return SCHEMES.entrySet().stream()
                .filter(entry -> entry.getValue().equals(name))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    static List<String> schemes() {
        return List.copyOf(SCHEMES.values());
    }
}
