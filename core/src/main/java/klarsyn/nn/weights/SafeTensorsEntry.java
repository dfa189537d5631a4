package klarsyn.nn.weights;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import klarsyn.base.Json;
import klarsyn.tensor.Precision;
import klarsyn.tensor.Scope;
import klarsyn.tensor.Tensor;

/**
 * An entry of a safetensors header.
 *
 * @param name      of the tensor
 * @param precision of its numbers
 * @param shape     elements along each axis
 * @param begin     first byte, counted from the end of the header
 * @param end       byte after the last
 */
record SafeTensorsEntry(String name, Precision precision, List<Long> shape, long begin, long end) {

    private static final String METADATA = "__metadata__";

    static SafeTensorsEntry of(String name, Tensor tensor, long begin) {
        return new SafeTensorsEntry(
                name,
                tensor.precision(),
                Arrays.stream(tensor.shape()).boxed().toList(),
                begin,
                begin + tensor.elements() * tensor.precision().bytes());
    }

    /**
     * The entries of a header in the order of their bytes, checked.
     *
     * @throws IllegalArgumentException if they are not contiguous, or do not fill the data
     */
    static List<SafeTensorsEntry> all(Json header, long dataLength) {
        List<SafeTensorsEntry> entries = new ArrayList<>();
        members(header, "the header").forEach((name, json) -> {
            if (!name.equals(METADATA)) {
                entries.add(parse(name, json));
            }
        });
        entries.sort(Comparator.comparingLong(SafeTensorsEntry::begin).thenComparingLong(SafeTensorsEntry::end));
        long at = 0;
        for (SafeTensorsEntry entry : entries) {
            if (entry.begin != at) {
                throw new IllegalArgumentException("%s begins at byte %d, but the previous tensor ends at %d"
                        .formatted(entry.name, entry.begin, at));
            }
            at = entry.end;
        }
        if (at != dataLength) {
            throw new IllegalArgumentException("the tensors need %d bytes, but there are %d".formatted(at, dataLength));
        }
        return List.copyOf(entries);
    }

    private static SafeTensorsEntry parse(String name, Json json) {
        SequencedMap<String, Json> members = members(json, name);
        Json dtype = members.getOrDefault("dtype", new Json.Nothing());
        List<Long> shape = numbers(members, "shape", name);
        List<Long> offsets = numbers(members, "data_offsets", name);
        if (offsets.size() != 2) {
            throw new IllegalArgumentException(name + " has " + offsets.size() + " data_offsets instead of 2");
        }
        SafeTensorsEntry entry =
                new SafeTensorsEntry(name, precision(dtype, name), shape, offsets.getFirst(), offsets.getLast());
        long bytes = Math.multiplyExact(entry.elements(), entry.precision.bytes());
        if (bytes != entry.end - entry.begin) {
            throw new IllegalArgumentException("%s with shape %s needs %d bytes, but its range has %d"
                    .formatted(name, shape, bytes, entry.end - entry.begin));
        }
        return entry;
    }

    private static Precision precision(Json dtype, String name) {
        return switch (dtype) {
            case Json.Text(String text) when text.equals("F32") -> Precision.FP32;
            case Json.Text(String text) when text.equals("BF16") -> Precision.BF16;
            default ->
                throw new IllegalArgumentException(
                        "%s has dtype %s; only F32 and BF16 are supported".formatted(name, dtype.compact()));
        };
    }

    private static List<Long> numbers(SequencedMap<String, Json> members, String key, String name) {
        if (!(members.get(key) instanceof Json.Elements elements)) {
            throw new IllegalArgumentException("%s has no list of %s".formatted(name, key));
        }
        List<Long> numbers = new ArrayList<>();
        for (Json element : elements.values()) {
            if (!(element instanceof Json.Numeric number) || number.value().signum() < 0) {
                throw new IllegalArgumentException("%s of %s contains %s".formatted(key, name, element.compact()));
            }
            numbers.add(number.value().longValueExact());
        }
        return List.copyOf(numbers);
    }

    private static SequencedMap<String, Json> members(Json json, String what) {
        if (json instanceof Json.Members members) {
            return members.values();
        }
        throw new IllegalArgumentException(what + " is not a JSON object");
    }

    /** Number of elements; 1 for a scalar. */
    long elements() {
        return shape.stream().reduce(1L, Math::multiplyExact);
    }

    Json toJson() {
        SequencedMap<String, Json> members = new LinkedHashMap<>();
        members.put("dtype", new Json.Text(precision == Precision.FP32 ? "F32" : "BF16"));
        members.put("shape", list(shape));
        members.put("data_offsets", list(List.of(begin, end)));
        return new Json.Members(members);
    }

    private static Json list(List<Long> numbers) {
        return new Json.Elements(
                numbers.stream().<Json>map(number -> Json.Numeric.of(number)).toList());
    }

    /** Copies its bytes from the data to a new tensor of the innermost scope. */
    Tensor load(MemorySegment data) {
        long[] sizes = shape.stream().mapToLong(Long::longValue).toArray();
        Tensor tensor;
        if (precision == Precision.FP32) {
            tensor = Tensor.zeros(sizes);
        } else {
            try (Scope scope = Scope.open("load weights")) {
                tensor = scope.keep(Tensor.zeros(sizes).to(precision));
            }
        }
        if (end > begin) {
            MemorySegment.copy(data, begin, tensor.bytes(), 0, end - begin);
        }
        return tensor;
    }
}
