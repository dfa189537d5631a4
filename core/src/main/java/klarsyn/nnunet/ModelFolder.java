package klarsyn.nnunet;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import klarsyn.base.AtomicFile;
import klarsyn.base.AtomicFolder;
import klarsyn.base.Interval;
import klarsyn.base.Json;
import klarsyn.base.KlarsynException;
import klarsyn.base.ModelException;
import klarsyn.base.Where;
import klarsyn.data.Cohort;
import klarsyn.layout.NnunetDescription;
import klarsyn.model.CaseHashes;
import klarsyn.model.LoadedModel;
import klarsyn.model.Provenance;
import klarsyn.nn.Network;
import klarsyn.nn.UNet;
import klarsyn.plan.Inference;
import klarsyn.plan.SegmentationPlan;
import klarsyn.plan.json.PlanCheck;
import klarsyn.plan.nnunet.NnunetConfiguration;
import klarsyn.plan.nnunet.NnunetPlans;
import klarsyn.tensor.Scope;

/**
 * A model folder of nnU-Net v2: {@code plans.json}, {@code dataset.json} and one folder per fold, {@code fold_0},
 * {@code fold_1} … or {@code fold_all}, with {@code checkpoint_final.pth} or {@code checkpoint_best.pth}.
 *
 * <p>Imported models predict as in nnU-Net. A model that is read and written again is unchanged.
 */
public final class ModelFolder {

    private static final String PLANS = "plans.json";
    private static final String DATASET = "dataset.json";
    private static final String FOLD = "fold_";
    private static final Pattern FOLDS = Pattern.compile(FOLD + "(\\d+|all)");
    private static final String ALL = "all";
    private static final String FINAL = "checkpoint_final.pth";
    private static final String BEST = "checkpoint_best.pth";
    private static final double STEP = 0.5;

    private ModelFolder() {}

    /** Whether a path is a folder with plans and at least one checkpoint. */
    public static boolean isOne(Path path) {
        return Files.isRegularFile(path.resolve(PLANS)) && !found(path).isEmpty();
    }

    /**
     * The folds that nnU-Net would use: all finished numbered folds, else {@code all}; unfinished folds if none is
     * finished.
     *
     * @throws ModelException if there is none
     */
    public static List<String> folds(Path folder) {
        List<String> folds = found(folder);
        if (folds.isEmpty()) {
            throw new ModelException(
                    "no fold contains a " + FINAL,
                    Where.file(folder),
                    "use the folder that contains plans.json, dataset.json and fold_0");
        }
        List<String> ended = folds.stream()
                .filter(fold -> Files.isRegularFile(folder.resolve(FOLD + fold).resolve(FINAL)))
                .toList();
        List<String> usable = ended.isEmpty() ? folds : ended;
        List<String> numbered =
                usable.stream().filter(fold -> !fold.equals(ALL)).toList();
        return numbered.isEmpty() ? usable : numbered;
    }

    private static List<String> found(Path folder) {
        try (Stream<Path> inside = Files.list(folder)) {
            return inside.map(path -> path.getFileName().toString())
                    .filter(name -> FOLDS.matcher(name).matches())
                    .map(name -> name.substring(FOLD.length()))
                    .filter(fold -> checkpoint(folder, fold).isPresent())
                    .sorted()
                    .toList();
        } catch (IOException none) {
            return List.of();
        }
    }

    private static Optional<Path> checkpoint(Path folder, String fold) {
        return Stream.of(FINAL, BEST)
                .map(name -> folder.resolve(FOLD + fold).resolve(name))
                .filter(Files::isRegularFile)
                .findFirst();
    }

    /**
     * Reads the model of one fold; the caller closes it.
     *
     * @param fold {@code 0}, {@code 1} … or {@code all}
     * @throws ModelException if a file is missing or damaged, contains anything but tensors and plain containers, uses
     *     unsupported settings, such as another network class, or the weights do not fit the plans
     */
    public static LoadedModel read(Path folder, String fold) {
        Path file = checkpoint(folder, fold)
                .orElseThrow(() -> new ModelException(
                        "no fold %s contains a %s".formatted(fold, FINAL),
                        Where.file(folder),
                        "use one of " + String.join(", ", found(folder))));
        Path plansFile = folder.resolve(PLANS);
        NnunetPlans plans = inModel(() -> NnunetPlans.read(plansFile));
        NnunetDescription dataset = inModel(() -> NnunetDescription.read(folder.resolve(DATASET)));
        try (NnunetCheckpoint checkpoint = NnunetCheckpoint.open(file)) {
            NnunetConfiguration configuration = inModel(() -> plans.configuration(checkpoint.configuration()));
            requireFirst(configuration, Where.file(plansFile));
            int dimensions = configuration.architecture().axes();
            SegmentationPlan plan = inModel(() -> {
                SegmentationPlan planned =
                        plans.plan(checkpoint.configuration(), dataset.labels(), dataset.modalities());
                List<Integer> axes = checkpoint.mirrorAxes().stream()
                        .map(axis -> axis + 3 - dimensions)
                        .toList();
                SegmentationPlan mirrored = planned.withInference(new Inference(STEP, axes, 0))
                        .withAugmentation(planned.augmentation().withMirrorAxes(axes));
                return checked(mirrored, plansFile);
            });
            NetworkWeights weights = new NetworkWeights(plan.network(), dimensions);
            weights.requireFit(checkpoint);
            try (Scope _ = Scope.open("read model folder")) {
                Provenance provenance = provenance(checkpoint.trainer());
                Network network = UNet.blank(plan.network());
                return new LoadedModel(plan, network, weights.read(checkpoint, network, file), provenance);
            }
        }
    }

