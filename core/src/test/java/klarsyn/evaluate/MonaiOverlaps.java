package klarsyn.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import klarsyn.base.Outcome;
import klarsyn.evaluate.MonaiMetric.Masks;
import klarsyn.evaluate.voxel.Confusion;
import klarsyn.evaluate.voxel.EmptyMasks;
import klarsyn.evaluate.voxel.GeneralizedDice;
import tools.jackson.databind.JsonNode;

/** Metrics of MONAI that count voxels. */
public final class MonaiOverlaps {

    private MonaiOverlaps() {}

    static Outcome dice(MonaiMetric metric) {
        return overlap(metric, counts -> counts.dice(policy(metric)));
    }

    static Outcome iou(MonaiMetric metric) {
        return overlap(metric, counts -> counts.iou(policy(metric)));
    }

    private static EmptyMasks policy(MonaiMetric metric) {
        return metric.truth("ignore_empty", true) ? EmptyMasks.MONAI : EmptyMasks.COUNT_AS_ONE;
    }

    private static Outcome overlap(MonaiMetric metric, ToDoubleFunction<Confusion> measure) {
        double[][] items = items(metric, measure);
        boolean isHelper = metric.type().equals("DiceHelper");
        boolean isFunction = metric.type().startsWith("compute");
        requireReduced(metric, items, metric.text("reduction", isFunction ? "none" : isHelper ? "mean_batch" : "mean"));
        return Outcome.PASSED;
    }

    public static void requireReduced(MonaiMetric metric, double[][] items, String reduction) {
        metric.require(
                "per_item", Arrays.stream(items).flatMapToDouble(Arrays::stream).toArray());
        MonaiReduction reduced = MonaiReduction.of(items, reduction);
        metric.requireExpected(reduced.values());
        metric.require("expected_not_nans", reduced.notNans());
    }

    /** Figures of items and channels. */
    private static double[][] items(MonaiMetric metric, ToDoubleFunction<Confusion> measure) {
        return Arrays.stream(counts(metric))
                .map(row -> Arrays.stream(row).mapToDouble(measure).toArray())
                .toArray(double[][]::new);
    }

    static Confusion[][] counts(MonaiMetric metric) {
        if (metric.node().path("large").asBoolean(false)) {
            return new Confusion[][] {{emptyAsLarge(metric)}};
        }
        int classes = (int) metric.number("num_classes", 0);
        Masks predicted = masks(metric.input("y_pred"), classes);
        Masks reference = masks(metric.input("y"), classes);
        if (metric.truth("apply_argmax", false)) {
            predicted = largest(metric.input("y_pred"));
        }
        if (!metric.truth("include_background", !metric.truth("apply_argmax", false))) {
            predicted = predicted.withoutBackground();
            reference = reference.withoutBackground();
        }
        Confusion[][] counts = new Confusion[predicted.items().size()]
                [predicted.items().getFirst().size()];
        for (int item = 0; item < counts.length; item++) {
            for (int channel = 0; channel < counts[item].length; channel++) {
                counts[item][channel] = Confusion.of(
                        reference.items().get(item).get(channel),
                        predicted.items().get(item).get(channel));
            }
        }
        return counts;
    }

    /** Two empty masks of many voxels, which as numbers would take a gigabyte. */
    private static Confusion emptyAsLarge(MonaiMetric metric) {
        int voxels = 1;
        for (JsonNode length : metric.data().path("y").path("shape")) {
            voxels = Math.multiplyExact(voxels, length.asInt());
        }
        assertThat(metric.data().path("y").path("generator").path("kind").asString())
                .isEqualTo("zeros");
        return Confusion.of(new boolean[voxels], new boolean[voxels]);
    }

    /** Masks, or one label map an item if there is one channel and there are classes. */
    private static Masks masks(Numbers numbers, int classes) {
        return classes > 0 && numbers.shape()[1] == 1 ? Masks.oneHot(numbers, classes) : Masks.of(numbers);
    }

    /** Where each channel is the largest. */
    private static Masks largest(Numbers numbers) {
        int[] shape = numbers.shape();
        int size = numbers.values().length / shape[0] / shape[1];
        double[] labels = new double[shape[0] * size];
        for (int at = 0; at < labels.length; at++) {
            int first = at / size * shape[1] * size + at % size;
            for (int channel = 1; channel < shape[1]; channel++) {
                if (numbers.values()[first + channel * size] > numbers.values()[first + ((int) labels[at]) * size]) {
                    labels[at] = channel;
                }
            }
        }
        int[] without = new int[shape.length - 1];
        without[0] = shape[0];
        System.arraycopy(shape, 2, without, 1, shape.length - 2);
        return Masks.oneHot(new Numbers(without, labels), shape[1]);
    }

