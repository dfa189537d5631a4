package klarsyn.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import klarsyn.image.Geometry;
import klarsyn.image.Orientation;
import klarsyn.image.Shape;
import klarsyn.image.Spacing;
import klarsyn.image.Volume;
import klarsyn.model.TrainingImages;
import klarsyn.plan.ClassificationPlan;
import klarsyn.plan.SegmentationPlan;
import klarsyn.plan.TinyClassifiers;
import klarsyn.plan.TinyPlans;
import org.junit.jupiter.api.Test;

class InputCheckTest {

    private static final TrainingImages TRAINING = TrainingImages.of(List.of(
            Geometry.of(new Shape(20, 20, 10), new Spacing(1, 1, 2)),
            Geometry.of(new Shape(24, 22, 8), new Spacing(0.8, 1, 5))));

    private final SegmentationPlan plan = TinyPlans.isotropic();

    private List<String> warnings(Optional<TrainingImages> training, Shape shape, Spacing spacing) {
        float[] voxels = new float[shape.voxels()];
        voxels[0] = 1;
        return new InputCheck(plan, training).warnings(List.of(new Volume(Geometry.of(shape, spacing), voxels)));
    }

    @Test
    void images_within_twice_the_range_of_the_training_images_are_expected() {
        assertThat(warnings(Optional.of(TRAINING), new Shape(20, 20, 10), new Spacing(1, 1, 3)))
                .isEmpty();
        assertThat(warnings(Optional.of(TRAINING), new Shape(20, 20, 5), new Spacing(0.5, 0.6, 9.9)))
                .isEmpty();
    }

    @Test
    void an_unusual_spacing_is_reported_with_both_values() {
        assertThat(warnings(Optional.of(TRAINING), new Shape(20, 20, 10), Spacing.isotropic(0.001)))
                .singleElement()
                .asString()
                .contains("0.00100×0.00100×0.00100 mm", "0.800×1.00×2.00 mm to 1.00×1.00×5.00 mm");
        assertThat(warnings(Optional.of(TRAINING), new Shape(20, 20, 10), new Spacing(1, 1, 11)))
                .singleElement()
                .asString()
                .contains("1.00×1.00×11.0 mm");
    }

    @Test
    void an_image_of_unusual_size_is_reported_with_both_values() {
        assertThat(warnings(Optional.of(TRAINING), new Shape(20, 20, 1), new Spacing(1, 1, 2)))
                .singleElement()
                .asString()
                .contains("20×20×2 mm", "19.2×20×20 mm to 20×22×40 mm");
    }

    @Test
    void a_model_that_does_not_state_its_training_images_is_compared_by_its_plan() {
        Spacing own = plan.preprocessing().spacing();
        assertThat(warnings(Optional.empty(), new Shape(9, 9, 9), own)).isEmpty();
        assertThat(warnings(Optional.empty(), new Shape(9, 9, 9), new Spacing(own.x() / 3, own.y(), own.z())))
                .singleElement()
                .asString()
                .contains("the model's spacing");
    }

    @Test
    void a_constant_image_is_reported() {
        float[] fives = new float[2000];
        Arrays.fill(fives, 5);
        Volume image = new Volume(Geometry.of(new Shape(20, 20, 5), new Spacing(1, 1, 5)), fives);
        assertThat(new InputCheck(plan, Optional.of(TRAINING)).warnings(List.of(image)))
                .containsExactly("all voxels of the image are 5: the image is empty");
    }

    @Test
    void a_constant_channel_of_several_is_named() {
        Volume varied = varied(new Shape(8, 6, 1));
        Volume constant = new Volume(varied.geometry(), new float[48]);
        Arrays.fill(constant.voxels(), 0.5f);
        ClassificationPlan color = TinyClassifiers.gray();

        assertThat(new InputCheck(color, Optional.empty()).warnings(List.of(varied, constant)))
                .containsExactly("all voxels of channel gray are 0.500: the image is empty");
    }

    private static Volume varied(Shape shape) {
        float[] voxels = new float[shape.voxels()];
        voxels[0] = 1;
        return new Volume(Geometry.of(shape, Spacing.isotropic(1)), voxels);
    }

    @Test
    void pictures_to_be_classified_may_have_any_size() {
        InputCheck check = new InputCheck(TinyClassifiers.gray(), Optional.of(TRAINING));

        assertThat(check.warnings(List.of(varied(new Shape(1000, 1, 1))))).isEmpty();
    }

    @Test
    void the_axes_of_the_image_are_compared_in_the_orientation_of_the_patient() {
        Volume usual = new Volume(Geometry.of(new Shape(20, 20, 10), new Spacing(1, 1, 3)), new float[4000]);
        usual.voxels()[0] = 1;

        assertThat(new InputCheck(plan, Optional.of(TRAINING))
                        .warnings(List.of(usual.reorientedTo(Orientation.parse("SPL")))))
                .isEmpty();
    }

    @Test
    void training_images_of_one_spacing_are_described_by_one_value() {
        TrainingImages same = TrainingImages.of(List.of(Geometry.of(new Shape(20, 20, 10), new Spacing(1, 1, 2))));

        assertThat(warnings(Optional.of(same), new Shape(20, 20, 10), Spacing.isotropic(9)))
                .containsExactly(
                        "the spacing is 9.00×9.00×9.00 mm, that of the training images 1.00×1.00×2.00 mm, along"
                                + " right, anterior and superior: check the spacing in the image's header");
    }

    @Test
    void a_wrong_spacing_is_reported_once_and_not_as_a_wrong_size_too() {
        assertThat(warnings(Optional.of(TRAINING), new Shape(20, 20, 10), Spacing.isotropic(100)))
                .singleElement()
                .asString()
                .startsWith("the spacing is");
    }
}
