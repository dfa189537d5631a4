package klarsyn.data.label;

import static klarsyn.data.label.WorldAxis.X;
import static klarsyn.data.label.WorldAxis.Y;
import static klarsyn.data.label.WorldAxis.Z;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import klarsyn.phantom.Phantom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LabelsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "left kidney | right kidney | X",
                "Left-Thalamus | Right-Thalamus | X",
                "L_Thalamus | R_Thalamus | X",
                "lh.hippocampus | rh.hippocampus | X",
                "LeftVentricle | RightVentricle | X",
                "Thalamus (left) | Right thalamus | X",
                "Niere links | Niere rechts | X",
                "rein gauche | rein droit | X",
                "venstre nyre | høyre nyre | X",
                "femore sinistro | femore destro | X",
                "Anterior | Posterior | Y",
                "horn_ant | horn_post | Y",
                "upper lobe | lower lobe | Z",
                "colliculus superior | colliculus inferior | Z"
            })
    void a_pair_of_opposite_names_fixes_its_axis(String one, String other, WorldAxis axis) {
        Labels labels = Labels.of(one.strip(), other.strip());

        assertThat(labels.sidedAxes()).containsExactly(axis);
        assertThat(labels.sides()).hasSize(1);
        assertThat(labels.sides().getFirst().labels()).isEqualTo(labels.foreground());
        assertThat(labels.sides().getFirst().reason()).contains(one.strip(), other.strip(), axis.words());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "liver | spleen",
                "edema | enhancing tumor",
                "L4 | L5",
                "bright spot | lefty",
                "R | tumor",
                "medial meniscus | lateral meniscus",
                "front | left_over_not"
            })
    void names_without_sides_fix_no_axis_or_only_by_whole_words(String one, String other) {
        Set<WorldAxis> axes = Labels.of(one.strip(), other.strip()).sidedAxes();

        assertThat(axes).isEqualTo(other.strip().startsWith("left_") ? Set.of(X) : Set.of());
    }

    @Test
    void an_unambiguous_side_counts_without_its_counterpart() {
        assertThat(Labels.of("left atrium").sidedAxes()).containsExactly(X);
        assertThat(Labels.of("left atrium").sides().getFirst().reason()).contains("left atrium");
        assertThat(Labels.of("L atrium").sidedAxes()).isEmpty();
    }

    @Test
    void lobes_of_both_lungs_fix_two_axes() {
        Labels lobes = Labels.of("left upper lobe", "left lower lobe", "right upper lobe", "right lower lobe");

        assertThat(lobes.sidedAxes()).containsExactlyInAnyOrder(X, Z);
        assertThat(lobes.sides())
                .extracting(
                        side -> side.labels().stream().map(Labels.Label::value).toList())
                .containsExactly(List.of(1, 3), List.of(2, 4), List.of(1, 2), List.of(3, 4));
    }

    @Test
    void the_phantoms_labels_have_no_sides() {
        assertThat(Phantom.LABELS.sidedAxes()).isEmpty();
    }

    @Test
    void values_with_a_gap_and_empty_lists_are_rejected() {
        assertThatThrownBy(() -> new Labels(List.of())).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Labels(List.of(new Labels.Label(2, "a"))))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_value_finds_its_label() {
        Labels labels = Labels.of("a", "b");

        assertThat(labels.find(2)).contains(new Labels.Label(2, "b"));
        assertThat(labels.find(0)).isEmpty();
        assertThat(labels.find(3)).isEmpty();
        assertThat(labels.classes()).isEqualTo(3);
        assertThat(Labels.of("Anterior", "Posterior").sidedAxes()).containsExactly(Y);
    }

    @Test
    void regions_combine_values_and_later_ones_overwrite_earlier_ones() {
        Labels tumor = new Labels(
                List.of(
                        new Labels.Label(1, "whole tumor", List.of(1, 2, 3)),
                        new Labels.Label(2, "core", List.of(3, 2)),
                        new Labels.Label(3, "enhancing")),
                Set.of(9));

        assertThat(tumor.areRegions()).isTrue();
        assertThat(tumor.classes())
                .as("a yes or no each, background is none of them")
                .isEqualTo(3);
        assertThat(tumor.values()).containsExactly(1, 2, 3, 9);
        assertThat(tumor.foreground().get(1)).hasToString("2 core [2, 3]");
        assertThat(Labels.of("a").areRegions()).isFalse();
    }

    @Test
    void an_ignored_value_is_not_a_label_value() {
        assertThatThrownBy(() -> new Labels(List.of(new Labels.Label(1, "a")), Set.of(1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("ignored value 1");
        assertThatThrownBy(() -> new Labels.Label(1, "a", List.of(0))).isInstanceOf(IllegalArgumentException.class);
    }
}
