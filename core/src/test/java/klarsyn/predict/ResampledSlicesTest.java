package klarsyn.predict;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.random.RandomGenerator;
import klarsyn.base.Seed;
import klarsyn.image.Interpolation;
import klarsyn.image.Resampling;
import klarsyn.image.Shape;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResampledSlicesTest {

    private static final int CLASSES = 2;

    @ParameterizedTest
    @CsvSource({
        "5, 4, 6, 7, 9, 13",
        "8, 9, 12, 3, 4, 5",
        "5, 4, 1, 5, 4, 3",
        "5, 4, 7, 5, 4, 1",
        "3, 3, 4, 6, 2, 4",
        "1, 1, 2, 1, 1, 9"
    })
    void slice_by_slice_is_the_whole_volume_at_once(int x, int y, int z, int toX, int toY, int toZ) {
        Shape from = new Shape(x, y, z);
        Shape to = new Shape(toX, toY, toZ);
        float[][] volumes = new float[CLASSES][];
        RandomGenerator random = new Seed(3).generator();
        for (int k = 0; k < CLASSES; k++) {
            volumes[k] = new float[from.voxels()];
            for (int i = 0; i < volumes[k].length; i++) {
                volumes[k][i] = (float) random.nextGaussian();
            }
        }
        float[][] streamed = new float[CLASSES][to.voxels()];
        int plane = toX * toY;
        ResampledSlices slices = new ResampledSlices(from, to, CLASSES, (slice, logits) -> {
            for (int k = 0; k < CLASSES; k++) {
                System.arraycopy(logits, k * plane, streamed[k], slice * plane, plane);
            }
        });
        for (int slice = 0; slice < z; slice++) {
            float[] logits = new float[CLASSES * x * y];
            for (int k = 0; k < CLASSES; k++) {
                System.arraycopy(volumes[k], slice * x * y, logits, k * x * y, x * y);
            }
            slices.accept(slice, logits);
        }
        for (int k = 0; k < CLASSES; k++) {
            assertThat(streamed[k])
                    .containsExactly(
                            Resampling.resize(volumes[k], from, to, Interpolation.LINEAR), Offset.offset(1e-5f));
        }
    }

    @Test
    void the_first_of_equal_logits_wins() {
        short[] labels = new short[3];
        new LargestLogit(3, labels).accept(0, new float[] {1, 0, 5, 1, 2, 5, 0, 2, 6});
        assertThat(labels).containsExactly(0, 1, 2);
    }
}
