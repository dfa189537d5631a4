package klarsyn.nn;

import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import klarsyn.base.Json;
import klarsyn.base.NnunetGolden;

/** One of nnU-Net's planned networks, whose parameters are listed with names and shapes. */
record PlannedNnunet(Json json) {

    String name() {
        return "%s, %s, %s".formatted(text("plan"), text("planner"), text("configuration"));
    }

    int dimensions() {
        return text("configuration").equals("2d") ? 2 : 3;
    }

    /** The architecture of the plan that is recorded beside it. */
    UNetArchitecture architecture() {
        Json plan = NnunetGolden.elements(NnunetGolden.section("plans")).stream()
                .filter(each ->
                        TinyNnunet.text(NnunetGolden.member(each, "name")).equals(text("plan")))
                .findFirst()
                .orElseThrow();
        Json written = plan;
        for (String key : List.of(
                "plans", text("planner"), "configurations", text("configuration"), "architecture", "arch_kwargs")) {
            written = NnunetGolden.member(written, key);
        }
        boolean residual = text("planner").contains("ResEnc");
        List<Integer> encoder = NnunetGolden.integers(
                NnunetGolden.member(written, residual ? "n_blocks_per_stage" : "n_conv_per_stage"));
        return new UNetArchitecture(
                (int) number("num_input_channels"),
                (int) number("num_classes"),
                NnunetGolden.integers(NnunetGolden.member(written, "features_per_stage")),
                triples(NnunetGolden.member(written, "kernel_sizes")),
                triples(NnunetGolden.member(written, "strides")),
                encoder,
                NnunetGolden.integers(NnunetGolden.member(written, "n_conv_per_stage_decoder"))
                        .reversed(),
                encoder.size() - 1,
                residual ? UNetStyle.RESIDUAL_ENCODER : UNetStyle.PLAIN.asNnunet());
    }

    private static List<List<Integer>> triples(Json lists) {
        return NnunetGolden.elements(lists).stream()
                .map(NnunetGolden::integers)
                .map(sizes -> Stream.concat(Collections.nCopies(3 - sizes.size(), 1).stream(), sizes.stream())
                        .toList())
                .toList();
    }

    /** Names and shapes as recorded: {@code encoder.stem.convs.0.conv.weight [32, 1, 3, 3, 3]}. */
    List<String> list(String key) {
        return NnunetGolden.elements(NnunetGolden.member(json, key)).stream()
                .map(NnunetGolden::elements)
                .map(entry -> TinyNnunet.text(entry.getFirst()) + " " + NnunetGolden.integers(entry.getLast()))
                .toList();
    }

    long number(String key) {
        return (long) NnunetGolden.number(NnunetGolden.member(json, key));
    }

    private String text(String key) {
        return TinyNnunet.text(NnunetGolden.member(json, key));
    }
}
