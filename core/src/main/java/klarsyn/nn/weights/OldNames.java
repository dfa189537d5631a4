package klarsyn.nn.weights;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import klarsyn.nn.Network;

/** Parameter names in model files of format 1, in which every network was a U-Net without a separate encoder. */
public final class OldNames {

    private static final Pattern NAME = Pattern.compile("(encoder|ups|gates|decoder|heads)(\\.\\d.*)");

    private static final Map<String, String> PARTS = Map.of(
            "encoder", "encoder.stages",
            "ups", "head.ups",
            "gates", "head.gates",
            "decoder", "head.stages",
            "heads", "head.outputs");

    private OldNames() {}

    /** The same tensors with the names of {@link Network}; other names are kept. */
    public static <T> SequencedMap<String, T> upgraded(Map<String, T> old) {
        SequencedMap<String, T> named = new LinkedHashMap<>();
        old.forEach((name, value) -> named.put(upgraded(name), value));
        return named;
    }

    private static String upgraded(String name) {
        Matcher old = NAME.matcher(name);
        return old.matches() ? PARTS.get(old.group(1)) + old.group(2) : name;
    }
}
