package klarsyn.train;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import klarsyn.base.Json;
import klarsyn.base.ModelException;
import klarsyn.base.Where;

/**
 * How far a training has come, beside weights and moments.
 *
 * @param step    steps made
 * @param seconds spent in training
 * @param allowed seconds that the training may take in all; 0 if it counts steps
 */
record Progress(long step, double seconds, double allowed) {

    static Progress start(double allowed) {
        return new Progress(0, 0, allowed);
    }

    String json() {
        SequencedMap<String, Object> members = new LinkedHashMap<>();
        members.put("step", step);
        members.put("seconds", seconds);
        members.put("allowed", allowed);
        return Json.of(members).indented();
    }

    static Progress parse(String json, Path origin) {
        try {
            if (Json.parse(json) instanceof Json.Members(SequencedMap<String, Json> members)) {
                return new Progress(
                        (long) number(members, "step"), number(members, "seconds"), number(members, "allowed"));
            }
            throw new IllegalArgumentException("no object");
        } catch (IllegalArgumentException broken) {
            throw new ModelException(
                    "the checkpoint does not say how far the training had come (" + broken.getMessage() + ")",
                    Where.file(origin),
                    "start the run anew",
                    broken);
        }
    }

    private static double number(SequencedMap<String, Json> members, String key) {
        if (members.get(key) instanceof Json.Numeric(java.math.BigDecimal value)) {
            return value.doubleValue();
        }
        throw new IllegalArgumentException(key + " is missing");
    }
}
