package klarsyn.app;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.StringJoiner;
import klarsyn.Model;
import klarsyn.app.terminal.FailureList;
import klarsyn.app.terminal.Figures;
import klarsyn.app.terminal.SizeText;
import klarsyn.base.Count;
import klarsyn.base.DataException;
import klarsyn.base.KlarsynException;
import klarsyn.base.ModelException;
import klarsyn.base.PlanException;
import klarsyn.base.Where;
import klarsyn.data.Source;
import klarsyn.data.Units;
import klarsyn.data.file.FileKinds;
import klarsyn.data.file.Kind;
import klarsyn.data.label.Labels.Label;
import klarsyn.format.Images;
import klarsyn.format.file.PlacementNote;
import klarsyn.image.Volume;
import klarsyn.layout.input.PredictionInput;
import klarsyn.layout.input.PredictionInputs;
import klarsyn.predict.Classified;
import klarsyn.predict.Prediction;
import klarsyn.predict.Segmented;
import org.jspecify.annotations.Nullable;

/** Predicts images one by one and continues after failures. */
final class PredictionBatch {

    /** How to treat an image of several volumes, such as time points, if the model has one channel. */
    enum Volumes {
        /** As channels: an error if the model has another number of channels. */
        CHANNELS,
        /** As separate images. */
        EACH
    }

    private final OpenedModel model;
    private final SegmentationFiles files;
    private final Volumes volumes;
    private final Output output;
    private final FailureList failures = new FailureList();
    private final ClassTable classes = new ClassTable();
    private final List<Map<String, @Nullable Object>> results = new ArrayList<>();
    private final Map<String, SequencedSet<String>> imagesByWarning = new LinkedHashMap<>();

    /** How results are printed. */
    enum Output {
        /** One line per image, as soon as it is predicted. */
        LINES,
        /** One object at the end. */
        JSON
    }

    PredictionBatch(OpenedModel model, SegmentationFiles files, Volumes volumes, Output output) {
        this.model = model;
        this.files = files;
        this.volumes = volumes;
        this.output = output;
    }

    /** Predicts all images; images that could not be listed are reported as failures. */
    void run(PredictionInputs inputs, PredictionProgress progress) {
        inputs.failures().forEach(failures::add);
        List<PredictionInput> images = inputs.images();
        boolean isOnly = images.size() + inputs.failures().size() == 1;
        for (int i = 0; i < images.size(); i++) {
            progress.begin(i, images.size(), images.get(i).name());
            attempt(images.get(i), progress, isOnly);
        }
        classes.write(files.place());
        imagesByWarning.forEach((warning, places) -> progress.log(line(warning, places)));
    }

    private void attempt(PredictionInput image, PredictionProgress progress, boolean isOnly) {
        try {
            predict(image, progress);
        } catch (ModelException modelFails) {
            throw modelFails;
        } catch (KlarsynException imageFails) {
            failures.add(imageFails);
        } catch (RuntimeException | OutOfMemoryError defect) {
            if (isOnly) {
                throw defect;
            }
            failures.addDefect(image.toString(), defect);
        }
    }

    private void predict(PredictionInput image, PredictionProgress progress) {
        List<Volume> channels = image.read();
        Model opened = model.forImage(channels.getFirst(), progress);
        int expected = opened.plan().modalities().size();
        boolean each = volumes == Volumes.EACH && expected == 1 && !isColor(image, channels.size());
        if (!each && channels.size() != expected) {
            throw otherChannels(image, channels.size(), opened.plan().modalities());
        }
        List<List<Volume>> parts = each ? channels.stream().map(List::of).toList() : List.of(channels);
        List<Path> places = files.files(image, parts.size());
        places.forEach(place -> files.requireFree(image, place));
        for (int i = 0; i < parts.size(); i++) {
            progress.beginVolume(i, parts.size());
            predict(image, parts.get(i), places.get(i), opened, progress);
        }
    }

    private static boolean isColor(PredictionInput image, int channels) {
        return isPicture(image) && channels > 2;
    }

    private static boolean isPicture(PredictionInput image) {
        return image.files().stream().allMatch(file -> FileKinds.of(file).equals(Optional.of(Kind.PICTURE)));
    }

