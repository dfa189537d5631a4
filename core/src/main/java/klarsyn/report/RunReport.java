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
 * Everything that the page of a run shows; all texts are shown as they are, never as HTML.
 *
 * @param title      such as {@code Task04_Hippocampus}
 * @param task       what was learnt, in words: {@code Segmentation of Anterior and Posterior in MR volumes}
 * @param data       what the data is: cases, shapes, spacings, labels, split sizes
 * @param findings   what pre-flight found odd, one sentence each; empty if nothing
 * @param plan       the plan in words, one sentence each
 * @param editedKeys keys of the plan that a person set by hand; empty if none
 * @param curves     how training went, one for each model
 * @param result     what it came to
 * @param provenance how to make it again
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

    /** Keeps its own copies of the lists. */
    public RunReport {
        data = List.copyOf(data);
        findings = List.copyOf(findings);
        plan = List.copyOf(plan);
        editedKeys = List.copyOf(editedKeys);
        curves = List.copyOf(curves);
    }

    /** A name and what it is, such as {@code Spacing} and {@code 1.0 × 1.0 × 1.0 mm in all cases}. */
    public record Fact(String name, String value) {}

    /**
     * How training went.
     *
     * @param losses      in the order of time; as many as there are, the page thins them
     * @param validations in the order of time
     */
    public record Curve(List<Loss> losses, List<Validation> validations) {
        /** Keeps its own copies of the lists. */
        public Curve {
            losses = List.copyOf(losses);
            validations = List.copyOf(validations);
        }
    }

    /** Loss on training patches after a step, {@code seconds} after training began. */
    public record Loss(long step, double seconds, double value, double learningRate) {}

    /** The headline's measure on validation cases, {@code seconds} after training began. */
    public record Validation(long step, double seconds, double value) {}

    /**
     * Results of a run; a figure never stands alone.
     *
     * @param results   of the held-out cases
     * @param split     which cases those are, in words: {@code 41 of 208 cases, held out by patient, seed 7}
     * @param baselines what the model must beat; empty if there is none
     * @param remarks   what else to know about the figures, one sentence each
     */
    public record Result(Results results, String split, List<Baseline> baselines, List<String> remarks) {

        /** Keeps own copies of the lists. */
        public Result {
            baselines = List.copyOf(baselines);
            remarks = List.copyOf(remarks);
        }
    }

    /** Results of one task, with the cases to look at. */
    public sealed interface Results {

        /** Of the held-out cases. */
        Evaluation evaluation();
    }

    /**
     * Results of a segmentation.
     *
     * @param units    of lengths and sizes
     * @param overlays cases to look at, usually the best, the median and the worst; made one after the other, as they may
     *                 be large
     */
    public record SegmentationResults(SegmentationEvaluation evaluation, Units units, List<Supplier<Overlay>> overlays)
            implements Results {

        /** Keeps an own copy of the list. */
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

        /** Keeps an own copy of the list. */
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

        /** Keeps an own copy of the list. */
        public Mistake {
            channels = List.copyOf(channels);
        }
    }

    /**
     * What a model must beat.
     *
     * @param name       such as {@code best intensity range per label}
     * @param evaluation of the same cases
     * @param difference model minus baseline, case by case
     */
    public record Baseline(String name, Evaluation evaluation, Comparison.Outcome difference) {}

    /**
     * A case to look at.
     *
     * @param title     such as {@code Median case}
     * @param dice      mean foreground Dice of the case
     * @param image     one channel, on the labels' grid
     * @param reference on the image's grid
     * @param predicted on the image's grid
     */
    public record Overlay(
            String title, String caseId, double dice, Volume image, LabelMap reference, LabelMap predicted) {
        /** Refuses grids of different shapes. */
        public Overlay {
            if (!image.shape().equals(reference.shape()) || !image.shape().equals(predicted.shape())) {
                throw new IllegalArgumentException("image %s, reference %s and prediction %s are not on one grid"
                        .formatted(image.shape(), reference.shape(), predicted.shape()));
            }
        }
    }

    /**
     * How to make it again.
     *
     * @param command       the command to repeat the run, without patients' names
     * @param minutes       wall clock of the whole command
     * @param peakMemoryMib greatest resident memory
     * @param seed          as the user gave it
     * @param environment   versions and the machine
     */
    public record Provenance(String command, double minutes, long peakMemoryMib, long seed, List<Fact> environment) {
        /** Keeps its own copy of the list. */
        public Provenance {
            environment = List.copyOf(environment);
        }
    }
}
