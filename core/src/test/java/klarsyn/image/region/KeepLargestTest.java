package klarsyn.image.region;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import klarsyn.base.Json;
import klarsyn.base.NnunetGolden;
import klarsyn.image.Geometry;
import klarsyn.image.LabelMap;
import klarsyn.image.Shape;
import klarsyn.image.Spacing;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class KeepLargestTest {

    /** nnU-Net may replace removed parts by any value; Klarsyn uses background. */
    @TestFactory
    List<DynamicTest> what_is_kept_is_what_nnunet_keeps() {
        List<DynamicTest> tests = new ArrayList<>();
        for (Json each : NnunetGolden.elements(NnunetGolden.section("postprocessing"))) {
            String name = NnunetGolden.member(each, "name").compact();
            tests.add(DynamicTest.dynamicTest(name, () -> {
                float[] input = NnunetGolden.floats(NnunetGolden.member(each, "input"));
                float[] output = NnunetGolden.floats(NnunetGolden.member(each, "output"));
                double removed = NnunetGolden.number(NnunetGolden.member(each, "background_label"));
                Set<Integer> values = values(NnunetGolden.member(each, "labels_or_regions"));
                short[] kept = new KeepLargest(List.of(values))
                        .apply(map(NnunetGolden.member(each, "input")))
                        .voxels();
                for (int i = 0; i < kept.length; i++) {
                    boolean isRemoved = input[i] != output[i] && output[i] == removed;
                    assertThat((float) kept[i]).as("voxel %d", i).isEqualTo(isRemoved ? 0 : output[i]);
                }
            }));
        }
        assertThat(tests).hasSize(10);
        return tests;
    }

    private static Set<Integer> values(Json labels) {
        Set<Integer> values = new TreeSet<>();
        if (labels instanceof Json.Elements(var elements)) {
            elements.forEach(element -> values.addAll(values(element)));
        } else {
            values.add((int) NnunetGolden.number(labels));
        }
        return values;
    }

    private static LabelMap map(Json array) {
        long[] axes = NnunetGolden.shape(array);
        float[] values = NnunetGolden.floats(array);
        short[] voxels = new short[values.length];
        for (int i = 0; i < voxels.length; i++) {
            voxels[i] = (short) values[i];
        }
        Shape shape = new Shape((int) axes[2], (int) axes[1], (int) axes[0]);
        return new LabelMap(Geometry.of(shape, Spacing.isotropic(1)), voxels);
    }

    @Test
    void masks_are_treated_in_turn() {
        Geometry row = Geometry.of(new Shape(9, 1, 1), Spacing.isotropic(1));
        LabelMap map = new LabelMap(row, new short[] {1, 1, 2, 0, 2, 2, 0, 1, 0});
        assertThat(new KeepLargest(List.of(Set.of(1, 2)))
                        .and(Set.of(2))
                        .apply(map)
                        .voxels())
                .containsExactly(1, 1, 2, 0, 0, 0, 0, 0, 0);
        assertThat(new KeepLargest(List.of(Set.of(2)))
                        .and(Set.of(1, 2))
                        .apply(map)
                        .voxels())
                .containsExactly(1, 1, 0, 0, 2, 2, 0, 0, 0);
        assertThat(KeepLargest.NOTHING.apply(map)).isSameAs(map);
        assertThat(new KeepLargest(List.of(Set.of(5))).apply(map).voxels()).isEqualTo(map.voxels());
    }
}
