package klarsyn.nn;

import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import klarsyn.base.Json;
import klarsyn.base.NnunetGolden;
import klarsyn.nn.weights.Weights;
import klarsyn.nnunet.ParameterNames;
import klarsyn.tensor.Tensor;

/** One of nnU-Net's recorded small networks: its architecture as ours, its parameters under our names. */
public record TinyNnunet(Json json) {

    /** What it is called. */
    public String name() {
        return text(member("name"));
    }

    /** 2 or 3. */
    public int dimensions() {
        return number("dim");
    }

    /** The input with an axis of depth. */
    public Tensor input() {
        return array(member("input"));
    }

    /** An image {@code [N, C, H, W]} or {@code [N, C, D, H, W]} with an axis of depth. */
    public Tensor array(Json stored) {
        long[] shape = NnunetGolden.shape(stored);
        long[] deep = dimensions() == 3 ? shape : new long[] {shape[0], shape[1], 1, shape[2], shape[3]};
        return Tensor.of(NnunetGolden.floats(stored), deep);
    }

    /** The network's shape in our words. */
    public UNetArchitecture architecture() {
        List<Integer> decoder = NnunetGolden.integers(member("n_conv_per_stage_decoder"));
        List<Integer> encoder = NnunetGolden.integers(member("n_per_stage_encoder"));
        boolean plain = text(member("network")).equals("PlainConvUNet");
        return new UNetArchitecture(
                number("input_channels"),
                number("num_classes"),
                NnunetGolden.integers(member("features_per_stage")),
                triples("kernel_sizes"),
                triples("strides"),
                encoder,
                decoder.reversed(),
                encoder.size() - 1,
                plain ? UNetStyle.PLAIN.asNnunet() : UNetStyle.RESIDUAL_ENCODER);
    }

    private List<List<Integer>> triples(String key) {
        return NnunetGolden.elements(member(key)).stream()
                .map(NnunetGolden::integers)
                .map(sizes -> Stream.concat(Collections.nCopies(3 - sizes.size(), 1).stream(), sizes.stream())
                        .toList())
                .toList();
    }

    /** Gives a network of its architecture the recorded parameters. */
    public void fill(Weights weights) {
        weights.assign(ours(member("parameters"), weights), Path.of("golden.json"));
    }

    /** Recorded arrays, one a parameter, under our names and in our shapes. */
    public Map<String, Tensor> ours(Json arrays, Weights weights) {
        Map<String, Tensor> shaped = new LinkedHashMap<>();
        ParameterNames names = ParameterNames.of(architecture(), dimensions());
        Map<String, Tensor> own = weights.tensors();
        for (Json stored : NnunetGolden.elements(arrays)) {
            String ours = Objects.requireNonNull(names.parameters().get(text(NnunetGolden.member(stored, "name"))))
                    .path();
            long[] shape = Objects.requireNonNull(own.get(ours)).shape();
            shaped.put(ours, Tensor.of(NnunetGolden.floats(stored), shape));
        }
        return shaped;
    }

    /** A member of its JSON. */
    public Json member(String key) {
        return NnunetGolden.member(json, key);
    }

    private int number(String key) {
        return (int) NnunetGolden.number(member(key));
    }

    /** A text. */
    static String text(Json json) {
        return json instanceof Json.Text(String value) ? value : json.compact();
    }

    /** The recorded network of a name. */
    public static TinyNnunet named(String name) {
        return NnunetGolden.elements(NnunetGolden.member(NnunetGolden.section("network"), "tiny")).stream()
                .map(TinyNnunet::new)
                .filter(network -> network.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
