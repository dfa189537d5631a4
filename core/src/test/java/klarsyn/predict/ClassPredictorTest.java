package klarsyn.predict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import klarsyn.base.DataException;
import klarsyn.base.ModelException;
import klarsyn.base.Seed;
import klarsyn.image.Geometry;
import klarsyn.image.Shape;
import klarsyn.image.Spacing;
import klarsyn.image.Volume;
import klarsyn.model.PlannedNetwork;
import klarsyn.nn.Network;
import klarsyn.plan.ClassificationPlan;
import klarsyn.plan.PictureAugmentation;
import klarsyn.plan.PictureAugmentation.Mirror;
import klarsyn.plan.TinyClassifiers;
import klarsyn.prepare.PictureInput;
import klarsyn.tensor.Scope;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ClassPredictorTest {

    private static final ClassificationPlan PLAN =
            TinyClassifiers.with(new PictureAugmentation(0, 0, 0, 0, Mirror.LEFT_RIGHT), 0);

    private final Scope scope = Scope.open("test");

    @AfterEach
    void free() {
        scope.close();
    }

    private static Network network(long seed) {
        return PlannedNetwork.fresh(PLAN, Seed.of(seed));
    }

    /** A picture with a bright pixel at a place. */
    private static List<Volume> picture(int x, int y) {
        float[] pixels = new float[48];
        pixels[6 * y + x] = 5;
        return List.of(new Volume(Geometry.of(new Shape(6, 8, 1), Spacing.isotropic(1)), pixels));
    }

    private static float[] probabilities(Classified answer) {
        float[] each = new float[answer.probabilities().size()];
        for (int k = 0; k < each.length; k++) {
            each[k] = answer.probabilities().get(k).floatValue();
        }
        return each;
    }

    @Test
    void probabilities_add_up_to_1_over_the_classes_of_the_plan() {
        Classified answer = ClassPredictor.of(PLAN, network(1)).predict(picture(2, 3));

        assertThat(answer.classes()).containsExactly("cat", "dog", "cow");
        assertThat(answer.probabilities().stream().mapToDouble(p -> p).sum()).isCloseTo(1, within(1e-5));
    }

    @Test
    void several_pictures_at_once_are_classified_as_one_by_one() {
        ClassPredictor predictor = ClassPredictor.of(PLAN, network(1));
        List<List<Volume>> pictures = List.of(picture(0, 0), picture(2, 3), picture(5, 7));

        List<Classified> together = predictor.predictAll(pictures);

        for (int i = 0; i < 3; i++) {
            assertThat(probabilities(together.get(i)))
                    .containsExactly(probabilities(predictor.predict(pictures.get(i))), within(1e-5f));
        }
    }

    @Test
    void an_ensemble_averages_the_probabilities() {
        ClassPredictor first = ClassPredictor.of(PLAN, network(1));
        ClassPredictor second = ClassPredictor.of(PLAN, network(2));

        ClassPredictor both = ClassPredictor.ensemble(List.of(first, second));

        float[] one = probabilities(first.predict(picture(2, 3)));
        float[] two = probabilities(second.predict(picture(2, 3)));
        float[] mean = new float[3];
        for (int k = 0; k < 3; k++) {
            mean[k] = (one[k] + two[k]) / 2;
        }
        assertThat(both.passes()).isEqualTo(2);
        assertThat(probabilities(both.predict(picture(2, 3)))).containsExactly(mean, within(1e-5f));
    }

    @Test
    void with_mirroring_a_picture_and_its_mirror_image_get_the_same_prediction() {
        ClassPredictor plain = ClassPredictor.of(PLAN, network(1));
        ClassPredictor mirroring = plain.withTrainedMirrorAxes();

        assertThat(mirroring.passes()).isEqualTo(2);
        assertThat(probabilities(mirroring.predict(picture(0, 3))))
                .containsExactly(probabilities(mirroring.predict(picture(5, 3))), within(1e-5f));
        assertThat(probabilities(plain.predict(picture(0, 3))))
                .isNotEqualTo(probabilities(plain.predict(picture(5, 3))));
        assertThat(mirroring.withoutMirrorAxes().passes()).isEqualTo(1);
    }

    @Test
    void a_model_trained_without_mirroring_predicts_without_it() {
        ClassPredictor predictor = ClassPredictor.of(TinyClassifiers.gray(), network(1));

        assertThat(predictor.withTrainedMirrorAxes().passes()).isEqualTo(1);
    }

    @Test
    void progress_ends_at_1() {
        List<Double> shares = new ArrayList<>();

        ClassPredictor.of(PLAN, network(1)).withProgress(shares::add).predict(picture(0, 0));

        assertThat(shares).last().isEqualTo(1.0);
    }

    @Test
    void a_volume_is_rejected() {
        Volume volume = new Volume(Geometry.of(new Shape(6, 8, 4), Spacing.isotropic(1)), new float[192]);
        ClassPredictor predictor = ClassPredictor.of(PLAN, network(1));

        assertThatThrownBy(() -> predictor.predict(List.of(volume)))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("slices");
    }

    @Test
    void nan_from_a_network_is_reported() {
        ClassPredictor predictor = ClassPredictor.of(PLAN, network(1));
        List<Volume> broken = picture(0, 0);
        broken.getFirst().voxels()[0] = Float.NaN;

        assertThatThrownBy(() -> predictor.predict(broken))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("NaN");
    }

    @Test
    void models_of_an_ensemble_may_resize_pictures_differently() {
        ClassificationPlan other = TinyClassifiers.gray();
        ClassificationPlan larger = new ClassificationPlan(
                other.format(),
                other.cohort(),
                other.target(),
                other.classes(),
                other.modalities(),
                new PictureInput(16, 12, List.of(0.0), List.of(1.0)),
                other.network(),
                other.classFrequencies(),
                other.labelSmoothing(),
                other.compute(),
                other.optimization(),
                other.augmentation(),
                other.reasons());
        ClassPredictor small = ClassPredictor.of(PLAN, network(1));
        ClassPredictor large = ClassPredictor.of(larger, network(2));

        ClassPredictor both = ClassPredictor.ensemble(List.of(small, large));

        double mean = (small.predict(picture(2, 3)).probabilities().getFirst()
                        + large.predict(picture(2, 3)).probabilities().getFirst())
                / 2;
        assertThat(both.predict(picture(2, 3)).probabilities().getFirst()).isCloseTo(mean, within(1e-5));
    }

    @Test
    void predictions_free_their_native_memory() {
        ClassPredictor predictor = ClassPredictor.of(PLAN, network(1));
        long before = Scope.liveObjects();

        predictor.predict(picture(0, 0));

        assertThat(Scope.liveObjects()).isEqualTo(before);
    }
}
