package klarsyn.app;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import klarsyn.Model;
import klarsyn.app.terminal.Session;
import klarsyn.app.terminal.Shell;
import klarsyn.base.DataException;
import klarsyn.base.Where;
import klarsyn.data.label.Labels;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Exports a model to another program's format. */
@Command(
        name = "export",
        description = {
            "Exports a model as a model folder of nnU-Net v2.",
            "Requires a model trained with a preset or plans of nnU-Net."
        },
        sortOptions = false,
        footer = {"", "Example: klarsyn export model.klarsyn --out nnUNetTrainer__mine__3d_fullres"})
final class ExportCommand implements Callable<Integer> {

    private final Session session;

    @Parameters(
            index = "0",
            paramLabel = "MODEL",
            description = "Model file (.klarsyn), or the folder of a cross-validation.")
    private Path model;

    @Option(names = "--out", paramLabel = "DIR", required = true, description = "New output folder.")
    private Path out;

    ExportCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        if (Files.exists(out)) {
            throw new DataException("the folder exists already", Where.file(out), "select a new folder with --out");
        }
        try (Model opened = Model.open(model)) {
            opened.export(out);
            logComponentDifferences(opened);
        }
        session.print("written to %s; predict with nnU-Net: nnUNetv2_predict_from_modelfolder -m %s"
                .formatted(out, Shell.quote(out)));
        return 0;
    }

    private void logComponentDifferences(Model opened) {
        Labels known = opened.plan().task().structures().orElseThrow();
        for (Set<Integer> mask : opened.postProcessing().masks()) {
            String labels = mask.stream()
                    .sorted()
                    .flatMap(value -> known.find(value).stream())
                    .map(Labels.Label::name)
                    .collect(Collectors.joining(", "));
            session.log("nnU-Net keeps all components of %s; klarsyn predict keeps only the largest".formatted(labels));
        }
    }
}
