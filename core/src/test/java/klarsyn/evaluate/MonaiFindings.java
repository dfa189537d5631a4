package klarsyn.evaluate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import klarsyn.base.Outcome;
import klarsyn.evaluate.FreeResponse.Candidate;
import klarsyn.evaluate.FreeResponse.Hits;
import klarsyn.evaluate.voxel.Detection;
import klarsyn.image.Shape;
import tools.jackson.databind.JsonNode;

/** Metrics of MONAI that count objects, rank scores or compare numbers. */
final class MonaiFindings {

    private MonaiFindings() {}

    static Outcome freeResponse(MonaiMetric metric) {
        if (metric.type().equals("compute_froc_score")) {
            return score(metric);
        }
        Numbers mask = metric.input("evaluation_mask");
        int[] axes = mask.shape();
        int last = axes.length - 1;
        Shape shape = new Shape(axes[last], axes[last - 1], last == 2 ? axes[0] : 1);
        Set<Integer> excluded = new TreeSet<>();
        metric.argument("labels_to_exclude").forEach(label -> excluded.add(label.asInt()));
        Hits hits = Hits.of(candidates(metric), mask.integers(), shape, excluded);
        List<Double> all = new ArrayList<>(hits.falsePositives());
        all.addAll(hits.truePositives());
        all.add((double) hits.targets());
        metric.requireExpected(all.stream().mapToDouble(Double::doubleValue).toArray());
        return Outcome.PASSED;
    }

    private static List<Candidate> candidates(MonaiMetric metric) {
        double[] probabilities = metric.input("probs").values();
        List<Candidate> candidates = new ArrayList<>();
        for (int i = 0; i < probabilities.length; i++) {
            int[] at;
            if (metric.data().has("coords")) {
                double[] coordinates = metric.input("coords").item(i);
                int last = coordinates.length - 1;
                at = new int[] {
                    (int) coordinates[last], (int) coordinates[last - 1], last == 2 ? (int) coordinates[0] : 0
                };
            } else {
                int step = 1 << (int) metric.number("resolution_level", 0);
                at = new int[] {
                    (int) metric.input("x_coord").values()[i] / step,
                    (int) metric.input("y_coord").values()[i] / step,
                    0
                };
            }
            candidates.add(new Candidate(at[0], at[1], at[2], probabilities[i]));
        }
        return candidates;
    }

    private static Outcome score(MonaiMetric metric) {
        List<Double> alarms =
                Arrays.stream(metric.input("fp_probs").values()).boxed().toList();
        List<Double> found =
                Arrays.stream(metric.input("tp_probs").values()).boxed().toList();
        int images = (int) metric.number("num_images", 1);
        List<Hits> hits = new ArrayList<>();
        hits.add(new Hits(alarms, found, (int) metric.number("num_targets", 1)));
        for (int i = 1; i < images; i++) {
            hits.add(new Hits(List.of(), List.of(), 0));
        }
        FreeResponse curve = FreeResponse.of(hits);
        JsonNode thresholds = metric.argument("eval_thresholds");
        double[] at = thresholds.isArray()
                ? IntStream.range(0, thresholds.size())
                        .mapToDouble(i -> thresholds.get(i).asDouble())
                        .toArray()
                : new double[] {thresholds.asDouble()};
        metric.requireExpected(new double[] {curve.score(at)});
        metric.require(
                "curve",
                DoubleStream.concat(
                                curve.points().stream().mapToDouble(FreeResponse.Point::falsePositives),
                                curve.points().stream().mapToDouble(FreeResponse.Point::sensitivity))
                        .toArray());
        return Outcome.PASSED;
    }

    static Outcome panoptic(MonaiMetric metric) {
        double threshold = metric.number("match_iou_threshold", 0.5);
        return switch (metric.type()) {
            case "remap_instance_id" -> Outcome.notClaimed("objects keep their numbers, which mean nothing");
            case "compute_panoptic_quality" -> {
                Detection detection = Detection.of(
                        metric.input("gt").integers(), metric.input("pred").integers(), threshold);
                metric.requireExpected(
                        new double[] {quality(metric.text("metric_name", "pq")).applyAsDouble(detection)});
                yield Outcome.PASSED;
            }
            default -> ofClasses(metric, threshold);
        };
    }

    private static Outcome ofClasses(MonaiMetric metric, double threshold) {
        int classes = (int) metric.number("num_classes", 0);
        int items = metric.input("y").shape()[0];
        Detection[][] detections = new Detection[items][classes];
        for (int item = 0; item < items; item++) {
            for (int label = 1; label <= classes; label++) {
                detections[item][label - 1] = Detection.of(
                        instances(metric.input("y").item(item), label),
                        instances(metric.input("y_pred").item(item), label),
                        threshold);
            }
        }
        metric.require(
                "statistics_per_item",
                Arrays.stream(detections)
                        .flatMap(Arrays::stream)
                        .flatMapToDouble(
                                each -> DoubleStream.of(each.found(), each.spurious(), each.missed(), each.iouSum()))
                        .toArray());
        Detection[] reduced = metric.text("reduction", "mean_batch").equals("none")
                ? Arrays.stream(detections).flatMap(Arrays::stream).toArray(Detection[]::new)
                : IntStream.range(0, classes)
                        .mapToObj(label -> Arrays.stream(detections)
                                .map(row -> row[label])
                                .reduce(Detection.NOTHING, Detection::plus))
                        .toArray(Detection[]::new);
        List<String> names = new ArrayList<>();
        JsonNode given = metric.argument("metric_name");
        if (given.isArray()) {
            given.forEach(name -> names.add(name.asString()));
        } else {
            names.add(given.asString("pq"));
        }
        double[] own = names.stream()
                .flatMapToDouble(name -> Arrays.stream(reduced).mapToDouble(quality(name)))
                .toArray();
        // MONAI adds 10⁻⁶ to each denominator, so what is not defined becomes 0.
        metric.requireExpected(
                Arrays.stream(own).map(value -> Double.isNaN(value) ? 0 : value).toArray());
        return Arrays.stream(own).anyMatch(Double::isNaN)
                ? Outcome.differs("without objects to divide by, a quality is not defined, instead of 0")
                : Outcome.PASSED;
    }

