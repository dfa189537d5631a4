package klarsyn.workflow;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import klarsyn.base.DataException;
import klarsyn.base.Json;
import klarsyn.base.ModelException;
import klarsyn.base.Where;
import klarsyn.evaluate.PostProcessing;
import klarsyn.image.region.KeepLargest;
import klarsyn.model.LoadedModel;
import klarsyn.model.ModelFile;
import klarsyn.nnunet.ModelFolder;
import klarsyn.plan.ClassificationPlan;
import klarsyn.plan.SegmentationPlan;
import klarsyn.workflow.folder.FoldSettings;
import klarsyn.workflow.folder.RunFolder;

/**
 * Content of a model file or folder.
 *
 * @param members        one model, or several for an ensemble; the receiver closes them
 * @param postProcessing of their predictions
 */
record StoredModels(List<LoadedModel> members, KeepLargest postProcessing) {

    /** Copies the list. */
    StoredModels {
        members = List.copyOf(members);
    }

    /**
     * Reads a model file, the folder of a cross-validation, or an nnU-Net v2 model folder.
     *
     * @throws ModelException if it is not a model, is damaged, or has a newer format
     */
    static StoredModels read(Path place) {
        if (!Files.isDirectory(place)) {
            LoadedModel only = ModelFile.read(place);
            return new StoredModels(List.of(only), planned(only));
        }
        if (ModelFolder.isOne(place)) {
            return new StoredModels(ModelFolder.readAll(place), KeepLargest.NOTHING);
        }
        KeepLargest chosen = chosen(new RunFolder(place).postProcessing());
        List<LoadedModel> folds = readAll(ofFolds(place));
        return new StoredModels(folds, planned(folds.getFirst()).and(chosen));
    }

    static KeepLargest planned(LoadedModel model) {
        return switch (model.plan()) {
            case SegmentationPlan segmentation -> segmentation.postProcessing();
            case ClassificationPlan _ -> KeepLargest.NOTHING;
        };
    }

    private static List<Path> ofFolds(Path folder) {
        RunFolder run = new RunFolder(folder);
        if (!new RunFolder(folder).isCrossValidation()) {
            throw new ModelException(
                    "the folder contains neither a cross-validation nor an nnU-Net v2 model",
                    Where.file(folder),
                    Files.exists(run.model()) ? "use the model in it: " + run.model() : "use a .klarsyn file");
        }
        List<Path> files = new ArrayList<>();
        for (int fold = 0; fold < FoldSettings.read(run.folds()).folds(); fold++) {
            files.add(run.fold(fold).model());
            if (!Files.exists(files.getLast())) {
                throw new ModelException(
                        "fold %d has no model yet".formatted(fold + 1),
                        Where.file(folder),
                        "finish it: klarsyn train DATA --resume --out " + folder);
            }
        }
        return files;
    }

    private static KeepLargest chosen(Path file) {
        if (!Files.exists(file)) {
            return KeepLargest.NOTHING;
        }
        try {
            return PostProcessing.chosen(Json.parse(Files.readString(file)), Where.file(file));
        } catch (IOException | IllegalArgumentException damaged) {
            throw new DataException(
                    "cannot be read (" + damaged.getMessage() + ")",
                    Where.file(file),
                    "resume the cross-validation with --resume, which writes it again",
                    damaged);
        }
    }

    private static List<LoadedModel> readAll(List<Path> files) {
        List<LoadedModel> members = new ArrayList<>();
        try {
            files.forEach(file -> members.add(ModelFile.read(file)));
            return members;
        } catch (RuntimeException failure) {
            members.forEach(LoadedModel::close);
            throw failure;
        }
    }
}
