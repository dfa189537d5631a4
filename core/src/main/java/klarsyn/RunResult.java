package klarsyn;

import java.nio.file.Path;
import java.util.List;
import klarsyn.base.Json;
import klarsyn.data.Units;
import klarsyn.evaluate.SegmentationEvaluation;

/**
 * What a whole run left behind.
 *
 * @param folder  with {@code report.html}, {@code metrics.json} and the rest
 * @param model   the trained model's file; of a cross-validation the folder, whose models predict together
 * @param scores  of the held-out cases
 * @param units   what lengths and sizes are told in
 * @param metrics what {@code metrics.json} holds
 * @param remarks what else is to be known of the figures, a sentence each
 */
public record RunResult(
        Path folder, Path model, SegmentationEvaluation scores, Units units, Json metrics, List<String> remarks) {

    /** Keeps an own copy of the list. */
    public RunResult {
        remarks = List.copyOf(remarks);
    }

    /** The page to look at. */
    public Path report() {
        return new RunFolder(folder).report();
    }
}
