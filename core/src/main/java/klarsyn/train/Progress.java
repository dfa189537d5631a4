package klarsyn.train;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import klarsyn.base.Json;
import klarsyn.base.ModelException;
import klarsyn.base.Where;

/**
 * Progress of a training, in addition to weights and moments.
 *
 * @param step    completed steps
 * @param seconds spent in training
 * @param allowed time limit of the training in seconds; 0 if it counts steps
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
            throw new IllegalArgumentException("not an object");
        } catch (IllegalArgumentException broken) {
            throw new ModelException(
                    "the checkpoint does not contain the progress of the training (" + broken.getMessage() + ")",
                    Where.file(origin),
                    "start a new run",
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
