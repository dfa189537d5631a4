package klarsyn.plan.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import klarsyn.base.Interval;
import klarsyn.base.Json;
import klarsyn.base.PlanException;
import klarsyn.base.Where;
import klarsyn.loss.Loss;
import klarsyn.loss.Loss.Background;
import klarsyn.loss.Loss.Over;
import klarsyn.nn.UNetStyle;
import klarsyn.plan.AugmentationPlan.Plane;
import klarsyn.plan.AugmentationPlan.Span;
import klarsyn.plan.Budget;
import klarsyn.plan.Patch;
import klarsyn.plan.Plan;
import klarsyn.plan.Preset;
import klarsyn.plan.Recipe;
import klarsyn.plan.TinyClassifiers;
import klarsyn.plan.TinyPlans;
import klarsyn.plan.Variation;
import klarsyn.prepare.Frame;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class RecordJsonTest {

    private static final Where FILE = Where.of("plan.json");

    private static final List<Loss> LOSSES = List.of(
            new Loss.Dice(
                    Background.INCLUDED, Over.BATCH, Loss.Power.SQUARED, Loss.Ratio.JACCARD, 0, 1e-9, List.of(1.0)),
            new Loss.GeneralisedDice(Background.EXCLUDED, Over.SAMPLE, Loss.VolumeWeight.INVERSE, 0.5, 0.25),
            new Loss.Tversky(Background.EXCLUDED, Over.EVERYTHING, 0.3, 0.7, 0.75, 1, 1, List.of()),
            new Loss.CrossEntropy(List.of(1.0, 2.5), 0.1, Loss.RegionMean.SUM_WHERE_MASKED),
            new Loss.TopK(10, List.of(), 0),
            Loss.Focal.plain(Background.INCLUDED),
            new Loss.UnifiedFocal(0.5, 0.6, 0.5),
            new Loss.Hausdorff(Background.EXCLUDED, Over.SAMPLE, 2, Loss.Scale.LOGARITHM),
            new Loss.Boundary(Background.EXCLUDED),
            new Loss.ClDice(3, 1),
            new Loss.Wasserstein(
                    List.of(List.of(0.0, 1.0), List.of(1.0, 0.0)), Loss.ErrorWeight.INVERSE_VOLUME, 0, 1e-5),
            Loss.nnunet(Over.BATCH));

    private static final List<Variation> VARIATIONS = Variation.nnunet(Plane.IN_PLANE);

    static Stream<Arguments> every_case_of_a_family_comes_back() {
        return Stream.of(
                Arguments.of(Loss.class, LOSSES),
                Arguments.of(Variation.class, VARIATIONS),
                Arguments.of(Budget.Time.class, List.of(new Budget.Minutes(0.5), new Budget.Iterations(1L << 40))),
                Arguments.of(
                        Recipe.class,
                        List.of(
                                new Recipe.Own(UNetStyle.Blocks.RESIDUAL_ENCODER),
                                new Recipe.Nnunet(Preset.RESENC_XL, "2d"))),
                Arguments.of(Frame.class, List.of(new Frame.Anatomical("SRA"), new Frame.AsStored(List.of(2, 0, 1)))),
                Arguments.of(Plan.class, List.of(TinyPlans.isotropic(), TinyClassifiers.gray())));
    }

    @ParameterizedTest
    @MethodSource
    void every_case_of_a_family_comes_back(Class<?> family, List<?> cases) {
        assertThat(cases.stream().<Class<?>>map(Object::getClass).distinct())
                .containsExactlyInAnyOrder(family.getPermittedSubclasses());
        for (Object one : cases) {
            Json written = Json.parse(RecordJson.write(one).indented());

            assertThat(RecordJson.readCase(written, family, FILE)).isEqualTo(one);
        }
    }

    @Test
    void keys_are_in_the_order_of_the_record_after_its_kind() {
        assertThat(RecordJson.write(new Variation.Noise(0.1, Span.even(0, 0.1))).compact())
                .isEqualTo("{\"kind\":\"noise\",\"probability\":0.1,"
                        + "\"deviation\":{\"low\":0,\"high\":0.1,\"spread\":\"EVEN\"}}");
    }

    @Test
    void sets_are_written_in_ascending_order() {
        assertThat(RecordJson.write(Set.of(3, 1, 2)).compact()).isEqualTo("[1,2,3]");
    }

    @Test
    void a_metric_without_cases_is_null_and_no_other_number_may_be() {
        Json none = RecordJson.write(Interval.NONE);

        assertThat(none.compact()).isEqualTo("{\"mean\":null,\"low\":null,\"high\":null,\"n\":0}");
        assertThat(RecordJson.read(none, Interval.class, FILE)).isEqualTo(Interval.NONE);
        assertThat(failure("{\"depth\":null,\"height\":1,\"width\":1}", Patch.class)
                        .what())
                .isEqualTo("expected a number, found null");
    }

    @Test
    void an_unsupported_type_cannot_be_written() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RecordJson.write(Optional.of(1)))
                .withMessageContaining("Optional");
    }

    private static PlanException failure(String json, Class<? extends Record> type) {
        PlanException failure =
                catchThrowableOfType(PlanException.class, () -> RecordJson.read(Json.parse(json), type, FILE));
        assertThat(failure).isNotNull();
        return failure;
    }

    private static PlanException lossFailure(String json) {
        PlanException failure = catchThrowableOfType(
                PlanException.class, () -> RecordJson.readCase(Json.parse(json), Loss.class, FILE));
        assertThat(failure).isNotNull();
        return failure;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"weight\":1,\"loss\":{\"kind\":\"topk\"  | \"weight\":-1,\"loss\":{\"kind\":\"topk\" | terms[1]",
                "\"kind\":\"topk\"                        | \"kind\":\"topq\"             | terms[1].loss.kind",
                "\"percent\":10                           | \"percent\":\"10\"            | terms[1].loss.percent",
                "\"percent\":10                           | \"percent\":1000              | terms[1].loss",
                "\"weights\":[]                           | \"weights\":[1,true]          | terms[1].loss.weights[1]",
                "\"weights\":[]                           | \"weights\":{}                | terms[1].loss.weights",
            })
    void an_error_deep_inside_has_its_path(String written, String wrong, String path) {
        Loss loss = Loss.Combined.of(new Loss.Boundary(Background.EXCLUDED), new Loss.TopK(10, List.of(), 0));
        String text = RecordJson.write(loss).compact();
        assertThat(text).contains(written);

        assertThat(lossFailure(text.replace(written, wrong)).where().text()).isEqualTo("plan.json, " + path);
    }

    @Test
    void a_missing_kind_is_named_with_all_kinds() {
        PlanException failure = lossFailure("{\"background\":\"EXCLUDED\"}");

        assertThat(failure.what()).isEqualTo("the key is missing");
        assertThat(failure.where().text()).isEqualTo("plan.json, kind");
        assertThat(failure.fix()).startsWith("one of ").contains("boundary", "cldice", "combined");
    }

    @Test
    void an_unknown_constant_is_rejected_with_the_nearest() {
        PlanException failure = lossFailure("{\"kind\":\"boundary\",\"background\":\"EXCLUDE\"}");

        assertThat(failure.what()).isEqualTo("\"EXCLUDE\" is unknown");
        assertThat(failure.fix()).isEqualTo("did you mean EXCLUDED? one of INCLUDED, EXCLUDED");
    }

    @Test
    void a_long_wrong_value_is_shortened() {
        String text = "x".repeat(10_000);

        assertThat(failure("{\"depth\":\"%s\",\"height\":1,\"width\":1}".formatted(text), Patch.class)
                        .what())
                .hasSizeLessThan(100)
                .endsWith("…");
    }

    @Test
    void an_integer_must_fit() {
        assertThat(failure("{\"depth\":3000000000,\"height\":1,\"width\":1}", Patch.class)
                        .what())
                .isEqualTo("3000000000 is not an integer, or too large");
    }
}
