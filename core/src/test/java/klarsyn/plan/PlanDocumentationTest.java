package klarsyn.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import klarsyn.base.Json;
import klarsyn.image.Interpolation;
import klarsyn.image.ResizeRule;
import klarsyn.tensor.Device;
import klarsyn.tensor.Layout;
import klarsyn.tensor.Precision;
import org.junit.jupiter.api.Test;

/** docs/plan.md tells every key and every name that a plan may hold. */
class PlanDocumentationTest {

    @Test
    void every_key_of_a_plan_is_documented() throws IOException {
        String text = documentation();
        for (String key : keys(RecordJson.write(TinyPlans.isotropic()), new TreeSet<>())) {
            assertThat(text).containsPattern("[`.]" + key + "`");
        }
    }

    @Test
    void every_choice_of_a_plan_is_documented() throws IOException {
        String text = documentation();
        for (Enum<?>[] choices : new Enum<?>[][] {
            Device.values(),
            Precision.values(),
            Layout.values(),
            Normalisation.Scheme.values(),
            Normalisation.Extent.values(),
            Preprocessing.Crop.values(),
            Preprocessing.Normalised.values(),
            Resizing.Axes.values(),
            ResizeRule.Apart.values(),
            Interpolation.values(),
            Optimisation.Optimizer.values(),
            Optimisation.Schedule.values()
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
