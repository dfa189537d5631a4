package klarsyn.prepare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.random.RandomGenerator;
import klarsyn.base.DataException;
import klarsyn.base.Json;
import klarsyn.base.PlanException;
import klarsyn.base.Seed;
import klarsyn.base.Where;
import klarsyn.image.Box;
import klarsyn.image.Geometry;
import klarsyn.image.LabelMap;
import klarsyn.image.Orientation;
import klarsyn.image.Shape;
import klarsyn.image.Spacing;
import klarsyn.image.Volume;
import klarsyn.image.resample.Interpolation;
import klarsyn.image.resample.Resampling;
import klarsyn.image.resample.ResizeRule;
import klarsyn.plan.json.RecordJson;
import klarsyn.prepare.Normalization.Extent;
import klarsyn.prepare.Normalization.Scheme;
import klarsyn.prepare.Preprocessing.Crop;
import klarsyn.prepare.Preprocessing.Normalized;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class PreprocessingTest {

    private static final Preprocessing OWN =
            Preprocessing.klarsyn("RAS", Spacing.isotropic(1), List.of(Normalization.zScore()));

    private static Volume noise(Geometry grid) {
        RandomGenerator random = Seed.of(3).generator();
        float[] voxels = new float[grid.shape().voxels()];
        for (int i = 0; i < voxels.length; i++) {
            voxels[i] = (float) (100 + 20 * random.nextGaussian());
        }
        return new Volume(grid, voxels);
    }

    /** Noise in a box, zeros around it. */
    private static Volume framed(Geometry grid, Box box) {
        Volume noise = noise(grid);
        float[] voxels = new float[noise.voxels().length];
        for (int z = box.fromZ(); z < box.toZ(); z++) {
            for (int y = box.fromY(); y < box.toY(); y++) {
                for (int x = box.fromX(); x < box.toX(); x++) {
                    int index = grid.shape().index(x, y, z);
                    voxels[index] = noise.voxels()[index];
                }
            }
        }
        return new Volume(grid, voxels);
    }

    @Test
    void an_image_without_zero_borders_is_reoriented_resampled_and_scaled_as_usual() {
        Volume image = noise(Geometry.of(new Shape(12, 9, 7), new Spacing(1.4, 0.7, 1.1)))
                .reorientedTo(Orientation.parse("LPS"));
        Volume resampled =
                Resampling.to(image.reorientedTo(Orientation.RAS), Spacing.isotropic(1), Interpolation.CUBIC);
        float[] expected = resampled.voxels().clone();
        Normalization.zScore().apply(expected, new short[0]);
        PreprocessedImage prepared = OWN.apply(List.of(image));
        assertThat(prepared.grid().matches(resampled.geometry())).isTrue();
        assertThat(prepared.channels().getFirst().voxels()).containsExactly(expected);
    }

    @Test
    void the_image_given_stays_as_it_is() {
        Volume image = noise(Geometry.of(new Shape(4, 4, 4), Spacing.isotropic(1)));
        float[] before = image.voxels().clone();
        for (Normalized order : Normalized.values()) {
            new Preprocessing(OWN.frame(), Crop.NONE, OWN.spacing(), OWN.resizing(), order, OWN.channels())
                    .apply(List.of(image));
            assertThat(image.voxels()).containsExactly(before);
        }
    }

    @Test
    void within_one_percent_of_the_spacing_an_image_is_left_as_it_is() {
        Volume image = noise(Geometry.of(new Shape(200, 3, 3), new Spacing(1.009, 1, 1)));
        assertThat(OWN.apply(List.of(image)).grid()).isEqualTo(image.geometry());
        assertThat(Preprocessing.nnunet(List.of(0, 1, 2), Spacing.isotropic(1), Resizing.Axes.ALL, OWN.channels())
                        .apply(List.of(image))
                        .grid()
                        .shape())
                .isEqualTo(new Shape(202, 3, 3));
    }

    @ParameterizedTest
    @ValueSource(strings = {"RAS", "LPS", "SAR", "PIL"})
    void labels_come_back_to_where_the_image_shows_something(String stored) {
        Geometry grid = Geometry.of(new Shape(9, 8, 7), Spacing.isotropic(1));
        Box box = new Box(2, 1, 3, 7, 8, 6);
        Volume image = framed(grid, box).reorientedTo(Orientation.parse(stored));
        for (Frame frame : List.of(new Frame.Anatomical("ASR"), new Frame.AsStored(List.of(2, 0, 1)))) {
            PreprocessedImage prepared = OWN.withFrame(frame).apply(List.of(image));
            assertThat(prepared.kept().voxels()).isEqualTo(box.shape().voxels());
            assertThat(prepared.grid().matches(prepared.reorientation().to().cut(prepared.box())))
                    .isTrue();
            float[] seen = prepared.channels().getFirst().voxels();
            short[] labels = new short[seen.length];
            for (int i = 0; i < labels.length; i++) {
                labels[i] = (short) (seen[i] > 0 ? 1 : 2);
            }
            LabelMap restored = prepared.restore(labels);
            assertThat(restored.geometry()).isSameAs(image.geometry());
            double mean = mean(image);
            for (int i = 0; i < image.voxels().length; i++) {
                float voxel = image.voxels()[i];
                assertThat((int) restored.voxels()[i]).isEqualTo(voxel == 0 ? 0 : voxel > mean ? 1 : 2);
            }
        }
    }

    private static double mean(Volume image) {
        double sum = 0;
        int count = 0;
        for (float voxel : image.voxels()) {
            sum += voxel;
            count += voxel == 0 ? 0 : 1;
        }
        return sum / count;
    }

    @Test
    void as_stored_no_axis_is_flipped() {
        Geometry grid = Geometry.of(new Shape(4, 3, 2), new Spacing(1, 2, 3)).reorientedTo(Orientation.parse("LPI"));
        PreprocessedImage prepared = Preprocessing.nnunet(
                        List.of(1, 0, 2),
                        new Spacing(1, 3, 2),
                        Resizing.Axes.ALL,
                        List.of(Normalization.of(Scheme.NONE)))
                .apply(List.of(noise(grid)));
        assertThat(prepared.grid().shape()).isEqualTo(new Shape(4, 2, 3));
        assertThat(prepared.grid().orientation()).hasToString("LIP");
    }

    @Test
    void slices_may_stay_as_thick_as_they_are() {
        Preprocessing flat =
                Preprocessing.nnunet(List.of(0, 1, 2), Spacing.isotropic(1), Resizing.Axes.IN_PLANE, OWN.channels());
        PreprocessedImage prepared =
                flat.apply(List.of(noise(Geometry.of(new Shape(8, 8, 5), new Spacing(0.5, 2, 4)))));
        assertThat(prepared.grid().shape()).isEqualTo(new Shape(4, 16, 5));
        assertThat(prepared.spacing()).isEqualTo(new Spacing(1, 1, 4));
        assertThat(prepared.ownSpacing()).isEqualTo(new Spacing(0.5, 2, 4));
    }

    @ParameterizedTest
    @EnumSource(Normalized.class)
    void zeros_outside_count_in_no_mean_where_the_plan_says_so(Normalized order) {
        Geometry grid = Geometry.of(new Shape(9, 8, 7), Spacing.isotropic(1));
        Volume one = framed(grid, new Box(0, 0, 0, 9, 4, 7));
        Volume other = framed(grid, new Box(0, 0, 0, 1, 8, 1));
        Normalization masked = Normalization.zScore().withExtent(Extent.NON_ZERO);
        PreprocessedImage prepared = new Preprocessing(
                        OWN.frame(), Crop.NON_ZERO, OWN.spacing(), OWN.resizing(), order, List.of(masked, masked))
                .apply(List.of(one, other));
        float[] voxels = prepared.channels().getFirst().voxels();
        double sum = 0;
        for (float voxel : voxels) {
            sum += voxel;
        }
        int inside = 9 * 4 * 7 + 4;
        assertThat(sum / inside).isBetween(-1e-6, 1e-6);
        assertThat(voxels[grid.shape().index(5, 7, 3)]).isZero();
        assertThat(voxels[grid.shape().index(0, 7, 0)]).isNegative();
    }

    @Test
    void an_image_of_other_channels_is_rejected() {
        Volume image = noise(Geometry.of(new Shape(4, 4, 4), Spacing.isotropic(1)));
        assertThatThrownBy(() -> OWN.apply(List.of(image, image)))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("2 channels");
    }

    @Test
    void a_header_whose_spacing_makes_an_image_larger_than_any_is_rejected() {
        Geometry wrong = Geometry.of(new Shape(64, 64, 64), Spacing.isotropic(100));
        assertThatThrownBy(() -> OWN.grid(wrong))
                .isInstanceOf(DataException.class)
                .hasMessageContainingAll("too many", "check the spacing");
    }

    @Test
    void labels_on_another_grid_are_rejected() {
        Volume image = noise(Geometry.of(new Shape(4, 4, 4), Spacing.isotropic(1)));
        Geometry other = Geometry.of(new Shape(4, 4, 4), Spacing.isotropic(2));
        assertThatThrownBy(() -> OWN.apply(List.of(image), new LabelMap(other, new short[64])))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("different grids");
    }

    @Test
    void inconsistent_plans_are_rejected() {
        assertThatThrownBy(() -> new Frame.Anatomical("RAX")).isInstanceOf(PlanException.class);
        assertThatThrownBy(() -> new Frame.AsStored(List.of(0, 1))).isInstanceOf(PlanException.class);
        assertThatThrownBy(() -> new Frame.AsStored(List.of(0, 1, 1))).isInstanceOf(PlanException.class);
        ResizeRule cubic = ResizeRule.even(Interpolation.CUBIC);
        ResizeRule linear = ResizeRule.even(Interpolation.LINEAR);
        assertThatThrownBy(() -> new Resizing(Resizing.Axes.ALL, 0, cubic, cubic, linear))
                .isInstanceOf(PlanException.class);
        assertThatThrownBy(() -> new Resizing(Resizing.Axes.ALL, Double.NaN, cubic, linear, linear))
                .isInstanceOf(PlanException.class);
    }

    @Test
    void both_frames_are_written_to_json_and_read_again() {
        Preprocessing nnunet = Preprocessing.nnunet(
                List.of(2, 0, 1), new Spacing(0.8, 0.9, 3), Resizing.Axes.IN_PLANE, OWN.channels());
        for (Preprocessing each : List.of(OWN, nnunet)) {
            Json json = RecordJson.write(each);
            assertThat(RecordJson.read(json, Preprocessing.class, Where.of("test")))
                    .isEqualTo(each);
        }
    }
}
