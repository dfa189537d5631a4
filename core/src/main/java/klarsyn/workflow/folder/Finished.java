package klarsyn.workflow.folder;

import java.nio.file.Path;
import java.util.List;
import klarsyn.base.Json;
import klarsyn.data.Units;
import klarsyn.evaluate.Evaluation;

/**
 * Results of a finished run or cross-validation.
 *
 * @param folder   with {@code report.html}, {@code metrics.json} and all other files
 * @param model    the model file; of a cross-validation the folder
 * @param test     of the held-out cases
 * @param baseline of the same cases
 * @param units    of lengths and sizes
 * @param metrics  content of {@code metrics.json}
 * @param remarks  notes on the results, one sentence each
 */
public record Finished(
        Path folder,
        Path model,
        Evaluation test,
        Evaluation baseline,
        Units units,
        Json metrics,
        List<String> remarks) {

    /** Copies the list. */
    public Finished {
        remarks = List.copyOf(remarks);
    }
}
