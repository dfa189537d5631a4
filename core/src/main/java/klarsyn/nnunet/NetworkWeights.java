package klarsyn.nnunet;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeSet;
import klarsyn.base.Json;
import klarsyn.base.ModelException;
import klarsyn.nn.Network;
import klarsyn.nn.UNetArchitecture;
import klarsyn.nn.weights.Weights;
import klarsyn.tensor.Scope;
import klarsyn.tensor.Tensor;

/** Converts the weights of a network to and from nnU-Net's names. */
final class NetworkWeights {

    private final UNetArchitecture shape;
    private final int dimensions;
    private final ParameterNames names;

    /**
     * The weights of a network.
     *
     * @param dimensions 2 or 3: dimensions of nnU-Net's network
     */
    NetworkWeights(UNetArchitecture shape, int dimensions) {
        this.shape = shape;
        this.dimensions = dimensions;
        this.names = ParameterNames.of(shape, dimensions);
    }

    /**
     * Loads a new network, in the innermost scope; the caller closes the weights.
     *
     * @throws ModelException with all names that are missing, unknown or of another shape, before allocating memory
     */
    Weights read(NnunetCheckpoint checkpoint, Network network, Path origin) {
        Weights weights = Weights.of(network);
        try (Scope _ = Scope.open("read checkpoint")) {
            Map<String, Tensor> values = new LinkedHashMap<>();
            for (Map.Entry<String, List<String>> parameter : names.namesByPath().entrySet()) {
                String name = parameter.getKey();
                Tensor tensor = Optional.ofNullable(weights.tensors().get(name))
                        .orElseThrow(() -> new IllegalStateException(name + " is not in the network"));
                float[] numbers = checkpoint.weight(parameter.getValue().getFirst());
                values.put(name, Tensor.of(numbers, tensor.shape()));
            }
            weights.assign(values, origin);
            return weights;
        } catch (RuntimeException failure) {
            weights.close();
            throw failure;
        }
    }

    /** Rejects checkpoints whose names or shapes differ from the network, before allocating memory. */
    void requireFit(NnunetCheckpoint checkpoint) {
        Map<String, List<Long>> expected = new LinkedHashMap<>();
        names.stateDict()
                .forEach((name, parameter) -> expected.put(
                        name, parameter.shape().stream().map(Integer::longValue).toList()));
        SequencedMap<String, List<Long>> found = checkpoint.shapes();
        Set<String> all = new TreeSet<>(expected.keySet());
        all.addAll(found.keySet());
        List<String> differences = new ArrayList<>();
        for (String name : all) {
            String here = shape(expected, name);
            String there = shape(found, name);
            if (!here.equals(there)) {
                differences.add("%s (plans %s, checkpoint %s)".formatted(name, here, there));
            }
        }
        if (!differences.isEmpty()) {
            throw new ModelException(
                    "the weights do not match the plans: " + String.join(", ", differences),
                    checkpoint.where(),
                    "use the checkpoint with the plans.json that it was trained with");
        }
        names.namesByPath().values().forEach(same -> requireOne(same, checkpoint));
    }

    /** Several names of one parameter must have the same values; otherwise the checkpoint is ambiguous. */
    private static void requireOne(List<String> same, NnunetCheckpoint checkpoint) {
        String own = same.getFirst();
        for (String other : same) {
            if (!checkpoint.shareStorage(own, other)) {
                throw new ModelException(
                        "%s and %s should be the same weights, but differ".formatted(own, other),
                        checkpoint.where(),
                        "use an unmodified checkpoint of nnU-Net");
            }
        }
    }

    private static String shape(Map<String, List<Long>> shapes, String name) {
        List<Long> shape = shapes.get(name);
        return shape == null ? "has none" : shape.toString();
    }

    /**
     * Writes a checkpoint; biases and heads that the network lacks are zero.
     *
     * @param rest other content of the checkpoint
     */
    void write(Path file, Weights weights, SequencedMap<String, Json> rest) throws IOException {
        SequencedMap<String, ParameterNames.Parameter> state = nnunet().stateDict();
        PickleWriter pickle = new PickleWriter().beginDictionary();
        pickle.key(NnunetCheckpoint.WEIGHTS).beginOrderedDictionary();
        state.forEach((name, parameter) -> pickle.key(name).tensor(parameter.path(), parameter.shape()));
        pickle.endDictionary();
        rest.forEach((key, value) -> pickle.key(key).plain(value));
        try (TorchFileWriter zip =
                TorchFileWriter.create(file, pickle.endDictionary().bytes())) {
            Set<String> written = new HashSet<>();
            for (ParameterNames.Parameter parameter : state.values()) {
                if (written.add(parameter.path())) {
                    zip.storage(parameter.path(), numbers(weights, parameter));
                }
            }
        }
    }

    /** All names that nnU-Net's network has: a bias everywhere, a head per resolution. */
    private ParameterNames nnunet() {
        UNetArchitecture complete =
                shape.withStyle(shape.style().asNnunet()).withSupervised(Math.max(1, shape.stages() - 1));
        return ParameterNames.of(complete, dimensions);
    }

    private static float[] numbers(Weights weights, ParameterNames.Parameter parameter) {
        try (Scope _ = Scope.open("write checkpoint")) {
            int count = parameter.shape().stream().reduce(1, Math::multiplyExact);
            return Optional.ofNullable(weights.tensors().get(parameter.path()))
                    .map(tensor -> tensor.detach().toFloatArray())
                    .orElseGet(() -> new float[count]);
        }
    }
}
