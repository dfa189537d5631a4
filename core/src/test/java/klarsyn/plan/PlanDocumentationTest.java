package klarsyn.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import klarsyn.base.Json;
import klarsyn.image.resample.Interpolation;
import klarsyn.image.resample.ResizeRule;
import klarsyn.loss.DeepSupervision;
import klarsyn.loss.Loss;
import klarsyn.nn.UNetStyle;
import klarsyn.nn.layer.Norm;
import klarsyn.plan.json.RecordJson;
import klarsyn.prepare.Frame;
import klarsyn.prepare.Normalization;
import klarsyn.prepare.Preprocessing;
import klarsyn.prepare.Resizing;
import klarsyn.tensor.Device;
import klarsyn.tensor.Layout;
import klarsyn.tensor.Precision;
import org.junit.jupiter.api.Test;

/** docs/plan.md documents every key and every name in a plan. */
class PlanDocumentationTest {

    @Test
    void every_key_of_a_plan_is_documented() throws IOException {
        String text = documentation();
        Set<String> keys = keys(RecordJson.write(TinyPlans.isotropic()), new TreeSet<>());
        keys(RecordJson.write(AugmentationPlan.full(List.of(0))), keys);
        keys(RecordJson.write(new Frame.AsStored(List.of(0, 1, 2))), keys);
        for (String key : keys) {
            assertThat(text).containsPattern("[`.]" + key + "`");
        }
    }

    @Test
    void every_loss_is_documented() throws IOException {
        String text = documentation();
        for (Class<?> loss : Loss.class.getPermittedSubclasses()) {
            assertThat(text).contains("| `" + loss.getSimpleName().toLowerCase(Locale.ROOT) + "` |");
            for (RecordComponent component : loss.getRecordComponents()) {
                assertThat(text).contains("`" + component.getName() + "`");
            }
        }
    }

    @Test
    void every_choice_of_a_plan_is_documented() throws IOException {
        String text = documentation();
        for (Enum<?>[] choices : new Enum<?>[][] {
            Device.values(),
            Precision.values(),
            Layout.values(),
            Normalization.Scheme.values(),
            Normalization.Extent.values(),
            Preprocessing.Crop.values(),
            Preprocessing.Normalized.values(),
            Resizing.Axes.values(),
            ResizeRule.Apart.values(),
            Interpolation.values(),
            AugmentationPlan.Plane.values(),
            AugmentationPlan.Sampling.Forced.values(),
            AugmentationPlan.Span.Spread.values(),
            Variation.Gamma.GammaInput.values(),
            Optimization.Optimizer.values(),
            Optimization.Schedule.values(),
            Preset.values(),
            DeepSupervision.Levels.values(),
            Loss.Background.values(),
            Loss.Over.values(),
            Loss.Ratio.values(),
            Loss.Power.values(),
            Loss.VolumeWeight.values(),
            Loss.RegionMean.values(),
            Loss.Scale.values(),
            Loss.ErrorWeight.values(),
            UNetStyle.Blocks.values(),
            UNetStyle.Contraction.values(),
            UNetStyle.Biases.values(),
            UNetStyle.Gates.values(),
            UNetStyle.Initialization.values(),
            Norm.Kind.values()
        }) {
            for (Enum<?> choice : choices) {
                assertThat(text).contains("`" + choice.name() + "`");
            }
        }
    }

    private static Set<String> keys(Json json, Set<String> keys) {
        switch (json) {
            case Json.Members members ->
                members.values().forEach((key, value) -> {
                    keys.add(key);
                    keys(value, keys);
                });
            case Json.Elements elements -> elements.values().forEach(value -> keys(value, keys));
            default -> {
                // no keys in it
            }
        }
        return keys;
    }

    private static String documentation() throws IOException {
        Path here = Path.of("").toAbsolutePath();
        Path inModule = here.resolve("docs/plan.md");
        return Files.readString(
                Files.exists(inModule) ? inModule : here.resolveSibling("docs").resolve("plan.md"));
    }
}
