package klarsyn.plan.nnunet;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import klarsyn.base.Json;
import klarsyn.base.Where;
import klarsyn.plan.json.StrictKeys;

/** Converts configurations older than nnU-Net 2.3, with other keys for the network. */
final class OldNnunetPlans {

    private static final String CLASS = "UNet_class_name";

    private OldNnunetPlans() {}

    /** The configuration with current keys; one that has them is returned as is. */
    static Json upgraded(Json json, Where origin, String path) {
        if (!(json instanceof Json.Members(SequencedMap<String, Json> members)) || !members.containsKey(CLASS)) {
            return json;
        }
        StrictKeys keys = StrictKeys.of(json, origin, path);
        NnunetNetwork network = NnunetPlansReader.network(
                "dynamic_network_architectures.architectures.unet." + keys.text(CLASS), CLASS, keys);
        int width = keys.integer("UNet_base_num_features");
        int widest = keys.integer("unet_max_num_features");
        List<List<Integer>> kernels = keys.rows("conv_kernel_sizes");
        List<List<Integer>> strides = keys.rows("pool_op_kernel_sizes");
        List<Integer> encoder = keys.integers("n_conv_per_stage_encoder");
        List<Integer> decoder = keys.integers("n_conv_per_stage_decoder");
        List<Integer> features = new ArrayList<>();
        for (long channels = width; features.size() < encoder.size(); channels = Math.min(2 * channels, widest)) {
            features.add((int) Math.min(channels, widest));
        }
        Json architecture = NnunetPlansWriter.write(
                keys.built(() -> new NnunetArchitecture(network, features, kernels, strides, encoder, decoder)));
        SequencedMap<String, Json> upgraded = new LinkedHashMap<>(members);
        List.of(
                        CLASS,
                        "UNet_base_num_features",
                        "unet_max_num_features",
                        "conv_kernel_sizes",
                        "pool_op_kernel_sizes",
                        "n_conv_per_stage_encoder",
                        "n_conv_per_stage_decoder",
                        "num_pool_per_axis")
                .forEach(upgraded::remove);
        upgraded.put("architecture", architecture);
        return new Json.Members(upgraded);
    }
}
