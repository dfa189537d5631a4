package klarsyn.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import klarsyn.base.DataException;
import klarsyn.base.Json;
import klarsyn.base.Where;
import klarsyn.base.Workers;
import klarsyn.data.label.Labels;
import klarsyn.data.label.Labels.Label;
import klarsyn.evaluate.PostProcessing.HeldOut;
import klarsyn.image.Geometry;
import klarsyn.image.LabelMap;
import klarsyn.image.Shape;
import klarsyn.image.Spacing;
import klarsyn.image.region.KeepLargest;
import org.junit.jupiter.api.Test;

/** Rows of voxels, a digit each; blanks are background. */
class PostProcessingTest {

    private static final Labels TWO = Labels.of("one", "two");

    @Test
    void specks_of_one_label_are_removed_and_real_parts_of_another_stay() {
        PostProcessing decided = decide(TWO, "111   2 2", "111 1 2 2", "11    2 2", "11  1 2 2");
        assertThat(decided.chosen()).isEqualTo(new KeepLargest(List.of(Set.of(1))));
        assertThat(decided.trials()).extracting(PostProcessing.Trial::what).containsExactly("foreground", "one", "two");
        assertThat(decided.trials()).extracting(PostProcessing.Trial::isKept).containsExactly(false, true, false);
        // two of one's Dice: 6/7 and 4/5 before, 1 after
        assertThat(decided.trials().get(1).before()).isEqualTo((6 / 7.0 + 4 / 5.0) / 2);
        assertThat(decided.trials().get(1).after()).isEqualTo(1);
        assertThat(decided.json().compact()).contains("\"keep_largest\":[[1]]");
        assertThat(PostProcessing.chosen(decided.json(), Where.of("here"))).isEqualTo(decided.chosen());
    }

    @Test
    void the_foreground_is_tested_before_the_labels() {
        PostProcessing decided = decide(TWO, "11122    ", "11122 1 2");
        assertThat(decided.chosen()).isEqualTo(new KeepLargest(List.of(Set.of(1, 2))));
        assertThat(decided.trials()).extracting(PostProcessing.Trial::isKept).containsExactly(true, false, false);
        assertThat(decided.trials().get(1).before()).isEqualTo(1);
    }

    @Test
    void the_foreground_is_unchanged_if_a_label_gets_worse() {
        PostProcessing decided = decide(TWO, "11111    2", "11111 1  2");
        assertThat(decided.trials().getFirst().isKept()).isFalse();
        assertThat(decided.chosen()).isEqualTo(new KeepLargest(List.of(Set.of(1))));
    }

    @Test
    void a_tie_changes_nothing_and_one_label_is_tried_once() {
        PostProcessing decided = decide(Labels.of("one"), "111", "111");
        assertThat(decided.chosen()).isEqualTo(KeepLargest.NOTHING);
        assertThat(decided.trials()).hasSize(1);
    }

    @Test
    void regions_are_tested_in_order_by_their_members() {
        Labels regions =
                new Labels(List.of(new Label(1, "whole", List.of(1, 2)), new Label(2, "core", List.of(2))), Set.of(3));
        PostProcessing decided = decide(regions, "1122   1 3", "1122 2 1 2");
        assertThat(decided.chosen().masks()).contains(Set.of(2));
        assertThat(decided.trials())
                .extracting(PostProcessing.Trial::what)
                .containsExactly("foreground", "whole", "core");
    }

    private static PostProcessing decide(Labels labels, String... rows) {
        List<HeldOut> cases = new java.util.ArrayList<>();
        for (int i = 0; i < rows.length; i += 2) {
            LabelMap reference = row(rows[i]);
            LabelMap predicted = row(rows[i + 1]);
            cases.add(new HeldOut("case " + i, () -> reference, () -> predicted));
        }
        return PostProcessing.decide(cases, labels, new Workers(2));
    }

    private static LabelMap row(String digits) {
        short[] voxels = new short[12];
        for (int i = 0; i < digits.length(); i++) {
            voxels[i] = (short) (digits.charAt(i) == ' ' ? 0 : digits.charAt(i) - '0');
        }
        return new LabelMap(Geometry.of(new Shape(12, 1, 1), Spacing.isotropic(1)), voxels);
    }

    @Test
    void invalid_post_processing_is_rejected() {
        assertThatThrownBy(() -> PostProcessing.chosen(Json.parse("{\"keep_largest\": [[0]]}"), Where.of("here")))
                .isInstanceOf(DataException.class);
        assertThatThrownBy(() -> PostProcessing.chosen(Json.parse("[]"), Where.of("here")))
                .isInstanceOf(DataException.class);
    }
}