    /** Reads the models of {@link #folds}, an ensemble with one plan; the caller closes each. */
    public static List<LoadedModel> readAll(Path folder) {
        List<LoadedModel> models = new ArrayList<>();
        try {
            for (String fold : folds(folder)) {
                models.add(read(folder, fold));
            }
            return List.copyOf(models);
        } catch (RuntimeException failure) {
            models.forEach(LoadedModel::close);
            throw failure;
        }
    }

    /** A network that refines another one's prediction also needs that folder. */
    private static void requireFirst(NnunetConfiguration configuration, Where where) {
        if (!configuration.previousStage().isEmpty()) {
            throw new ModelException(
                    "the configuration refines predictions of %s: such cascades cannot be imported"
                            .formatted(configuration.previousStage().getFirst()),
                    where,
                    "import another configuration, such as 3d_fullres");
        }
    }

    /** The plan after the checks for all plan files, sizes included. */
    private static SegmentationPlan checked(SegmentationPlan plan, Path plansFile) {
        PlanCheck.require(plan, Where.file(plansFile));
        return plan;
    }

    private static Provenance provenance(String trainer) {
        return new Provenance("nnU-Net v2, " + trainer, 0, 0, 0, "unknown", CaseHashes.UNKNOWN, Interval.NONE);
    }

    /** Errors of a plan in a file are errors of that file, not of the user's options. */
    private static <T> T inModel(Supplier<T> part) {
        try {
            return part.get();
        } catch (ModelException own) {
            throw own;
        } catch (KlarsynException cause) {
            throw new ModelException(
                    cause.what(),
                    cause.where(),
                    "use a model planned and trained by nnU-Net v2: " + cause.fix(),
                    cause);
        }
    }

    /**
     * Writes models with one plan as the folds of a new folder for nnU-Net, atomically.
     *
     * @param folds in the order of {@code fold_0}, {@code fold_1} …
     * @throws ModelException if nnU-Net does not support the plan, with all reasons
     * @throws klarsyn.base.DataException if the folder exists already or cannot be written
     */
    public static void write(Path folder, List<LoadedModel> folds) {
        SegmentationPlan plan = SegmentationPlan.require(folds.getFirst().plan(), Where.of("model"));
        ExportedPlan exported = new ExportedPlan(plan);
        exported.requireKnown();
        AtomicFolder.write(folder, temporary -> fill(temporary, folds, exported));
    }

    private static void fill(Path folder, List<LoadedModel> folds, ExportedPlan exported) {
        SegmentationPlan plan = SegmentationPlan.require(folds.getFirst().plan(), Where.of("model"));
        Json dataset =
                new NnunetDescription("", Cohort.channels(plan.modalities()), exported.labels(), ".nii.gz").json(0);
        Json plans = exported.plans().json();
        AtomicFile.writeText(folder.resolve(PLANS), plans.indented());
        AtomicFile.writeText(folder.resolve(DATASET), dataset.indented());
        NetworkWeights weights = new NetworkWeights(plan.network(), exported.dimensions());
        for (int fold = 0; fold < folds.size(); fold++) {
            LoadedModel model = folds.get(fold);
            if (!SegmentationPlan.require(model.plan(), Where.of("model"))
                    .network()
                    .equals(plan.network())) {
                throw new IllegalArgumentException("the folds have different plans");
            }
            SequencedMap<String, Json> rest = rest(plans, exported, dataset, fold);
            AtomicFile.write(
                    folder.resolve(FOLD + fold).resolve(FINAL),
                    temporary -> weights.write(temporary, model.weights(), rest));
        }
    }

    private static SequencedMap<String, Json> rest(Json plans, ExportedPlan exported, Json dataset, int fold) {
        SequencedMap<String, Object> init = new LinkedHashMap<>();
        init.put("plans", plans);
        init.put(NnunetCheckpoint.CONFIGURATION, exported.configurationName());
        init.put("fold", fold);
        init.put("dataset_json", dataset);
        SequencedMap<String, Json> rest = new LinkedHashMap<>();
        rest.put("optimizer_state", new Json.Nothing());
        rest.put("grad_scaler_state", new Json.Nothing());
        rest.put("logging", Json.of(new LinkedHashMap<>()));
        rest.put("_best_ema", new Json.Nothing());
        rest.put("current_epoch", Json.Numeric.of(0));
        rest.put(NnunetCheckpoint.INIT, Json.of(init));
        rest.put(NnunetCheckpoint.TRAINER, new Json.Text("nnUNetTrainer"));
        rest.put(NnunetCheckpoint.MIRROR_AXES, exported.mirrorAxes());
        return rest;
    }
}
