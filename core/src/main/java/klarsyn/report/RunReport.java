package klarsyn.report;

import java.util.List;
import java.util.function.Supplier;
import klarsyn.data.Units;
import klarsyn.evaluate.ClassificationEvaluation;
import klarsyn.evaluate.Comparison;
import klarsyn.evaluate.Evaluation;
import klarsyn.evaluate.SegmentationEvaluation;
import klarsyn.image.LabelMap;
import klarsyn.image.Volume;

/**
 * Content of a run's report; all texts are escaped.
 *
 * @param title      such as {@code Task04_Hippocampus}
 * @param task       such as {@code Segmentation of Anterior and Posterior in MR volumes}
 * @param data       facts about the data: cases, shapes, spacings, labels, split sizes
 * @param findings   of the preflight, one sentence each; empty if there are none
 * @param plan       the plan as text, one sentence each
 * @param editedKeys keys of the plan edited by the user; empty if there are none
 * @param curves     learning curves, one per model
 * @param result     of the test
 * @param provenance how to reproduce the run
 */
public record RunReport(
        String title,
        String task,
        List<Fact> data,
        List<String> findings,
        List<String> plan,
        List<String> editedKeys,
        List<Curve> curves,
        Result result,
        Provenance provenance) {

    /** Copies the lists. */
    public RunReport {
        data = List.copyOf(data);
        findings = List.copyOf(findings);
        plan = List.copyOf(plan);
        editedKeys = List.copyOf(editedKeys);
        curves = List.copyOf(curves);
    }

    /** A name with its value, such as {@code Spacing} and {@code 1.0 × 1.0 × 1.0 mm in all cases}. */
    public record Fact(String name, String value) {}

    /**
     * Learning curve of a model.
     *
     * @param losses      in the order of time; the page reduces their number
     * @param validations in the order of time
     */
    public record Curve(List<Loss> losses, List<Validation> validations) {
        /** Copies the lists. */
        public Curve {
            losses = List.copyOf(losses);
            validations = List.copyOf(validations);
        }
    }

    /** Loss on training patches after a step, {@code seconds} after training began. */
    public record Loss(long step, double seconds, double value, double learningRate) {}

    /** The main metric on validation cases, {@code seconds} after training began. */
    public record Validation(long step, double seconds, double value) {}

    /**
     * Results of a run with their context.
     *
     * @param results   of the held-out cases
     * @param split     description of these cases: {@code 41 of 208 cases, held out by patient, seed 7}
     * @param baselines for comparison; may be empty
     * @param remarks   further notes on the results, one sentence each
     */
    public record Result(Results results, String split, List<Baseline> baselines, List<String> remarks) {

        /** Copies the lists. */
        public Result {
            baselines = List.copyOf(baselines);
            remarks = List.copyOf(remarks);
        }
    }

    /** Results of one task, with example cases. */
    public sealed interface Results {

        /** Metrics of the held-out cases. */
        Evaluation evaluation();
    }

    /**
     * Results of a segmentation.
     *
     * @param units    of lengths and sizes
     * @param overlays example cases, usually the best, the median and the worst; created one by one, because they may
     *                 be large
     */
    public record SegmentationResults(SegmentationEvaluation evaluation, Units units, List<Supplier<Overlay>> overlays)
            implements Results {

        /** Copies the list. */
        public SegmentationResults {
            overlays = List.copyOf(overlays);
        }
    }

    /**
     * Results of a classification.
     *
     * @param mistakes the most confident wrong predictions
     */
    public record ClassificationResults(ClassificationEvaluation evaluation, List<Supplier<Mistake>> mistakes)
            implements Results {

        /** Copies the list. */
        public ClassificationResults {
            mistakes = List.copyOf(mistakes);
        }
    }

    /**
     * A wrong prediction.
     *
     * @param channels of the picture
     */
    public record Mistake(String caseId, String reference, String predicted, double confidence, List<Volume> channels) {

        /** Copies the list. */
        public Mistake {
            channels = List.copyOf(channels);
        }
    }

    /**
     * A baseline for comparison.
     *
     * @param name       such as {@code best intensity range per label}
     * @param evaluation of the same cases
     * @param difference model minus baseline, in pairs
     */
    public record Baseline(String name, Evaluation evaluation, Comparison.Outcome difference) {}

    /**
     * An example case.
     *
     * @param title     such as {@code Median case}
     * @param dice      mean foreground Dice of the case
     * @param image     one channel, on the labels' grid
     * @param reference on the image's grid
     * @param predicted on the image's grid
     */
    public record Overlay(
            String title, String caseId, double dice, Volume image, LabelMap reference, LabelMap predicted) {
        /** Rejects different shapes. */
        public Overlay {
            if (!image.shape().equals(reference.shape()) || !image.shape().equals(predicted.shape())) {
                throw new IllegalArgumentException("image %s, reference %s and prediction %s have different shapes"
                        .formatted(image.shape(), reference.shape(), predicted.shape()));
            }
        }
    }

    /**
     * How to reproduce a run.
     *
     * @param command       to repeat the run, without patient names
     * @param minutes       total time
     * @param peakMemoryMib peak resident memory
     * @param seed          random seed
     * @param environment   versions and machine
     */
    public record Provenance(String command, double minutes, long peakMemoryMib, long seed, List<Fact> environment) {
        /** Copies the list. */
        public Provenance {
            environment = List.copyOf(environment);
        }
    }
}
