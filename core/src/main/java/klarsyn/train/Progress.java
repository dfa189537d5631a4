package klarsyn.train;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import klarsyn.base.Json;
import klarsyn.base.JsonReader;
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

    /** @throws klarsyn.base.ModelException naming the key that is missing or wrong */
    static Progress parse(String json, Path origin) {
        JsonReader progress = JsonReader.parse(json, Where.file(origin), JsonReader.Problem.MODEL);
        return new Progress(
                (long) progress.member("step").number(),
                progress.member("seconds").number(),
                progress.member("allowed").number());
    }
}
