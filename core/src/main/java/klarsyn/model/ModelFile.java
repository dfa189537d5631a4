package klarsyn.model;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import klarsyn.base.AtomicFile;
import klarsyn.base.Json;
import klarsyn.base.KlarsynException;
import klarsyn.base.ModelException;
import klarsyn.base.Where;
import klarsyn.nn.Network;
import klarsyn.nn.weights.OldNames;
import klarsyn.nn.weights.SafeTensors;
import klarsyn.nn.weights.Weights;
import klarsyn.plan.Plan;
import klarsyn.plan.json.PlanJson;
import klarsyn.plan.json.RecordJson;
import klarsyn.tensor.Holding;
import klarsyn.tensor.Scope;
import klarsyn.tensor.Tensor;

/**
 * A model file: a zip with uncompressed entries {@code model.json} (format, plan, provenance) and
 * {@code weights.safetensors}; checkpoints also contain {@code optimizer.safetensors} and {@code training.json}.
 *
 * <p>The same content gives the same bytes. Unknown entries are ignored.
 */
public final class ModelFile {

    /** The written format version, and the newest that can be read. */
    public static final int FORMAT = 2;

    private static final String MODEL = "model.json";
    private static final String WEIGHTS = "weights.safetensors";
    private static final String OPTIMIZER = "optimizer.safetensors";
    private static final String TRAINING = "training.json";
    private static final String IMAGES = "images";
    private static final String CASES = "cases";
    private static final String SALT = "salt";
    private static final String TRAINING_IMAGES = "trainingImages";
    private static final int LARGEST_JSON = 64 << 20;

    /**
     * To list weights that do not fit, a network is created only if it is at most this many times as large as the
     * weights.
     */
    private static final long LARGEST_GROWTH = 8;

    private static final String ANOTHER = "use a .klarsyn file, or copy it again from its source";

    private ModelFile() {}

    /** Writes a model atomically. */
    public static void write(Path file, Plan plan, Weights weights, Provenance provenance) {
        AtomicFile.write(file, temporary -> {
            try (StoredZipWriter zip = StoredZipWriter.create(temporary)) {
                addModel(zip, plan, weights, provenance);
            }
        });
    }

    /**
     * Writes a checkpoint atomically.
     *
     * @param optimizerState the optimizer's tensors by any names
     * @param trainingJson   other state of the training, as JSON
     */
    public static void writeCheckpoint(
            Path file,
            Plan plan,
            Provenance provenance,
            Weights weights,
            Map<String, Tensor> optimizerState,
            String trainingJson) {
        AtomicFile.write(file, temporary -> {
            try (StoredZipWriter zip = StoredZipWriter.create(temporary)) {
                addModel(zip, plan, weights, provenance);
                zip.add(OPTIMIZER, channel -> SafeTensors.write(channel, optimizerState, Map.of()));
                zip.add(TRAINING, trainingJson);
            }
        });
    }

    private static void addModel(StoredZipWriter zip, Plan plan, Weights weights, Provenance provenance)
            throws IOException {
        SequencedMap<String, Json> members = new LinkedHashMap<>();
        members.put("format", Json.Numeric.of(FORMAT));
        SequencedMap<String, Json> origin = new LinkedHashMap<>(((Json.Members) RecordJson.write(provenance)).values());
        Json images = origin.remove(IMAGES);
        members.put("provenance", new Json.Members(origin));
        members.put("plan", RecordJson.write(plan));
        // Separate from the provenance, where older versions of Klarsyn reject unknown keys.
        members.put(TRAINING_IMAGES, images == null ? new Json.Elements(List.of()) : images);
        zip.add(MODEL, new Json.Members(members).indented());
        zip.add(WEIGHTS, channel -> SafeTensors.write(channel, weights.tensors(), Map.of("format", "pt")));
    }

    /**
     * Reads a model, or the model in a checkpoint; the caller closes it.
     *
     * @throws ModelException if the file does not exist, is not a model, is damaged, or has a newer format
     */
    public static LoadedModel read(Path file) {
        return reading(file, zip -> readModel(zip, file));
    }

    /**
     * Reads a checkpoint; the caller closes it.
     *
     * @throws ModelException as {@link #read}, or if it is a model without training state
     */
    public static LoadedCheckpoint readCheckpoint(Path file) {
        return reading(file, zip -> {
            String training = zip.text(TRAINING, LARGEST_JSON);
            SafeTensors stored = open(zip, OPTIMIZER, file);
            Holding holding = Holding.open("optimizer state");
            try (Scope _ = Scope.open("read checkpoint")) {
                SequencedMap<String, Tensor> state = new LinkedHashMap<>();
                OldNames.upgraded(stored.tensors()).forEach((name, tensor) -> state.put(name, holding.hold(tensor)));
                return new LoadedCheckpoint(readModel(zip, file), state, training, holding);
            } catch (IOException | RuntimeException failure) {
                holding.close();
                throw failure;
            }
        });
    }

