package klarsyn.plan.nnunet;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import klarsyn.base.Json;

/** {@link NnunetPlans} as the JSON of nnU-Net, keys in its order. */
final class NnunetPlansWriter {

    private final SequencedMap<String, Json> keys = new LinkedHashMap<>();

    private NnunetPlansWriter() {}

    private NnunetPlansWriter put(String key, Object value) {
        keys.put(key, Json.of(value));
        return this;
    }

    private Json.Members members() {
        return new Json.Members(keys);
    }

    static Json write(NnunetPlans plans) {
        NnunetPlansWriter configurations = new NnunetPlansWriter();
        plans.configurations()
                .forEach((name, entry) -> configurations.put(
                        name,
                        switch (entry) {
                            case NnunetConfiguration full -> write(full);
                            case NnunetPlans.Derived derived -> derived.keys();
                        }));
        NnunetPlansWriter foreground = new NnunetPlansWriter();
        for (NnunetIntensities channel : plans.foreground()) {
            foreground.put(String.valueOf(foreground.keys.size()), write(channel));
        }
        return new NnunetPlansWriter()
                .put("dataset_name", plans.datasetName())
                .put("plans_name", plans.plansName())
                .put("original_median_spacing_after_transp", plans.medianSpacing())
                .put("original_median_shape_after_transp", plans.medianShape())
                .put("image_reader_writer", plans.imageReaderWriter())
                .put("transpose_forward", plans.transposeForward())
                .put("transpose_backward", plans.transposeBackward())
                .put("configurations", configurations.members())
                .put("experiment_planner_used", plans.planner())
                .put("label_manager", plans.labelManager())
                .put("foreground_intensity_properties_per_channel", foreground.members())
                .members();
    }

    static Json.Members write(NnunetConfiguration one) {
        NnunetPlansWriter keys = new NnunetPlansWriter()
                .put("data_identifier", one.dataIdentifier())
                .put("preprocessor_name", one.preprocessor())
                .put("batch_size", one.batchSize())
                .put("patch_size", one.patchSize())
                .put("median_image_size_in_voxels", one.medianSize())
                .put("spacing", one.spacing())
                .put(
                        "normalization_schemes",
                        one.normalizations().stream().map(NnunetNames::of).toList())
                .put("use_mask_for_norm", one.maskedNorms())
                .put("resampling_fn_data", one.resampleImage().function())
                .put("resampling_fn_seg", one.resampleLabels().function())
                .put("resampling_fn_data_kwargs", one.resampleImage().arguments())
                .put("resampling_fn_seg_kwargs", one.resampleLabels().arguments())
                .put("resampling_fn_probabilities", one.resampleLogits().function())
                .put("resampling_fn_probabilities_kwargs", one.resampleLogits().arguments())
                .put("architecture", write(one.architecture()))
                .put("batch_dice", one.batchDice());
        if (one.nextStages().size() == 1) {
            keys.put("next_stage", one.nextStages().getFirst());
        } else if (!one.nextStages().isEmpty()) {
            keys.put("next_stage", one.nextStages());
        }
        one.previousStage().forEach(stage -> keys.put("previous_stage", stage));
        return keys.members();
    }

    static Json write(NnunetArchitecture network) {
        SequencedMap<String, Json> fixed = fixed(network.axes());
        NnunetPlansWriter keys = new NnunetPlansWriter()
                .put("n_stages", network.features().size())
                .put("features_per_stage", network.features())
                .put("conv_op", fixed.firstEntry().getValue())
                .put("kernel_sizes", network.kernels())
                .put("strides", network.strides())
                .put(network.network().encoderKey(), network.encoder())
                .put("n_conv_per_stage_decoder", network.decoder());
        keys.keys.putAll(fixed);
        return new NnunetPlansWriter()
                .put("network_class_name", network.network().fullName())
                .put("arch_kwargs", keys.members())
                .put("_kw_requires_import", List.of("conv_op", "norm_op", "dropout_op", "nonlin"))
                .members();
    }

    /** Keys with the same values in all supported networks; the convolution comes first. */
    static SequencedMap<String, Json> fixed(int axes) {
        return new NnunetPlansWriter()
                .put("conv_op", "torch.nn.modules.conv.Conv%dd".formatted(axes))
                .put("conv_bias", true)
                .put("norm_op", "torch.nn.modules.instancenorm.InstanceNorm%dd".formatted(axes))
                .put(
                        "norm_op_kwargs",
                        new NnunetPlansWriter()
                                .put("eps", 1e-5)
                                .put("affine", true)
                                .members())
                .put("dropout_op", new Json.Nothing())
                .put("dropout_op_kwargs", new Json.Nothing())
                .put("nonlin", "torch.nn.LeakyReLU")
                .put(
                        "nonlin_kwargs",
                        new NnunetPlansWriter().put("inplace", true).members())
                .keys;
    }

    private static Json write(NnunetIntensities channel) {
        return new NnunetPlansWriter()
                .put("mean", channel.mean())
                .put("median", channel.median())
                .put("std", channel.std())
                .put("min", channel.min())
                .put("max", channel.max())
                .put("percentile_99_5", channel.percentile99_5())
                .put("percentile_00_5", channel.percentile00_5())
                .members();
    }
}
