package klarsyn.plan.nnunet;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.stream.Stream;
import klarsyn.base.Json;
import klarsyn.base.Where;
import klarsyn.plan.json.StrictKeys;
import klarsyn.prepare.Normalization.Scheme;

/** Parses {@link NnunetPlans} from the JSON of nnU-Net, strictly. */
final class NnunetPlansReader {

    private NnunetPlansReader() {}

    static NnunetPlans read(Json json, Where origin) {
        StrictKeys keys = StrictKeys.of(json, origin, "");
        String dataset = keys.text("dataset_name");
        String name = keys.text("plans_name");
        List<Double> spacing = keys.numbers("original_median_spacing_after_transp");
        List<Integer> shape = keys.integers("original_median_shape_after_transp");
        String reader = keys.text("image_reader_writer");
        List<Integer> forward = keys.integers("transpose_forward");
        List<Integer> backward = keys.integers("transpose_backward");
        SequencedMap<String, NnunetPlans.Entry> configurations = configurations(keys);
        String planner = keys.text("experiment_planner_used");
        String labels = keys.text("label_manager");
        List<NnunetIntensities> foreground = foreground(keys);
        return keys.finish(() -> new NnunetPlans(
                dataset, name, spacing, shape, reader, forward, backward, configurations, planner, labels, foreground));
    }

    private static SequencedMap<String, NnunetPlans.Entry> configurations(StrictKeys keys) {
        Json json = keys.json("configurations");
        SequencedMap<String, NnunetPlans.Entry> found = new LinkedHashMap<>();
        if (!(json instanceof Json.Members(SequencedMap<String, Json> members)) || members.isEmpty()) {
            throw keys.error("expected configurations by name", "configurations", "such as \"3d_fullres\": {…}");
        }
        members.forEach((name, value) -> {
            String path = keys.join("configurations." + name);
            boolean derived = value instanceof Json.Members(var inner) && inner.containsKey("inherits_from");
            found.put(name, derived ? derived(value, keys.origin(), path) : configuration(value, keys.origin(), path));
        });
        return found;
    }

    private static NnunetPlans.Derived derived(Json json, Where origin, String path) {
        StrictKeys keys = StrictKeys.of(json, origin, path);
        keys.text("inherits_from");
        return json instanceof Json.Members(var members)
                ? new NnunetPlans.Derived(members)
                : new NnunetPlans.Derived(new LinkedHashMap<>());
    }

    static NnunetConfiguration configuration(Json json, Where origin) {
        return configuration(json, origin, "");
    }

    private static NnunetConfiguration configuration(Json json, Where origin, String path) {
        StrictKeys keys = StrictKeys.of(OldNnunetPlans.upgraded(json, origin, path), origin, path);
        String identifier = keys.text("data_identifier");
        String preprocessor = keys.text("preprocessor_name");
        int batch = keys.integer("batch_size");
        List<Integer> patch = keys.integers("patch_size");
        List<Double> median = keys.numbers("median_image_size_in_voxels");
        List<Double> spacing = keys.numbers("spacing");
        List<Scheme> schemes = keys.texts("normalization_schemes").stream()
                .map(name -> scheme(name, keys))
                .toList();
        List<Boolean> masked = keys.truths("use_mask_for_norm");
        NnunetResampling image = resampling(keys, "data");
        NnunetResampling labels = resampling(keys, "seg");
        NnunetResampling logits = resampling(keys, "probabilities");
        NnunetArchitecture architecture = architecture(keys.object("architecture"));
        boolean batchDice = keys.truth("batch_dice");
        List<String> next = keys.anyTexts("next_stage");
        List<String> previous = keys.anyTexts("previous_stage");
        return keys.finish(() -> new NnunetConfiguration(
                identifier,
                preprocessor,
                batch,
                patch,
                median,
                spacing,
                schemes,
                masked,
                image,
                labels,
                logits,
                architecture,
                batchDice,
                next,
                previous));
    }

