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

/** Options that select models and how they predict. */
final class Models {

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Parameters(
            index = "0",
            paramLabel = "MODEL",
            description = "Model file (.klarsyn), or the folder of a cross-validation or of an nnU-Net v2 model.")
    private Path model;

    @Option(
            names = "--with",
            paramLabel = "MODEL",
            split = ",",
            description = "Further models with the same labels; probabilities are averaged.")
    private List<Path> others = List.of();

    @Option(
            names = "--memory",
            paramLabel = "SIZE",
            converter = Amounts.OfMemory.class,
            description = "Memory limit of the process, such as 2G; larger images are rejected before prediction.")
    private @Nullable Long memory;

    @Option(
            names = "--mirror",
            description = "Also averages over mirrored images, along the axes mirrored in training. Doubles the time"
                    + " per axis and is usually slightly better.")
    private boolean mirror;

    @Option(
            names = "--no-mirror",
            description = "Disables mirroring if the model's plan uses it, as nnU-Net's plans do.")
    private boolean noMirror;

    /** Adds the models to the members of a JSON object. */
    void addTo(Map<String, @Nullable Object> result) {
        result.put("model", model.toString());
        if (!others.isEmpty()) {
            result.put("with", others.stream().map(Path::toString).toList());
        }
    }

    /** Rejects missing models and conflicting options. */
    void require() {
        if (mirror && noMirror) {
            throw new ParameterException(spec.commandLine(), "--mirror and --no-mirror cannot be combined");
        }
        all().forEach(Models::require);
    }

    /** Opens all models as one. The caller closes it. */
    Model open() {
        return Model.open(all());
    }

    /** The opened model with the requested options; logs those that take longer or have no effect. */
    Model configured(Model opened, Session session) {
        Model configured = mirrored(opened);
        if ((mirror || noMirror) && configured.passes() == opened.passes()) {
            session.log(noEffect(opened));
        }
        if (configured.passes() > 1) {
            session.log("each image is predicted %d times and averaged".formatted(configured.passes()));
        }
        return memory == null ? configured : configured.withMemory(memory);
    }

    /** Whether a memory limit is set. */
    boolean hasMemory() {
        return memory != null;
    }

    private Model mirrored(Model opened) {
        if (noMirror) {
            return opened.withoutMirroring();
        }
        return mirror ? opened.mirroring() : opened;
    }

    private String noEffect(Model opened) {
        if (noMirror) {
            return "--no-mirror has no effect: the model's plan does not use mirroring";
        }
        boolean trained = switch (opened.plan()) {
            case SegmentationPlan plan -> !plan.augmentation().mirrorAxes().isEmpty();
            case ClassificationPlan plan -> plan.augmentation().mirror() != Mirror.NEVER;
        };
        return !trained
                ? "--mirror has no effect: the model was trained without mirroring (augmentation.mirrorAxes in its"
                        + " plan)"
                : "--mirror has no effect: the model's plan uses mirroring already";
    }

    private List<Path> all() {
        return Stream.concat(Stream.of(model), others.stream()).toList();
    }

    private static void require(Path place) {
        if (!Files.exists(place)) {
            throw new ModelException(
                    "the file or folder does not exist",
                    Where.file(place),
                    "use a .klarsyn file, such as runs/hippocampus-7/model.klarsyn");
        }
    }
}