    @FunctionalInterface
    private interface Reading<T> {
        T from(StoredZip zip) throws IOException;
    }

    private static <T> T reading(Path file, Reading<T> body) {
        try (StoredZip zip = StoredZip.open(file)) {
            return body.from(zip);
        } catch (NoSuchFileException missing) {
            throw new ModelException("the file does not exist", Where.file(file), "use a .klarsyn file", missing);
        } catch (IOException failure) {
            throw new ModelException(
                    "the file cannot be read (" + failure.getMessage() + ")", Where.file(file), ANOTHER, failure);
        }
    }

    private static LoadedModel readModel(StoredZip zip, Path file) throws IOException {
        Json.Members model = modelJson(zip, file);
        Where where = Where.of(file + ", " + MODEL);
        Plan plan = inModel(() -> PlanJson.read(member(model, "plan", where), where));
        Provenance provenance = inModel(() -> RecordJson.read(origin(model, where), Provenance.class, where));
        SafeTensors stored = open(zip, WEIGHTS, file);
        if (PlannedNetwork.numbers(plan) > LARGEST_GROWTH * stored.count()) {
            throw new ModelException(
                    "the weights contain %d numbers, but the plan's network has %d"
                            .formatted(stored.count(), PlannedNetwork.numbers(plan)),
                    Where.file(file),
                    ANOTHER);
        }
        return new Contents(plan, provenance, stored).load(file);
    }

    /** The provenance with the grids of the training images and the salt of the cases, which the earliest models lack. */
    private static Json origin(Json.Members model, Where where) {
        Json origin = member(model, "provenance", where);
        if (!(origin instanceof Json.Members members)) {
            return origin;
        }
        SequencedMap<String, Json> all = new LinkedHashMap<>(members.values());
        all.computeIfPresent(CASES, (_, cases) -> salted(cases));
        all.put(IMAGES, model.values().getOrDefault(TRAINING_IMAGES, new Json.Elements(List.of())));
        return new Json.Members(all);
    }

    private static Json salted(Json cases) {
        if (!(cases instanceof Json.Members members)) {
            return cases;
        }
        SequencedMap<String, Json> all = new LinkedHashMap<>(members.values());
        all.putIfAbsent(SALT, new Json.Text(""));
        return new Json.Members(all);
    }

    /** Content of a model that is read without libtorch, which is loaded in the background meanwhile. */
    private record Contents(Plan plan, Provenance provenance, SafeTensors stored) {

        LoadedModel load(Path file) throws IOException {
            try (Scope _ = Scope.open("read model")) {
                Network network = PlannedNetwork.blank(plan);
                Weights weights = Weights.of(network);
                try {
                    weights.assign(OldNames.upgraded(stored.tensors()), file);
                } catch (IOException | RuntimeException failure) {
                    weights.close();
                    throw failure;
                }
                return new LoadedModel(plan, network, weights, provenance);
            }
        }
    }

    private static SafeTensors open(StoredZip zip, String name, Path file) throws IOException {
        StoredZip.Region region = zip.region(name);
        return SafeTensors.read(zip.channel(), region.offset(), region.length(), Where.of(file + ", " + name));
    }

    private static Json.Members modelJson(StoredZip zip, Path file) throws IOException {
        Where where = Where.of(file + ", " + MODEL);
        try {
            if (Json.parse(zip.text(MODEL, LARGEST_JSON)) instanceof Json.Members members) {
                requireFormat(members, where);
                return members;
            }
            throw new ModelException("not a JSON object", where, ANOTHER);
        } catch (IllegalArgumentException wrong) {
            throw new ModelException(String.valueOf(wrong.getMessage()), where, ANOTHER, wrong);
        }
    }

    private static void requireFormat(Json.Members members, Where where) {
        if (!(member(members, "format", where) instanceof Json.Numeric format)) {
            throw new ModelException("format is not a number", where, ANOTHER);
        }
        if (format.value().doubleValue() >= FORMAT + 1) {
            throw new ModelException(
                    "the file has format %s, this version of Klarsyn reads up to %d"
                            .formatted(format.compact(), FORMAT),
                    where,
                    "use a newer version of Klarsyn");
        }
    }

    private static Json member(Json.Members members, String key, Where where) {
        Json value = members.values().get(key);
        if (value == null) {
            throw new ModelException("the key " + key + " is missing", where, ANOTHER);
        }
        return value;
    }

    @FunctionalInterface
    private interface Part<T> {
        T read();
    }

    /** Errors of a plan in a file are errors of that file, not of the user's options. */
    private static <T> T inModel(Part<T> part) {
        try {
            return part.read();
        } catch (ModelException own) {
            throw own;
        } catch (KlarsynException cause) {
            throw new ModelException(cause.what(), cause.where(), ANOTHER, cause);
        }
    }
}
