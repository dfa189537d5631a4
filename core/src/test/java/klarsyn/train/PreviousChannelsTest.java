package klarsyn.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import klarsyn.base.Seed;
import klarsyn.image.Shape;
import klarsyn.plan.Patch;
import klarsyn.plan.PreviousVariation;
import klarsyn.train.PreviousChannels.Operation;
import org.junit.jupiter.api.Test;

class PreviousChannelsTest {

    private static final Shape SHAPE = new Shape(9, 9, 9);
    private static final int CENTRE = SHAPE.index(4, 4, 4);

    /** One channel of an image, then two labels: a voxel in the middle, and all the rest. */
    private static PreviousChannels channels() {
        float[] image = new float[3 * SHAPE.voxels()];
        for (int i = 0; i < SHAPE.voxels(); i++) {
            image[SHAPE.voxels() + i] = i == CENTRE ? 1 : 0;
            image[2 * SHAPE.voxels() + i] = i == CENTRE ? 0 : 1;
        }
        return new PreviousChannels(image, SHAPE, 1, 2);
    }

    private static long count(PreviousChannels channels, int channel) {
        return IntStream.range(0, SHAPE.voxels())
                .filter(i -> channels.image()[channel * SHAPE.voxels() + i] == 1)
                .count();
    }

    @Test
    void a_dilated_voxel_is_a_ball_and_takes_its_voxels_from_the_other_label() {
        PreviousChannels channels = channels();
        channels.shape(0, Operation.DILATE, 2);
        assertThat(count(channels, 1)).isEqualTo(33); // voxels of a ball of radius 2
        assertThat(count(channels, 2)).isEqualTo(SHAPE.voxels() - 33L);
        assertThat(count(channels, 0)).isZero();
    }

    @Test
    void erosion_comes_from_the_border_of_the_patch_too() {
        PreviousChannels channels = channels();
        channels.shape(1, Operation.ERODE, 1);
        assertThat(count(channels, 2)).isEqualTo(7 * 7 * 7 - 7); // without the rim, the middle and its six neighbours
    }

    @Test
    void closing_fills_a_small_hole_and_opening_takes_a_small_part_away() {
        PreviousChannels channels = channels();
        channels.shape(0, Operation.OPEN, 1);
        assertThat(count(channels, 1)).isZero();
        channels = channels();
        channels.shape(1, Operation.CLOSE, 1);
        assertThat(channels.image()[2 * SHAPE.voxels() + CENTRE]).isOne();
        assertThat(channels.image()[SHAPE.voxels() + CENTRE]).isZero();
    }

    @Test
    void only_small_parts_are_taken_away() {
        PreviousChannels channels = channels();
        channels.vary(new PreviousVariation.Removal(1, 1, 0.15), Seed.of(1).generator());
        assertThat(count(channels, 1)).isZero();
        assertThat(count(channels, 2)).isEqualTo(SHAPE.voxels() - 1L);
    }

    @Test
    void what_an_earlier_network_said_becomes_channels_of_ones() {
        Sample sample = new Sample(new Patch(1, 1, 3), new float[] {5, 6, 7}, new float[3], new float[] {2, 0, 1});
        Sample seen = Finishing.withPrevious(sample, List.of(1, 2), List.of(), Seed.of(1));
        assertThat(seen.image()).containsExactly(5, 6, 7, 0, 0, 1, 1, 0, 0);
        assertThat(seen.channels()).isEqualTo(3);
    }
}