    private static DataException otherChannels(PredictionInput image, int found, List<String> modalities) {
        if (isPicture(image) && image.files().size() == 1) {
            return new DataException(
                    "the picture has %s, the model requires %d (%s)"
                            .formatted(Count.of(found, "channel"), modalities.size(), String.join(", ", modalities)),
                    Where.of(image.toString()),
                    switch (modalities.size()) {
                        case 1 -> "convert it to gray";
                        case 3 -> "convert it to color without transparency (RGB)";
                        default -> "save it with the channels of the training pictures";
                    });
        }
        String wanted = "specify one file for each of %s, in this order, joined by commas"
                .formatted(String.join(", ", modalities));
        return new DataException(
                "the image has %s, the model requires %d (%s)"
                        .formatted(
                                found == 1 ? "1 channel" : found + " channels or time points",
                                modalities.size(),
                                String.join(", ", modalities)),
                Where.of(image.toString()),
                modalities.size() == 1
                        ? "save one channel as a separate file, or predict each one with --each-volume"
                        : wanted);
    }

    private void predict(
            PredictionInput image, List<Volume> channels, Path place, Model opened, PredictionProgress progress) {
        List<String> warnings = new ArrayList<>(opened.warnings(channels));
        warnings.addAll(notes(image, channels.getFirst()));
        warnings.forEach(warning -> imagesByWarning
                .computeIfAbsent(warning, _ -> new LinkedHashSet<>())
                .add(image.toString()));
        Map<String, @Nullable Object> result = new LinkedHashMap<>();
        result.put("image", image.files().stream().map(Path::toString).toList());
        switch (located(image, () -> opened.predict(channels))) {
            case Segmented segmented -> segmented(image, segmented, place, opened, progress, result);
            case Classified classified -> classified(image, classified, progress, result);
        }
        result.put("warnings", warnings);
        results.add(result);
    }

    private void segmented(
            PredictionInput image,
            Segmented prediction,
            Path place,
            Model opened,
            PredictionProgress progress,
            Map<String, @Nullable Object> result) {
        write(image, prediction, place);
        Units units = Units.of(image.file(), prediction.labels().geometry().spacing());
        Map<String, Object> sizes = new LinkedHashMap<>();
        StringJoiner words = new StringJoiner(", ");
        for (Label label : opened.plan().task().structures().orElseThrow().foreground()) {
            double ml = prediction.volumeMl(label);
            sizes.put(label.name(), ml);
            words.add(label.name() + " " + SizeText.of(ml, units));
        }
        if (output == Output.LINES) {
            progress.print(place + ": " + words);
        }
        result.put("segmentation", place.toString());
        result.put("volume_ml", sizes);
        result.put("lengths_in", units.length());
    }

    private void classified(
            PredictionInput image,
            Classified prediction,
            PredictionProgress progress,
            Map<String, @Nullable Object> result) {
        if (output == Output.LINES) {
            progress.print("%s: %s %s %%"
                    .formatted(image, prediction.mostProbable(), Figures.of(100 * prediction.confidence(), 1)));
        }
        Map<String, Object> probabilities = new LinkedHashMap<>();
        for (int k = 0; k < prediction.classes().size(); k++) {
            probabilities.put(
                    prediction.classes().get(k), prediction.probabilities().get(k));
        }
        result.put("class", prediction.mostProbable());
        result.put("probabilities", probabilities);
        classes.add(image.toString(), prediction);
    }

    /** Notes from reading the image: its position in the header, its reorientation. */
    private static List<String> notes(PredictionInput image, Volume first) {
        List<String> notes = new ArrayList<>();
        Images.placementNotes(image.file()).forEach(note -> notes.add(note.what()));
        PlacementNote.onShear(first.geometry()).ifPresent(note -> notes.add(note.what()));
        Images.notes(image.file()).forEach(note -> notes.add(note.text()));
        return notes;
    }

    private interface Work {
        Prediction done();
    }

    /** Adds the image to errors of stages that know only voxels. */
    private static Prediction located(PredictionInput image, Work work) {
        try {
            return work.done();
        } catch (DataException nameless) {
            throw new DataException(nameless.what(), Where.of(image.toString()), nameless.fix(), nameless);
        } catch (PlanException nameless) {
            throw new PlanException(nameless.what(), Where.of(image.toString()), nameless.fix(), nameless);
        }
    }

    /**
     * The header fields with an image's position are copied from its file; one of several volumes may have another
     * grid.
     */
    private void write(PredictionInput image, Segmented prediction, Path place) {
        if (volumes == Volumes.CHANNELS && image.sources().getFirst() instanceof Source.ImageFile(Path file)) {
            Images.writeOnGridOf(prediction.labels(), file, place);
        } else {
            Images.write(prediction.labels(), place);
        }
    }

    private static String line(String warning, SequencedSet<String> images) {
        String place = images.size() == 1
                ? images.getFirst()
                : "%d images, such as %s".formatted(images.size(), images.getFirst());
        return "warning: %s: %s".formatted(place, warning);
    }

    FailureList failures() {
        return failures;
    }

    /** One object per image. */
    List<Map<String, @Nullable Object>> results() {
        return List.copyOf(results);
    }
}