    private static Scheme scheme(String name, StrictKeys keys) {
        return NnunetNames.scheme(name)
                .orElseThrow(() -> keys.error(
                        name + " is not a supported scheme",
                        "normalization_schemes",
                        "one of " + String.join(", ", NnunetNames.schemes())));
    }

    private static NnunetResampling resampling(StrictKeys keys, String what) {
        String function = keys.text("resampling_fn_" + what);
        Json arguments = keys.json("resampling_fn_" + what + "_kwargs");
        if (arguments instanceof Json.Members(SequencedMap<String, Json> members)) {
            return new NnunetResampling(function, members);
        }
        throw keys.error("expected an object {…}", "resampling_fn_" + what + "_kwargs", "write {}");
    }

    private static NnunetArchitecture architecture(StrictKeys keys) {
        String className = keys.text("network_class_name");
        NnunetNetwork network = network(className, "network_class_name", keys);
        keys.find("_kw_requires_import");
        StrictKeys inner = keys.object("arch_kwargs");
        int stages = inner.integer("n_stages");
        List<Integer> features = inner.integers("features_per_stage");
        List<List<Integer>> kernels = inner.rows("kernel_sizes");
        List<List<Integer>> strides = inner.rows("strides");
        List<Integer> encoder = inner.integers(network.encoderKey());
        List<Integer> decoder = inner.integers("n_conv_per_stage_decoder");
        requireFixed(inner, kernels.isEmpty() ? 3 : kernels.getFirst().size());
        if (stages < 2) {
            throw inner.error("the network has %d resolutions".formatted(stages), "n_stages", "two or more");
        }
        if (stages != features.size()) {
            throw inner.error(
                    "%d, but there are %d features_per_stage".formatted(stages, features.size()),
                    "n_stages",
                    "one entry per stage");
        }
        NnunetArchitecture built =
                inner.finish(() -> new NnunetArchitecture(network, features, kernels, strides, encoder, decoder));
        return keys.finish(() -> built);
    }

    static NnunetNetwork network(String className, String key, StrictKeys keys) {
        return Stream.of(NnunetNetwork.values())
                .filter(network -> network.isNamed(className))
                .findFirst()
                .orElseThrow(() -> keys.error(
                        "unknown network class %s".formatted(className),
                        key,
                        "use a model of PlainConvUNet or ResidualEncoderUNet"));
    }

    /** The common settings of all supported networks. */
    private static void requireFixed(StrictKeys keys, int axes) {
        NnunetPlansWriter.fixed(axes).forEach((key, value) -> {
            if (key.equals("nonlin")) {
                keys.require(key, value, new Json.Text("torch.nn.modules.activation.LeakyReLU"));
            } else if (key.equals("dropout_op_kwargs")) {
                keys.find(key);
            } else if (key.equals("nonlin_kwargs")) {
                keys.require(key, value, new Json.Members(new LinkedHashMap<>()), new Json.Nothing());
            } else {
                keys.require(key, value);
            }
        });
    }

    private static List<NnunetIntensities> foreground(StrictKeys keys) {
        String key = "foreground_intensity_properties_per_channel";
        String old = "foreground_intensity_properties_by_modality";
        StrictKeys channels = keys.find(old)
                .map(json -> StrictKeys.of(json, keys.origin(), keys.join(old)))
                .orElseGet(() -> keys.object(key));
        List<NnunetIntensities> found = new ArrayList<>();
        for (String number = "0"; channels.has(number); number = String.valueOf(found.size())) {
            found.add(intensities(channels.object(number)));
        }
        return channels.finish(() -> found);
    }

    private static NnunetIntensities intensities(StrictKeys keys) {
        double mean = keys.number("mean");
        double median = keys.number("median");
        double std = keys.number("std");
        double min = keys.number("min");
        double max = keys.number("max");
        double high = keys.number("percentile_99_5");
        double low = keys.number("percentile_00_5");
        return keys.finish(() -> new NnunetIntensities(mean, median, std, min, max, high, low));
    }
}
