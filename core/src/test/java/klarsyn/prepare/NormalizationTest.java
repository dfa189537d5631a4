package klarsyn.prepare;

import static klarsyn.base.NnunetGolden.elements;
import static klarsyn.base.NnunetGolden.floats;
import static klarsyn.base.NnunetGolden.member;
import static klarsyn.base.NnunetGolden.number;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import klarsyn.base.DataException;
import klarsyn.base.Json;
import klarsyn.base.NnunetGolden;
import klarsyn.prepare.Normalization.Extent;
import klarsyn.prepare.Normalization.Scheme;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class NormalizationTest {

    private static final short[] ALL = {};

    /** nnU-Net computes in single precision: values are of order 1 to 10. */
    @TestFactory
    List<DynamicTest> intensities_are_scaled_as_in_nnunet() {
        Json golden = NnunetGolden.section("normalization");
        return elements(member(golden, "results")).stream()
                .map(result -> DynamicTest.dynamicTest(
                        text(result, "scheme") + " of " + text(result, "input"), () -> check(golden, result)))
                .toList();
    }

    private static void check(Json golden, Json result) {
        float[] voxels = floats(member(golden, text(result, "input")));
        boolean masked = member(result, "use_mask_for_norm").equals(new Json.Truth(true));
        float[] seg = floats(member(golden, "mask_seg"));
        short[] marks = new short[seg.length];
        for (int i = 0; i < seg.length; i++) {
            marks[i] = (short) seg[i];
        }
        Normalization normalization =
                NnunetPreprocessingTest.normalization(text(result, "scheme"), member(golden, "intensity_properties"));
        normalization.withExtent(masked ? Extent.NON_ZERO : Extent.ALL).apply(voxels, marks);
        assertThat(voxels).containsExactly(floats(member(result, "output")), within(2e-6f));
    }

    @TestFactory
    List<DynamicTest> channels_get_their_scheme_by_name_as_in_nnunet() {
        Json names = member(NnunetGolden.section("normalization"), "channel_name_to_scheme");
        return ((Json.Members) names)
                .values().entrySet().stream()
                        .map(entry -> DynamicTest.dynamicTest(
                                "\"" + entry.getKey() + "\"",
                                () -> assertThat(Scheme.ofChannel(entry.getKey()))
                                        .isEqualTo(NnunetPreprocessingTest.scheme(
                                                ((Json.Text) entry.getValue()).value()))))
                        .toList();
    }

    @TestFactory
    List<DynamicTest> only_what_nnunet_lets_leaves_out_zeros() {
        Json names = member(NnunetGolden.section("normalization"), "may_use_mask");
        return ((Json.Members) names)
                .values().entrySet().stream()
                        .map(entry -> DynamicTest.dynamicTest(
                                entry.getKey(),
                                () -> assertThat(NnunetPreprocessingTest.scheme(entry.getKey())
                                                .mayLeaveOutZeros())
                                        .isEqualTo(entry.getValue().equals(new Json.Truth(true)))))
                        .toList();
    }

    @Test
    void a_scheme_without_image_statistics_excludes_nothing() {
        assertThatThrownBy(() -> Normalization.ct(0, 1, 0, 1).withExtent(Extent.NON_ZERO))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("CT");
    }

    @Test
    void a_picture_of_more_than_8_bits_is_rejected() {
        assertThatThrownBy(() -> Normalization.of(Scheme.RGB).apply(new float[] {0, 300}, ALL))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("300");
        assertThatThrownBy(() -> Normalization.of(Scheme.RGB).apply(new float[] {-1, 3}, ALL))
                .isInstanceOf(DataException.class);
    }

    @Test
    void an_empty_mask_changes_nothing() {
        float[] voxels = {0, 0};
        Normalization.zScore().withExtent(Extent.NON_ZERO).apply(voxels, new short[] {-1, -1});
        assertThat(voxels).containsExactly(0, 0);
    }

    private static String text(Json json, String key) {
        return ((Json.Text) member(json, key)).value();
    }

    static double value(Json json, String key) {
        return number(member(json, key));
    }
}
