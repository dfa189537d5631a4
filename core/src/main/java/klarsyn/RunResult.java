package klarsyn;

import java.nio.file.Path;
import java.util.List;
import klarsyn.base.Json;
import klarsyn.data.Units;
import klarsyn.evaluate.Evaluation;
import klarsyn.workflow.Finished;
import klarsyn.workflow.RunFolder;

/**
 * What a whole run left behind.
 *
 * @param folder   with {@code report.html}, {@code metrics.json} and the rest
 * @param model    the trained model's file; of a cross-validation the folder, whose models predict together
 * @param test     of the held-out cases
 * @param baseline of the same cases
 * @param units    of lengths and sizes
 * @param metrics  content of {@code metrics.json}
 * @param remarks  what else to know about the figures, one sentence each
 */
public record RunResult(
        Path folder,
        Path model,
        Evaluation test,
        Evaluation baseline,
        Units units,
        Json metrics,
        List<String> remarks) {

    /** Keeps an own copy of the list. */
    public RunResult {
        remarks = List.copyOf(remarks);
    }

    static RunResult of(Finished finished) {
        return new RunResult(
                finished.folder(),
                finished.model(),
                finished.test(),
                finished.baseline(),
                finished.units(),
                finished.metrics(),
                finished.remarks());
    }

    /** The page to look at. */
    public Path report() {
        return new RunFolder(folder).report();
    }
}
