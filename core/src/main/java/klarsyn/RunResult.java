package klarsyn;

import java.nio.file.Path;
import java.util.List;
import klarsyn.base.Json;
import klarsyn.data.Units;
import klarsyn.evaluate.Evaluation;
import klarsyn.workflow.folder.Finished;
import klarsyn.workflow.folder.RunFolder;

/**
 * Results of a run.
 *
 * @param folder   with {@code report.html}, {@code metrics.json} and all other files
 * @param model    the model file, or the folder of a cross-validation, which opens as an ensemble
 * @param test     of the held-out cases
 * @param baseline of the same cases
 * @param units    of lengths and sizes
 * @param metrics  content of {@code metrics.json}
 * @param remarks  notes on the results, one sentence each
 */
public record RunResult(
        Path folder,
        Path model,
        Evaluation test,
        Evaluation baseline,
        Units units,
        Json metrics,
        List<String> remarks) {

    /** Copies the list. */
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

    /** The path of the HTML report. */
    public Path report() {
        return new RunFolder(folder).report();
    }
}
