package klarsyn.app;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import klarsyn.app.terminal.FailureList;
import klarsyn.app.terminal.Session;
import klarsyn.base.Count;
import klarsyn.layout.input.PredictionInputs;
import klarsyn.tensor.EngineStart;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Predicts images. */
@Command(
        name = "predict",
        description = {
            "Segments or classifies images and prints a summary of each.",
            "Segmentations have the image's grid. If an image fails, the others are still predicted: failures are"
                    + " listed at the end, with exit code 2."
        },
        sortOptions = false,
        footer = {
            "",
            "IMAGES  image files; channels of one image are joined by commas:",
            "        t1.nii.gz,t2.nii.gz; DICOM series: the folder or any file of it; folders of",
            "        images, of series or of patients. Segmentations in them are skipped.",
            "",
            "Results of files are DIR/NAME_seg.nii.gz. Results of folders keep the path below",
            "the folder: DIR/s1/scan7_seg.nii.gz. DICOM series, and images with a generic name",
            "that are alone in their folder, such as case_1/imaging.nii.gz, are named after",
            "that folder: DIR/case_1_seg.nii.gz.",
            "",
            "Example: klarsyn predict model.klarsyn scan.nii.gz --out predictions",
            "         klarsyn predict model.klarsyn scan.nii.gz --out scan_seg.nii.gz",
            "         klarsyn predict model.klarsyn patients --out predictions"
        })
final class PredictCommand implements Callable<Integer> {

    private final Session session;

    @Mixin
    private Models models;

    @Parameters(
            index = "1..*",
            arity = "1..*",
            paramLabel = "IMAGES",
            description = "Image files and folders to predict; see below.")
    private List<String> images;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            required = true,
            description = "Output folder for the predictions, or the output file of a single segmentation, such as"
                    + " scan_seg.nii.gz.")
    private Path out;

    @Option(
            names = "--each-volume",
            description = "Predicts each volume of a file separately, such as the time points of a series, with a"
                    + " model of one channel. Results: NAME_vol0_seg.nii.gz and so on.")
    private boolean eachVolume;

    @Option(
            names = "--overwrite",
            description =
                    "Also replaces files next to the image that have the name of a result. Images are never replaced.")
    private boolean overwrite;

    @Option(names = "--json", description = "Prints the result as one JSON object.")
    private boolean json;

    PredictCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        models.require();
        try (EngineStart _ = EngineStart.inBackground();
                OpenedModel model = new OpenedModel(models, session)) {
            return report(predict(model));
        }
    }

    private record Done(PredictionBatch batch, PredictionInputs inputs) {}

    private Done predict(OpenedModel model) {
        try (PredictionProgress progress = PredictionProgress.start(session)) {
            PredictionInputs inputs = PredictionInputs.of(images, model::channels);
            inputs.notes().forEach(progress::log);
            SegmentationFiles files = SegmentationFiles.of(
                    out, inputs, overwrite ? SegmentationFiles.Overwrite.ALL : SegmentationFiles.Overwrite.RESULTS);
            PredictionBatch batch = new PredictionBatch(
                    model,
                    files,
                    eachVolume ? PredictionBatch.Volumes.EACH : PredictionBatch.Volumes.CHANNELS,
                    json ? PredictionBatch.Output.JSON : PredictionBatch.Output.LINES);
            batch.run(inputs, progress);
            return new Done(batch, inputs);
        }
    }

    private int report(Done done) {
        PredictionBatch batch = done.batch();
        PredictionInputs inputs = done.inputs();
        FailureList failures = batch.failures();
        int all = inputs.images().size() + inputs.failures().size();
        if (all == 1 && !failures.isEmpty()) {
            throw failures.first();
        }
        if (json) {
            session.print(json(batch, inputs));
        }
        if (!failures.isEmpty()) {
            session.log("klarsyn: %d of %s failed:".formatted(failures.count(), Count.of(all, "image")));
            failures.lines().forEach(line -> session.log("  " + line));
        }
        return failures.exitCode();
    }

    private Map<String, @Nullable Object> json(PredictionBatch batch, PredictionInputs inputs) {
        Map<String, @Nullable Object> result = new LinkedHashMap<>();
        models.addTo(result);
        result.put("cases", batch.results());
        result.put("failed", batch.failures().json());
        result.put("notes", inputs.notes());
        return result;
    }
}