    /** The numbers of channel 0 where channel 1 has a label. */
    private static int[] instances(double[] item, int label) {
        int size = item.length / 2;
        return IntStream.range(0, size)
                .map(i -> item[size + i] == label ? (int) item[i] : 0)
                .toArray();
    }

    private static ToDoubleFunction<Detection> quality(String name) {
        return switch (name.toLowerCase(Locale.ROOT).replace(' ', '_')) {
            case "rq", "recognition_quality" -> Detection::f1;
            case "sq", "segmentation_quality" -> Detection::segmentationQuality;
            default -> Detection::panopticQuality;
        };
    }

    static Outcome rocAuc(MonaiMetric metric) {
        return ranked(metric, Discrimination::rocAuc);
    }

    static Outcome averagePrecision(MonaiMetric metric) {
        return ranked(metric, Discrimination::averagePrecision);
    }

    private static Outcome ranked(MonaiMetric metric, ToDoubleFunction<Discrimination> figure) {
        if (metric.isRefused()) {
            return Outcome.notClaimed("an average or a rank that is not there cannot be written");
        }
        double[] scores = metric.input("y_pred").values();
        double[] truth = metric.input("y").values();
        if (Arrays.stream(truth).anyMatch(value -> value != 0 && value != 1)) {
            return Outcome.notClaimed("an answer is yes or no, so a class's number cannot be one");
        }
        int classes = metric.input("y_pred").shape().length == 1
                ? 1
                : metric.input("y_pred").shape()[1];
        List<Discrimination> each = IntStream.range(0, classes)
                .mapToObj(of -> ofClass(scores, truth, of, classes))
                .toList();
        metric.requireExpected(
                switch (metric.text("average", "macro")) {
                    case "none" -> each.stream().mapToDouble(figure).toArray();
                    case "micro" -> new double[] {figure.applyAsDouble(ofClass(scores, truth, 0, 1))};
                    case "weighted" -> new double[] {figure.applyAsDouble(Discrimination.weightedMean(each))};
                    default -> new double[] {figure.applyAsDouble(Discrimination.mean(each))};
                });
        return Outcome.PASSED;
    }

    private static Discrimination ofClass(double[] scores, double[] truth, int of, int classes) {
        int n = scores.length / classes;
        double[] own = new double[n];
        boolean[] isPositive = new boolean[n];
        for (int i = 0; i < n; i++) {
            own[i] = scores[i * classes + of];
            isPositive[i] = truth[i * classes + of] == 1;
        }
        return Discrimination.of(own, isPositive);
    }

    static Outcome regression(MonaiMetric metric) {
        if (metric.name().startsWith("ill_rank")) {
            return Outcome.notClaimed("an item is any list of numbers, so an axis cannot lack");
        }
        Numbers truth = metric.input("y");
        Numbers predicted = metric.input("y_pred");
        if (metric.isRefused()) {
            return metric.refuses(() -> Residuals.of(truth.values(), predicted.values()));
        }
        double peak = metric.number("max_val", 1);
        ToDoubleFunction<Residuals> figure = switch (metric.type()) {
            case "MSEMetric" -> Residuals::meanSquare;
            case "MAEMetric" -> Residuals::meanAbsolute;
            case "RMSEMetric" -> Residuals::rootMeanSquare;
            default -> residuals -> residuals.psnrDb(peak);
        };
        double[][] items = IntStream.range(0, truth.shape()[0])
                .mapToObj(item ->
                        new double[] {figure.applyAsDouble(Residuals.of(truth.item(item), predicted.item(item)))})
                .toArray(double[][]::new);
        MonaiOverlaps.requireReduced(metric, items, metric.text("reduction", "mean"));
        return Outcome.PASSED;
    }

    static Outcome labelQuality(MonaiMetric metric) {
        String reduction = metric.text("scalar_reduction", "mean");
        if (reduction.equals("none")) {
            return Outcome.notClaimed("the map of differences is no figure");
        }
        Numbers truth = metric.input("y");
        Numbers predicted = metric.input("y_pred");
        metric.requireExpected(IntStream.range(0, truth.shape()[0])
                .mapToObj(item -> Residuals.of(truth.item(item), predicted.item(item)))
                .mapToDouble(item -> item.meanAbsolute() * (reduction.equals("sum") ? item.n() : 1))
                .toArray());
        return Outcome.PASSED;
    }
}
