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
import klarsyn.data.Labels;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes a model in another program's form. */
@Command(
        name = "export",
        description = {
            "Writes a model as a folder that nnU-Net v2 reads.",
            "Only a model that was trained by a preset or plans of nnU-Net can be read by it."
        },
        sortOptions = false,
        footer = {"", "Example: klarsyn export model.klarsyn --out nnUNetTrainer__mine__3d_fullres"})
final class ExportCommand implements Callable<Integer> {

    private final Session session;

    @Parameters(
            index = "0",
            paramLabel = "MODEL",
            description = "A .klarsyn file, or the folder of a cross-validation.")
    private Path model;

    @Option(names = "--out", paramLabel = "DIR", required = true, description = "A new folder.")
    private Path out;

    ExportCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        if (Files.exists(out)) {
            throw new DataException("there is something already", Where.file(out), "name a new folder with --out");
        }
        try (Model opened = Model.open(model)) {
            opened.export(out);
            tellWhatStaysBehind(opened);
        }
        session.print("written to %s; nnU-Net predicts with it: nnUNetv2_predict_from_modelfolder -m %s"
                .formatted(out, Shell.quote(out)));
        return 0;
    }

    private void tellWhatStaysBehind(Model opened) {
        Labels known = opened.plan().task().structures().orElseThrow();
        for (Set<Integer> mask : opened.postProcessing().masks()) {
            String labels = mask.stream()
                    .sorted()
                    .flatMap(value -> known.find(value).stream())
                    .map(Labels.Label::name)
                    .collect(Collectors.joining(", "));
            session.log("nnU-Net will keep every part of %s, where klarsyn predict keeps the largest alone"
                    .formatted(labels));
        }
    }
}
