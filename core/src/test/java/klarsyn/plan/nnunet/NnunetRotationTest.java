package klarsyn.plan.nnunet;

import static klarsyn.base.NnunetGolden.elements;
import static klarsyn.base.NnunetGolden.integers;
import static klarsyn.base.NnunetGolden.member;
import static klarsyn.base.NnunetGolden.number;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Collections;
import java.util.List;
import klarsyn.base.Json;
import klarsyn.base.NnunetGolden;
import klarsyn.plan.Patch;
import org.junit.jupiter.api.Test;

class NnunetRotationTest {

    @Test
    void angles_and_loaded_patches_are_those_that_nnunet_recorded() {
        List<Json> recorded = elements(member(NnunetGolden.section("lr"), "rotation_and_patch"));
        assertThat(recorded).hasSize(20);
        for (Json example : recorded) {
            Patch patch = patch(integers(member(example, "patch_size")));
            NnunetRotation rotation = NnunetRotation.of(patch);
            assertThat(Math.toRadians(rotation.degrees()))
                    .isCloseTo(number(elements(member(example, "rotation")).getLast()), within(1e-15));
            boolean flat = ((Json.Truth) member(example, "do_dummy_2d")).value();
            assertThat(rotation.inPlane()).isEqualTo(flat || patch.depth() == 1);
            assertThat(rotation.loaded(patch)).isEqualTo(patch(integers(member(example, "initial_patch_size"))));
        }
    }

    private static Patch patch(List<Integer> size) {
        return size.size() == 3 ? Patch.of(size) : new Patch(1, size.get(0), size.get(1));
    }

    @Test
    void patches_for_other_angles_and_scales_are_those_that_nnunet_recorded() {
        List<Json> recorded = elements(member(NnunetGolden.section("lr"), "get_patch_size"));
        assertThat(recorded).hasSizeGreaterThan(100);
        for (Json example : recorded) {
            double smallest = number(elements(member(example, "scale_range")).getFirst());
            assertThat(NnunetRotation.loaded(integers(member(example, "final_patch_size")), angles(example), smallest))
                    .as("%s", example.compact())
                    .isEqualTo(integers(member(example, "patch_size")));
        }
    }

    private static List<Double> angles(Json example) {
        if (example instanceof Json.Members(var members) && members.containsKey("rotation")) {
            return Collections.nCopies(3, largest(member(example, "rotation")));
        }
        return elements(member(example, "rotation_xyz")).stream()
                .map(NnunetRotationTest::largest)
                .toList();
    }

    private static double largest(Json numberOrRange) {
        return numberOrRange instanceof Json.Numeric
                ? number(numberOrRange)
                : elements(numberOrRange).stream()
                        .mapToDouble(each -> Math.abs(number(each)))
                        .max()
                        .orElseThrow();
    }
}
