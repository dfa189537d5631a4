package klarsyn.workflow;

import java.nio.file.Path;
import java.util.List;
import klarsyn.base.Json;
import klarsyn.data.Units;
import klarsyn.evaluate.Evaluation;

/**
 * What a finished run or cross-validation left behind.
 *
 * @param folder   with {@code report.html}, {@code metrics.json} and the rest
 * @param model    the trained model's file; of a cross-validation the folder
 * @param test     of the held-out cases
 * @param baseline of the same cases
 * @param units    of lengths and sizes
 * @param metrics  content of {@code metrics.json}
 * @param remarks  what else to know about the figures, one sentence each
 */
public record Finished(
        Path folder,
        Path model,
        Evaluation test,
        Evaluation baseline,
        Units units,
        Json metrics,
        List<String> remarks) {

    /** Keeps an own copy of the list. */
    public Finished {
        remarks = List.copyOf(remarks);
    }
}
