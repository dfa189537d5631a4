package klarsyn.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.concurrent.Callable;
import klarsyn.Model;
import klarsyn.base.DataException;
import klarsyn.base.OutputFolder;
import klarsyn.base.Where;
import klarsyn.data.Labels.Label;
import klarsyn.data.Units;
import klarsyn.format.Images;
import klarsyn.image.Volume;
import klarsyn.predict.Prediction;
import klarsyn.tensor.Engine;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Segments images. */
@Command(
        name = "predict",
        description = {
            "Segments images, each in its own grid, and prints the volumes in ml, of pictures the",
            "areas in thousand pixels (kpx)."
        },
        sortOptions = false,
        footer = {
            "",
            "Channels of one examination are joined by commas: t1.nii.gz,t2.nii.gz",
            "",
            "Example: klarsyn predict model.klarsyn scan.nii.gz --out segmented"
        })
final class PredictCommand implements Callable<Integer> {

    /** Voxels, times how often each is computed, from which on a prediction may take long or much memory. */
    private static final int LARGE = 1 << 24;

    private final Session session;

    @Mixin
    private Models models;

    @Parameters(index = "1..*", arity = "1..*", paramLabel = "FILES", description = "Images to be segmented.")
    private List<String> images;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            required = true,
            description = "Folder for the segmentations, NAME_seg.nii.gz for each image.")
    private Path out;

    @Option(names = "--json", description = "The result as one JSON object.")
    private boolean json;

    PredictCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        List<InputImage> inputs = images.stream().map(InputImage::parse).toList();
        models.require();
        new OutputFolder(out).requireWritable();
        requireOutputs(inputs);
        inputs.forEach(InputImage::requireReadable);
        // While the libraries load, the first image is read.
        Thread.ofPlatform().daemon().start(Engine::load);
        List<Volume> first = inputs.getFirst().read();
        List<Object> results = new ArrayList<>();
        try (Model opened = models.open()) {
            Model asked = models.asked(opened, session);
            tellForecast(asked, first.getFirst());
            for (InputImage input : inputs) {
                results.add(segment(input, results.isEmpty() ? first : input.read(), asked));
            }
        }
        if (json) {
            Map<String, @Nullable Object> result = new LinkedHashMap<>();
            models.addTo(result);
            result.put("cases", results);
            session.print(result);
        }
        return 0;
    }

    /** Of an image that is done in a moment nobody needs to know beforehand. */
    private void tellForecast(Model asked, Volume first) {
        if (models.hasMemory() || (long) first.geometry().shape().voxels() * asked.passes() >= LARGE) {
            session.say(asked.forecast(first.geometry()).toString());
        }
    }

    private Map<String, @Nullable Object> segment(InputImage input, List<Volume> channels, Model opened) {
        Prediction prediction = predict(input, channels, opened);
        Path file = out.resolve(input.segmentationName());
        Images.writeOnGridOf(prediction.labels(), input.files().getFirst(), file);
        Units units = Units.of(input.files().getFirst(), channels.getFirst().spacing());
        Map<String, @Nullable Object> sizes = new LinkedHashMap<>();
        StringJoiner words = new StringJoiner(", ");
        for (Label label : opened.labels().foreground()) {
            double ml = prediction.volumeMl(label);
            sizes.put(label.name(), ml);
            words.add("%s %s %s".formatted(label.name(), Figures.of(ml), units.size()));
        }
        if (!json) {
            session.print(file + ": " + words);
        }
        Map<String, @Nullable Object> result = new LinkedHashMap<>();
        result.put("image", input.files().stream().map(Path::toString).toList());
        result.put("segmentation", file.toString());
        result.put("volume_ml", sizes);
        result.put("lengths_in", units.length());
        return result;
    }

    private static Prediction predict(InputImage input, List<Volume> channels, Model opened) {
        try {
            return opened.predict(channels);
        } catch (DataException nameless) {
            throw new DataException(nameless.what(), Where.of(input.toString()), nameless.mend(), nameless);
        }
    }

    private void requireOutputs(List<InputImage> inputs) {
        Map<String, InputImage> names = new HashMap<>();
        for (InputImage input : inputs) {
            InputImage other = names.putIfAbsent(input.segmentationName(), input);
            if (other != null) {
                throw new DataException(
                        "%s and %s would both be written to %s".formatted(other, input, input.segmentationName()),
                        Where.of("FILES"),
                        "predict them into two folders");
            }
        }
        for (InputImage input : inputs) {
            for (Path file : input.files()) {
                names.keySet().forEach(name -> requireOther(out.resolve(name), file));
            }
        }
    }

    private static void requireOther(Path output, Path input) {
        try {
            if (Files.exists(output) && Files.exists(input) && Files.isSameFile(output, input)) {
                throw new DataException(
                        "a segmentation would be written over this image",
                        Where.file(input),
                        "name another folder with --out");
            }
        } catch (IOException failure) {
            throw new UncheckedIOException("files cannot be compared", failure);
        }
    }
}
