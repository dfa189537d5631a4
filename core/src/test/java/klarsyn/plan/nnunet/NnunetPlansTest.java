package klarsyn.plan.nnunet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Stream;
import klarsyn.base.Json;
import klarsyn.base.NnunetGolden;
import klarsyn.base.PlanException;
import klarsyn.base.Where;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class NnunetPlansTest {

    private static final Where ORIGIN = Where.of("plans.json");

    /** Plans of a user with a configuration of their own; the network is nnU-Net's smallest. */
    static final String TINY = """
        {"dataset_name": "Dataset001_Tiny", "plans_name": "nnUNetPlans",
         "original_median_spacing_after_transp": [2.0, 1.0, 1.0], "original_median_shape_after_transp": [8, 12, 12],
         "image_reader_writer": "SimpleITKIO", "transpose_forward": [2, 0, 1], "transpose_backward": [1, 2, 0],
         "configurations": {
           "3d_fullres": {"data_identifier": "nnUNetPlans_3d_fullres", "preprocessor_name": "DefaultPreprocessor",
             "batch_size": 2, "patch_size": [8, 16, 16], "median_image_size_in_voxels": [8.0, 12.5, 12.0],
             "spacing": [2.0, 1.0, 1.0], "normalization_schemes": ["CTNormalization"], "use_mask_for_norm": [false],
             "resampling_fn_data": "resample_data_or_seg_to_shape",
             "resampling_fn_seg": "resample_data_or_seg_to_shape",
             "resampling_fn_data_kwargs":
               {"is_seg": false, "order": 3, "order_z": 0, "force_separate_z": null},
             "resampling_fn_seg_kwargs": {"is_seg": true, "order": 1, "order_z": 0, "force_separate_z": null},
             "resampling_fn_probabilities": "resample_data_or_seg_to_shape",
             "resampling_fn_probabilities_kwargs":
               {"is_seg": false, "order": 1, "order_z": 0, "force_separate_z": null},
             "architecture": {
               "network_class_name": "dynamic_network_architectures.architectures.unet.PlainConvUNet",
               "arch_kwargs": {"n_stages": 2, "features_per_stage": [4, 8],
                 "conv_op": "torch.nn.modules.conv.Conv3d", "kernel_sizes": [[1, 3, 3], [3, 3, 3]],
                 "strides": [[1, 1, 1], [1, 2, 2]], "n_conv_per_stage": [2, 2], "n_conv_per_stage_decoder": [2],
                 "conv_bias": true, "norm_op": "torch.nn.modules.instancenorm.InstanceNorm3d",
                 "norm_op_kwargs": {"eps": 1e-05, "affine": true}, "dropout_op": null, "dropout_op_kwargs": null,
                 "nonlin": "torch.nn.LeakyReLU", "nonlin_kwargs": {"inplace": true}},
               "_kw_requires_import": ["conv_op", "norm_op", "dropout_op", "nonlin"]},
             "batch_dice": false},
           "larger_batch": {"inherits_from": "3d_fullres", "batch_size": 5},
           "cascade": {"inherits_from": "larger_batch", "previous_stage": "3d_fullres"}},
         "experiment_planner_used": "MyOwnPlanner", "label_manager": "LabelManager",
         "foreground_intensity_properties_per_channel": {"0": {"mean": 99.4, "median": 101.0, "std": 39.3,
           "min": -984.0, "max": 3071.0, "percentile_99_5": 197.0, "percentile_00_5": -15.0}}}
        """;

    static NnunetPlans tiny() {
        return read(TINY);
    }

    private static NnunetPlans read(String text) {
        return NnunetPlans.of(Json.parse(text), ORIGIN);
    }

    @TestFactory
    Stream<DynamicTest> every_recorded_plan_is_written_as_it_was_read() {
        return NnunetGolden.elements(NnunetGolden.section("plans")).stream()
                .flatMap(set -> ((Json.Members) NnunetGolden.member(set, "plans"))
                        .values().entrySet().stream()
                                .map(plans -> DynamicTest.dynamicTest(
                                        NnunetGolden.member(set, "name").compact() + " " + plans.getKey(),
                                        () -> assertThat(NnunetPlans.of(plans.getValue(), ORIGIN)
                                                        .json()
                                                        .compact())
                                                .isEqualTo(plans.getValue().compact()))));
    }

    @Test
    void a_configuration_contains_inherited_and_own_values() {
        NnunetPlans plans = tiny();
        assertThat(plans.configuration("cascade").batchSize()).isEqualTo(5);
        assertThat(plans.configuration("cascade").previousStage()).containsExactly("3d_fullres");
        assertThat(plans.configuration("cascade").spacing()).containsExactly(2.0, 1.0, 1.0);
        assertThat(plans.json()).isEqualTo(Json.parse(TINY));
    }

    @Test
    void plans_of_before_2_3_are_read_as_nnunet_reads_them() {
        String architecture = TINY.substring(TINY.indexOf("\"architecture\""), TINY.indexOf("\"batch_dice\""));
        String old = TINY.replace(architecture, """
            "UNet_class_name": "PlainConvUNet", "UNet_base_num_features": 4, "unet_max_num_features": 320,
            "n_conv_per_stage_encoder": [2, 2], "n_conv_per_stage_decoder": [2], "num_pool_per_axis": [0, 1, 1],
            "pool_op_kernel_sizes": [[1, 1, 1], [1, 2, 2]], "conv_kernel_sizes": [[1, 3, 3], [3, 3, 3]],
            """);
        assertThat(read(old)).isEqualTo(tiny());
    }

    private static void assertRejected(String from, String to, String... said) {
        assertThat(TINY).contains(from);
        assertThatThrownBy(() -> read(TINY.replace(from, to)))
                .isInstanceOf(PlanException.class)
                .hasMessageContainingAll(said);
    }

    @Test
    void an_invalid_spacing_is_rejected() {
        assertRejected(
                "[2.0, 1.0, 1.0], \"original_median_shape", "[], \"original_median_shape", "three numbers in mm");
        assertRejected("[2.0, 1.0, 1.0], \"original_median_shape", "[0, 1, 1], \"original_median_shape", "above 0");
    }

    @Test
    void a_long_chain_of_inheritance_is_rejected() {
        StringBuilder heirs = new StringBuilder("\"c0\": {\"inherits_from\": \"3d_fullres\"}");
        for (int i = 1; i < 100; i++) {
            heirs.append(", \"c%d\": {\"inherits_from\": \"c%d\"}".formatted(i, i - 1));
        }
        assertRejected("\"configurations\": {", "\"configurations\": {" + heirs + ", ", "cyclic");
    }

    @Test
    void an_unknown_network_class_is_named() {
        assertRejected(
                "unet.PlainConvUNet", "primus.Primus", "primus.Primus", "network_class_name", "ResidualEncoderUNet");
    }

    @Test
    void unsupported_networks_are_named() {
        assertRejected("nn.LeakyReLU", "nn.ReLU", "nn.ReLU", "arch_kwargs.nonlin", "LeakyReLU");
        assertRejected("\"dropout_op\": null", "\"dropout_op\": \"torch.nn.Dropout3d\"", "dropout_op", "Dropout3d");
        assertRejected("InstanceNorm3d", "BatchNorm3d", "norm_op", "BatchNorm3d");
        assertRejected("CTNormalization", "MyNormalization", "MyNormalization", "ZScoreNormalization");
    }

    @Test
    void unknown_and_missing_keys_are_named_with_their_path() {
        assertRejected(
                "\"batch_dice\": false", "\"batch_dise\": false", "configurations.3d_fullres.batch_dice", "missing");
        assertRejected("\"batch_dice\": false", "\"batch_dice\": false, \"bach\": 1", "3d_fullres.bach", "unknown key");
        assertRejected("\"n_stages\": 2", "\"n_stages\": 2, \"deep_supervision\": 1", "arch_kwargs.deep_supervision");
        assertRejected("\"n_stages\": 2", "\"n_stages\": 3", "n_stages", "3, but there are 2");
        assertRejected("\"n_stages\": 2", "\"n_stages\": 1", "n_stages", "two or more");
    }

    @Test
    void invalid_values_are_rejected() {
        assertRejected("\"batch_size\": 2", "\"batch_size\": 0", "batch_size 0");
        assertRejected("\"batch_size\": 2", "\"batch_size\": \"two\"", "batch_size", "a number");
        assertRejected("\"patch_size\": [8, 16, 16]", "\"patch_size\": [16, 16]", "3 axes");
        assertRejected("\"patch_size\": [8, 16, 16]", "\"patch_size\": [8, 16, 16.5]", "an integer");
        assertRejected("\"spacing\": [2.0, 1.0, 1.0]", "\"spacing\": [0, 1.0, 1.0]", "above 0");
        assertRejected("\"use_mask_for_norm\": [false]", "\"use_mask_for_norm\": [false, true]", "use_mask_for_norm");
        assertRejected("\"transpose_backward\": [1, 2, 0]", "\"transpose_backward\": [2, 0, 1]", "is not the inverse");
        assertRejected("[[1, 3, 3], [3, 3, 3]]", "[[1, 3, 3]]", "inconsistent lengths");
        assertRejected("\"n_conv_per_stage\": [2, 2]", "\"n_conv_per_stage\": [2, 0]", "1 or more");
    }

    @Test
    void missing_or_cyclic_inheritance_is_rejected() {
        assertRejected("\"inherits_from\": \"larger_batch\"", "\"inherits_from\": \"2d\"", "unknown configuration 2d");
        assertRejected("\"inherits_from\": \"larger_batch\"", "\"inherits_from\": \"cascade\"", "cyclic");
        assertRejected("\"inherits_from\": \"3d_fullres\", \"batch_size\": 5", "\"inherits_from\": 5", "inherits_from");
        assertRejected("\"batch_size\": 5", "\"bach_size\": 5", "configuration larger_batch", "batch_size");
        assertThatThrownBy(() -> tiny().configuration("3d_lowres"))
                .isInstanceOf(PlanException.class)
                .hasMessageContainingAll("3d_lowres", "larger_batch");
    }

    @Test
    void files_other_than_plans_are_rejected() {
        for (String text : List.of("[]", "3", "{}", "{\"configurations\": []}")) {
            assertThatThrownBy(() -> read(text)).isInstanceOf(PlanException.class);
        }
    }
}
