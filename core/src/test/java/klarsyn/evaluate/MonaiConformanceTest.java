package klarsyn.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** MONAI keeps float32, hence 1e-5; where one mask is empty our convention is another, and stated in LabelScore. */
class MonaiConformanceTest {

    @Test
    void dice_is_monais() {
        assertAgrees(
                "compute_meandice",
                pair -> pair.overlap()
                        .map(overlap -> OptionalDouble.of(overlap.dice()))
                        .orElse(OptionalDouble.empty()));
    }

    @Test
    void hausdorff_percentiles_are_monais() {
        assertAgrees("hausdorff_distance", pair -> {
            double given = pair.settings().path("percentile").asDouble(0);
            double percentile = given == 0 ? 100 : given;
            return pair.measure(distances -> distances.hausdorffMm(percentile));
        });
    }

    @Test
    void average_symmetric_surface_distance_is_monais() {
        assertAgrees(
                "surface_distance",
                pair -> pair.flag("symmetric") ? pair.measure(SurfaceDistances::averageMm) : OptionalDouble.empty());
    }

    @Test
    void surface_dice_is_monais() {
        assertAgrees("surface_dice", pair -> {
            double tolerance =
                    pair.settings().path("class_thresholds").get(pair.channel()).asDouble();
            return pair.measure(distances -> distances.within(tolerance));
        });
    }

    private static void assertAgrees(String metric, Function<MonaiCases.Pair, OptionalDouble> ours) {
        List<String> differences = new ArrayList<>();
        int checked = 0;
        for (MonaiCases.Pair pair : MonaiCases.read(metric)) {
            OptionalDouble value = ours.apply(pair);
            if (value.isPresent()) {
                checked++;
                double difference = Math.abs(value.getAsDouble() - pair.expected());
                if (!(difference <= 1e-5 * (1 + Math.abs(pair.expected())))) {
                    differences.add(pair.name() + ": " + value.getAsDouble() + " instead of " + pair.expected());
                }
            }
        }
        assertThat(differences).isEmpty();
        assertThat(checked).as("cases that apply").isGreaterThan(15);
    }
}
