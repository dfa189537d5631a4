package klarsyn.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleBiFunction;
import klarsyn.base.Outcome;
import klarsyn.evaluate.MonaiMetric.Masks;
import klarsyn.evaluate.voxel.Distance;
import klarsyn.evaluate.voxel.SubvoxelSurface;
import klarsyn.evaluate.voxel.SurfaceDistances;
import klarsyn.image.Geometry;
import klarsyn.image.Shape;
import tools.jackson.databind.JsonNode;

/** Metrics of MONAI that measure between surfaces. */
public final class MonaiSurfaces {

    private MonaiSurfaces() {}

    static Outcome hausdorff(MonaiMetric metric) {
        if (metric.isRefused() && metric.name().equals("unknown_distance_metric")) {
            return Outcome.notClaimed("a distance is one of those that there are");
        }
        Outcome outcome = Outcome.PASSED;
        for (MonaiMetric variant : metric.variants()) {
            double given = variant.number("percentile", 0);
            double percentile = given == 0 ? 100 : given;
            boolean isDirected = variant.truth("directed", false);
            ToDoubleBiFunction<SurfaceDistances, Integer> measure = (distances, channel) ->
                    isDirected ? distances.fromPredicted().percentile(percentile) : distances.hausdorff(percentile);
            if (given != 0 && variant.isNan() && isOneSided(variant)) {
                assertThat(items(variant, measure)).isEqualTo(new double[][] {{Double.POSITIVE_INFINITY}});
                outcome = Outcome.differs("every percentile of infinite distances is infinite, not NaN");
            } else {
                distances(metric, variant, measure);
            }
        }
        return outcome;
    }

    private static boolean isOneSided(MonaiMetric metric) {
        return Arrays.stream(metric.input("y_pred").values()).anyMatch(value -> value > 0)
                != Arrays.stream(metric.input("y").values()).anyMatch(value -> value > 0);
    }

    static Outcome average(MonaiMetric metric) {
        for (MonaiMetric variant : metric.variants()) {
            boolean isSymmetric = variant.truth("symmetric", false);
            distances(
                    metric,
                    variant,
                    (distances, channel) -> isSymmetric
                            ? distances.average()
                            : distances.fromPredicted().average());
        }
        return Outcome.PASSED;
    }

    private static void distances(
            MonaiMetric metric, MonaiMetric variant, ToDoubleBiFunction<SurfaceDistances, Integer> measure) {
        if (metric.isRefused()) {
            metric.refuses(() -> items(variant, measure));
            return;
        }
        double[][] items = items(variant, measure);
        boolean isRaw = variant.type().isEmpty() || metric.type().startsWith("compute");
        MonaiOverlaps.requireReduced(variant, items, isRaw ? "none" : variant.text("reduction", "mean"));
    }

    private static double[][] items(MonaiMetric metric, ToDoubleBiFunction<SurfaceDistances, Integer> measure) {
        List<Masks> masks = masks(metric);
        Masks predicted = masks.get(0);
        Masks reference = masks.get(1);
        Distance distance = switch (metric.text("distance_metric", "euclidean")) {
            case "chessboard" -> Distance.Steps.CHESSBOARD;
            case "taxicab" -> Distance.Steps.TAXICAB;
            default -> new Distance.Euclidean(metric.spacing());
        };
        double[][] items = new double[predicted.items().size()][];
        for (int item = 0; item < items.length; item++) {
            items[item] = new double[predicted.items().get(item).size()];
            for (int channel = 0; channel < items[item].length; channel++) {
                SurfaceDistances distances = SurfaceDistances.of(
                        reference.items().get(item).get(channel),
                        predicted.items().get(item).get(channel),
                        predicted.shape(),
                        distance);
                items[item][channel] = measure.applyAsDouble(distances, channel);
            }
        }
        return items;
    }

    /** Of prediction and reference; a mask that is the same for all items and channels is measured once. */
    private static List<Masks> masks(MonaiMetric metric) {
        List<Masks> masks = new ArrayList<>();
        int classes = metric.node().path("labels_to_onehot").asInt(0);
        for (String key : List.of("y_pred", "y")) {
            Numbers numbers = metric.input(key);
            Masks read = metric.node().has("repeat")
                    ? Masks.bare(numbers)
                    : classes > 0 ? Masks.oneHot(numbers, classes) : Masks.of(numbers);
            boolean isWhole = metric.truth("include_background", false)
                    || read.items().getFirst().size() == 1;
            masks.add(isWhole ? read : read.withoutBackground());
        }
        return masks;
    }

    static Outcome surfaceDice(MonaiMetric metric) {
        switch (metric.name()) {
            case "pred_not_onehot", "ref_not_onehot" -> {
                return Outcome.notClaimed("masks come one by one, so one of too few axes cannot be");
            }
            case "threshold_count" -> {
                return Outcome.notClaimed("a tolerance goes with each call, so too many cannot be");
            }
            default -> {}
        }
        ToDoubleBiFunction<SurfaceDistances, Integer> within =
                (distances, channel) -> distances.within(tolerance(metric, channel));
        if (metric.isRefused()) {
            return metric.refuses(() -> items(metric, within));
        }
        double[][] items = metric.truth("use_subvoxels", false) ? subvoxels(metric) : items(metric, within);
        metric.requireExpected(MonaiReduction.of(items, "none").values());
        metric.require("aggregate", MonaiReduction.of(items, "mean").values());
        metric.require("aggregate_not_nans", MonaiReduction.of(items, "mean").notNans());
        return Outcome.PASSED;
    }

    private static double tolerance(MonaiMetric metric, int channel) {
        JsonNode thresholds = metric.argument("class_thresholds");
        return Numbers.number(thresholds.get(channel));
    }

    private static double[][] subvoxels(MonaiMetric metric) {
        List<Masks> masks = masks(metric);
        Shape shape = masks.getFirst().shape();
        boolean[] predicted = masks.get(0).items().getFirst().getFirst();
        boolean[] reference = masks.get(1).items().getFirst().getFirst();
        return new double[][] {
            {SubvoxelSurface.dice(reference, predicted, Geometry.of(shape, metric.spacing()), tolerance(metric, 0))}
        };
    }
}
