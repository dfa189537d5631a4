package klarsyn;

import java.nio.file.Path;
import klarsyn.base.Json;

/**
 * What a whole run left behind.
 *
 * @param folder     with {@code model.klarsyn}, {@code report.html}, {@code metrics.json} and the rest
 * @param evaluation of the held-out cases
 * @param metrics    what {@code metrics.json} holds
 */
public record RunResult(Path folder, Evaluation evaluation, Json metrics) {

    /** The page to look at. */
    public Path report() {
        return folder.resolve("report.html");
    }

    /** The trained model. */
    public Path model() {
        return folder.resolve("model.klarsyn");
    }
}
