package klarsyn.app;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import klarsyn.Model;
import klarsyn.app.terminal.Amounts;
import klarsyn.app.terminal.Session;
import klarsyn.base.ModelException;
import klarsyn.base.Where;
import klarsyn.plan.ClassificationPlan;
import klarsyn.plan.PictureAugmentation.Mirror;
import klarsyn.plan.SegmentationPlan;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The options by which models are named and told how to predict. */
final class Models {

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Parameters(
            index = "0",
            paramLabel = "MODEL",
            description = "A .klarsyn file, or the folder of a cross-validation or of a model of nnU-Net v2.")
    private Path model;

    @Option(
            names = "--with",
            paramLabel = "MODEL",
            split = ",",
            description = "Further models of the same labels: their probabilities are averaged.")
    private List<Path> others = List.of();

    @Option(
            names = "--memory",
            paramLabel = "SIZE",
            converter = Amounts.OfMemory.class,
            description = "Largest memory of the process, such as 2G: an image that does not fit is refused before it"
                    + " begins.")
    private @Nullable Long memory;

    @Option(
            names = "--mirror",
            description = "Also averages over mirrored images, along the axes along which the model was trained with"
                    + " mirroring: twice the time for each axis, usually a little better.")
    private boolean mirror;

    @Option(
            names = "--no-mirror",
            description = "Leaves mirror images out where the model's plan asks for them, as nnU-Net's do.")
    private boolean noMirror;

    /** Names them in what is printed as JSON. */
    void addTo(Map<String, @Nullable Object> result) {
        result.put("model", model.toString());
        if (!others.isEmpty()) {
            result.put("with", others.stream().map(Path::toString).toList());
        }
    }

    /** Refuses a model that is not there, and wishes that exclude each other. */
    void require() {
        if (mirror && noMirror) {
            throw new ParameterException(
                    spec.commandLine(), "--mirror and --no-mirror exclude each other: give one of them");
        }
        all().forEach(Models::require);
    }

    /** Opens them as one; whoever asks closes it. */
    Model open() {
        return Model.open(all());
    }

    /** What was opened, predicting as was asked for; it says so if that costs more, or is nothing new. */
    Model asked(Model opened, Session session) {
        Model asked = mirrored(opened);
        if ((mirror || noMirror) && asked.passes() == opened.passes()) {
            session.log(nothingNew(opened));
        }
        if (asked.passes() > 1) {
            session.log("each part of an image is computed %d times".formatted(asked.passes()));
        }
        return memory == null ? asked : asked.withMemory(memory);
    }

    /** Whether the memory was limited. */
    boolean hasMemory() {
        return memory != null;
    }

    private Model mirrored(Model opened) {
        if (noMirror) {
            return opened.withoutMirroring();
        }
        return mirror ? opened.mirroring() : opened;
    }

    private String nothingNew(Model opened) {
        if (noMirror) {
            return "--no-mirror changes nothing: the model's plan asks for no mirror images";
        }
        boolean trained = switch (opened.plan()) {
            case SegmentationPlan plan -> !plan.augmentation().mirrorAxes().isEmpty();
            case ClassificationPlan plan -> plan.augmentation().mirror() != Mirror.NEVER;
        };
        return !trained
                ? "--mirror changes nothing: the model was not trained on mirror images (augmentation.mirrorAxes in"
                        + " its plan)"
                : "--mirror changes nothing: the model's plan asks for its mirror images already";
    }

    private List<Path> all() {
        return Stream.concat(Stream.of(model), others.stream()).toList();
    }

    private static void require(Path place) {
        if (!Files.exists(place)) {
            throw new ModelException(
                    "there is no such file or folder",
                    Where.file(place),
                    "name a .klarsyn file, such as runs/hippocampus-7/model.klarsyn");
        }
    }
}
