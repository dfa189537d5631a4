package klarsyn.plan.nnunet;

import static klarsyn.base.NnunetGolden.elements;
import static klarsyn.base.NnunetGolden.floats;
import static klarsyn.base.NnunetGolden.member;
import static klarsyn.base.NnunetGolden.number;
import static klarsyn.base.NnunetGolden.shape;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import klarsyn.base.Json;
import klarsyn.base.NnunetGolden;
import klarsyn.image.Geometry;
import klarsyn.image.LabelMap;
import klarsyn.image.Shape;
import klarsyn.image.Spacing;
import klarsyn.image.Volume;
import org.junit.jupiter.api.Test;

class NnunetForegroundTest {

    private static final int CHANNELS = 2;

    private final Json recorded = NnunetGolden.section("fingerprint");

    private List<float[]> channels() {
        float[] all = floats(member(recorded, "images"));
        int size = all.length / CHANNELS;
        return List.of(Arrays.copyOfRange(all, 0, size), Arrays.copyOfRange(all, size, all.length));
    }

    private short[] labels() {
        float[] values = floats(member(recorded, "seg"));
        short[] labels = new short[values.length];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = (short) values[i];
        }
        return labels;
    }

    @Test
    void sampled_voxels_equal_nnunets() {
        List<float[]> drawn =
                NnunetForeground.draw(channels(), labels(), (int) number(member(recorded, "num_samples")));
        List<Json> expected = elements(member(recorded, "sampled_intensities"));
        for (int channel = 0; channel < CHANNELS; channel++) {
            assertThat(drawn.get(channel)).containsExactly(floats(expected.get(channel)));
        }
    }

    @Test
    void statistics_of_all_that_was_drawn_are_nnunets() {
        long[] size = shape(member(recorded, "seg"));
        Geometry grid = Geometry.of(new Shape((int) size[3], (int) size[2], (int) size[1]), Spacing.isotropic(1));
        NnunetForeground foreground = NnunetForeground.of((int) number(member(recorded, "num_samples")), 1);
        foreground.add(
                channels().stream().map(voxels -> new Volume(grid, voxels)).toList(), new LabelMap(grid, labels()));

        List<Json> expected = elements(member(recorded, "aggregate"));
        for (int channel = 0; channel < CHANNELS; channel++) {
            NnunetIntensities own = foreground.intensities().get(channel);
            Json one = expected.get(channel);
            assertThat(own.mean()).isEqualTo(number(member(one, "mean")));
            assertThat(own.std()).isEqualTo(number(member(one, "std")));
            assertThat(own.min()).isEqualTo(number(member(one, "min")));
            assertThat(own.max()).isEqualTo(number(member(one, "max")));
            // recorded one by one, which NumPy computes in single precision; nnU-Net asks for all at once, in double
            assertThat(own.median()).isCloseTo(number(member(one, "median")), within(2e-6));
            assertThat(own.percentile99_5()).isCloseTo(number(member(one, "percentile_99_5")), within(2e-6));
            assertThat(own.percentile00_5()).isCloseTo(number(member(one, "percentile_00_5")), within(2e-6));
        }
        // numpy.percentile(channel 1's samples, numpy.array((0.5, 50.0, 99.5)))[0]
        assertThat(foreground.intensities().get(1).percentile00_5()).isEqualTo(25.375500688552858);
    }

    @Test
    void statistics_of_a_whole_foreground_are_nnunets() {
        short[] labels = labels();
        List<Json> expected = elements(member(recorded, "statistics"));
        for (int channel = 0; channel < CHANNELS; channel++) {
            float[] foreground = new float[labels.length];
            int count = 0;
            for (int i = 0; i < labels.length; i++) {
                if (labels[i] > 0) {
                    foreground[count++] = channels().get(channel)[i];
                }
            }
            NnunetIntensities own = NnunetForeground.statistics(Arrays.copyOf(foreground, count));
            Json one = expected.get(channel);
            assertThat((float) own.mean()).isEqualTo((float) number(member(one, "mean")));
            assertThat(own.median()).isEqualTo(number(member(one, "median")));
            assertThat((float) own.min()).isEqualTo((float) number(member(one, "min")));
            assertThat((float) own.max()).isEqualTo((float) number(member(one, "max")));
            assertThat(own.percentile99_5()).isEqualTo(number(member(one, "percentile_99_5")));
            assertThat(own.percentile00_5()).isEqualTo(number(member(one, "percentile_00_5")));
        }
    }

    @Test
    void sums_of_many_numbers_go_by_halves_as_in_numpy() {
        // a = (numpy.arange(1000, dtype=numpy.float32) * 0.1).astype(numpy.float32); a.mean(), a.std()
        float[] values = new float[1000];
        for (int i = 0; i < values.length; i++) {
            values[i] = i * 0.1f;
        }
        NnunetIntensities own = NnunetForeground.statistics(values);
        assertThat(own.mean()).isEqualTo(49.95000076293945);
        assertThat(own.std()).isEqualTo(28.86750030517578);
    }

    @Test
    void a_case_without_foreground_adds_nothing() {
        assertThat(NnunetForeground.draw(channels(), new short[120], 40))
                .allSatisfy(drawn -> assertThat(drawn).isEmpty());
        assertThat(NnunetForeground.statistics(new float[0]).mean()).isNaN();
        assertThat(NnunetForeground.of(100, 3).intensities()).isEmpty();
    }
}
