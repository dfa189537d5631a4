package klarsyn.nn.weights;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeSet;
import klarsyn.base.ModelException;
import klarsyn.base.Where;
import klarsyn.nn.layer.Bias;
import klarsyn.nn.layer.Convolution;
import klarsyn.nn.layer.Layer;
import klarsyn.nn.layer.Statistic;
import klarsyn.nn.layer.TransposedConvolution;
import klarsyn.tensor.Autograd;
import klarsyn.tensor.Device;
import klarsyn.tensor.Holding;
import klarsyn.tensor.Tensor;

/**
 * The parameters of a network by name, owned until closed.
 *
 * <p>Names are the path of record components and list positions: {@code encoder.0.blocks.1.conv.weight}.
 */
public final class Weights implements AutoCloseable {

    private final Holding holding = Holding.open("weights");
    private final SequencedMap<String, Tensor> tensors = new LinkedHashMap<>();
    private final List<Parameter> parameters = new ArrayList<>();

    /** Role of a parameter, for optimizers. */
    public enum Role {
        /** Weight of a convolution, {@code [out, in, d, h, w]}. */
        CONVOLUTION,
        /** Weight of a transposed convolution, {@code [in, out, d, h, w]}. */
        TRANSPOSED_CONVOLUTION,
        /** Scale, shift, bias, or weight of a head. */
        OTHER
    }

    /**
     * A parameter with its name and role.
     *
     * @param name   path in the network
     * @param tensor its values
     * @param role   in the network
     */
    public record Parameter(String name, Tensor tensor, Role role) {}

    private Weights() {}

    /** Takes ownership of a network's parameters and statistics from their scope, in component order. */
    public static Weights of(Layer network) {
        Weights weights = new Weights();
        weights.walk("", network, Role.OTHER);
        return weights;
    }

    private void walk(String path, Object node, Role role) {
        switch (node) {
            case Tensor tensor -> {
                tensors.put(path, holding.hold(tensor));
                parameters.add(new Parameter(path, tensor, role));
            }
            case Statistic(Tensor values) -> tensors.put(path, holding.hold(values));
            case Bias.Learned(Tensor values) -> walk(path, values, Role.OTHER);
            case List<?> list -> {
                for (int i = 0; i < list.size(); i++) {
                    walk(path + "." + i, list.get(i), role);
                }
            }
            case Record layer -> {
                Role own = role(layer);
                for (RecordComponent component : layer.getClass().getRecordComponents()) {
                    String name = path.isEmpty() ? component.getName() : path + "." + component.getName();
                    walk(name, value(component, layer), own);
                }
            }
            default -> {
                // a hyperparameter
            }
        }
    }

    private static Role role(Record layer) {
        return switch (layer) {
            case Convolution _ -> Role.CONVOLUTION;
            case TransposedConvolution _ -> Role.TRANSPOSED_CONVOLUTION;
            default -> Role.OTHER;
        };
    }

    private static Object value(RecordComponent component, Record layer) {
        try {
            return component.getAccessor().invoke(layer);
        } catch (IllegalAccessException | InvocationTargetException defect) {
            throw new IllegalStateException("layer " + layer.getClass().getSimpleName() + " must be public", defect);
        }
    }

    /** Parameters and statistics by name, in network order, as saved to a file. */
    public SequencedMap<String, Tensor> tensors() {
        return Collections.unmodifiableSequencedMap(tensors);
    }

    /** Parameters in network order. */
    public List<Tensor> leaves() {
        return parameters.stream().map(Parameter::tensor).toList();
    }

    /** Parameters with their roles in network order. */
    public List<Parameter> parameters() {
        return List.copyOf(parameters);
    }

    /** Number of values in all parameters and statistics. */
    public long count() {
        return tensors.values().stream().mapToLong(Tensor::elements).sum();
    }

    /**
     * Copies values with the same names and shapes, all or none.
     *
     * @throws ModelException with all names that are missing, unknown or of another shape
     */
    public void assign(Map<String, Tensor> values, Path origin) {
        requireFit(values, origin);
        try (Autograd _ = Autograd.off()) {
            values.forEach((name, value) -> tensor(name).copyInPlace(value));
        }
    }

    private Tensor tensor(String name) {
        Tensor tensor = tensors.get(name);
        if (tensor == null) {
            throw new IllegalArgumentException("unknown parameter " + name);
        }
        return tensor;
    }

    private void requireFit(Map<String, Tensor> values, Path origin) {
        List<String> differences = new ArrayList<>();
        TreeSet<String> names = new TreeSet<>(tensors.keySet());
        names.addAll(values.keySet());
        for (String name : names) {
            String here = shape(tensors, name);
            String there = shape(values, name);
            if (!here.equals(there)) {
                differences.add("%s (network %s, file %s)".formatted(name, here, there));
            }
        }
        if (!differences.isEmpty()) {
            throw new ModelException(
                    "the weights do not match the network: " + String.join(", ", differences),
                    Where.file(origin),
                    "use the file that was saved with this plan");
        }
    }

    private static String shape(Map<String, Tensor> map, String name) {
        Tensor tensor = map.get(name);
        return tensor == null ? "has none" : java.util.Arrays.toString(tensor.shape());
    }

    /** Moves all parameters and statistics to a device. */
    public void moveTo(Device device) {
        tensors.values().forEach(tensor -> tensor.moveInPlace(device));
    }

    /** Frees them. */
    @Override
    public void close() {
        holding.close();
    }
}