    static Outcome generalizedDice(MonaiMetric metric) {
        String reduction = metric.text("reduction", "none");
        boolean isSummed = metric.type().equals("GeneralizedDiceScore")
                ? !reduction.endsWith("_batch")
                : metric.truth("sum_over_classes", false);
        GeneralizedDice weighting = switch (metric.text("weight_type", "square")) {
            case "simple" -> GeneralizedDice.SIMPLE;
            case "uniform" -> GeneralizedDice.UNIFORM;
            default -> GeneralizedDice.SQUARE;
        };
        double[][] items = Arrays.stream(counts(metric))
                .map(row -> isSummed
                        ? new double[] {weighting.of(List.of(row))}
                        : Arrays.stream(row)
                                .mapToDouble(counts -> weighting.of(List.of(counts)))
                                .toArray())
                .toArray(double[][]::new);
        requireReduced(metric, items, reduction);
        return Outcome.PASSED;
    }

    static Outcome confusion(MonaiMetric metric) {
        switch (metric.type()) {
            case "get_confusion_matrix" -> metric.requireExpected(matrix(counts(metric)));
            case "compute_confusion_matrix_metric" -> {
                double[] matrix = metric.input("confusion_matrix").values();
                Confusion counts =
                        new Confusion((long) matrix[0], (long) matrix[1], (long) matrix[3], (long) matrix[2]);
                metric.requireExpected(
                        new double[] {measure(metric.text("metric_name", "")).applyAsDouble(counts)});
            }
            default -> aggregated(metric);
        }
        return Outcome.PASSED;
    }

    private static void aggregated(MonaiMetric metric) {
        Confusion[][] counts = counts(metric);
        String reduction = metric.text("reduction", "mean");
        if (!metric.truth("compute_sample", false)) {
            if (metric.node().path("expected").path("shape").size() == 3) {
                metric.requireExpected(matrix(counts));
                return;
            }
            metric.requireExpected(Arrays.stream(pooled(counts, reduction))
                    .mapToDouble(measure(metric.text("metric_name", "")))
                    .toArray());
            return;
        }
        List<String> names = new ArrayList<>();
        JsonNode given = metric.argument("metric_name");
        if (given.isArray()) {
            given.forEach(name -> names.add(name.asString()));
        } else {
            names.add(given.asString());
        }
        List<MonaiReduction> results = names.stream()
                .map(name -> MonaiReduction.of(items(metric, measure(name)), reduction))
                .toList();
        metric.requireExpected(results.stream()
                .flatMapToDouble(result -> Arrays.stream(result.values()))
                .toArray());
        metric.require(
                "expected_not_nans",
                results.stream()
                        .flatMapToDouble(result -> Arrays.stream(result.notNans()))
                        .toArray());
    }

    /** Counts added up over what the reduction names; ratios of means are those of sums. */
    private static Confusion[] pooled(Confusion[][] counts, String reduction) {
        if (reduction.endsWith("_channel")) {
            return Arrays.stream(counts)
                    .map(row -> Arrays.stream(row).reduce(Confusion.NOTHING, Confusion::plus))
                    .toArray(Confusion[]::new);
        }
        if (reduction.endsWith("_batch")) {
            return IntStream.range(0, counts[0].length)
                    .mapToObj(channel ->
                            Arrays.stream(counts).map(row -> row[channel]).reduce(Confusion.NOTHING, Confusion::plus))
                    .toArray(Confusion[]::new);
        }
        return new Confusion[] {Arrays.stream(counts).flatMap(Arrays::stream).reduce(Confusion.NOTHING, Confusion::plus)
        };
    }

    private static double[] matrix(Confusion[][] counts) {
        return Arrays.stream(counts)
                .flatMap(Arrays::stream)
                .flatMapToDouble(each -> Arrays.stream(new double[] {
                    each.truePositives(), each.falsePositives(), each.trueNegatives(), each.falseNegatives()
                }))
                .toArray();
    }

    private static ToDoubleFunction<Confusion> measure(String name) {
        return switch (name) {
            case "tpr", "sensitivity" -> Confusion::sensitivity;
            case "tnr" -> Confusion::specificity;
            case "ppv", "precision" -> Confusion::precision;
            case "npv" -> Confusion::negativePredictiveValue;
            case "fpr" -> Confusion::falsePositiveRate;
            case "fnr" -> Confusion::falseNegativeRate;
            case "fdr" -> Confusion::falseDiscoveryRate;
            case "for" -> Confusion::falseOmissionRate;
            case "pt" -> Confusion::prevalenceThreshold;
            case "ts", "threat score" -> Confusion::threatScore;
            case "acc", "accuracy" -> Confusion::accuracy;
            case "ba" -> Confusion::balancedAccuracy;
            case "f1", "f1 score" -> Confusion::f1;
            case "mcc", "matthews correlation coefficient" -> Confusion::matthews;
            case "fm" -> Confusion::fowlkesMallows;
            case "bm" -> Confusion::informedness;
            case "mk" -> Confusion::markedness;
            default -> throw new IllegalArgumentException(name);
        };
    }
}
