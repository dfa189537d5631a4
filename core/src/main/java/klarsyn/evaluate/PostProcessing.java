package klarsyn.evaluate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import klarsyn.base.DataException;
import klarsyn.base.Json;
import klarsyn.base.Where;
import klarsyn.base.Workers;
import klarsyn.data.label.Labels;
import klarsyn.data.label.Labels.Label;
import klarsyn.evaluate.voxel.EmptyMasks;
import klarsyn.image.LabelMap;
import klarsyn.image.region.KeepLargest;

/**
 * Decides on held-out predictions whether to keep only the largest component of a label.
 *
 * <p>The rule is that of nnU-Net v2. First for the whole foreground as one mask: applied if the mean over labels of
 * their mean Dice increases and no label's decreases. Then, with several labels, for each of them after the first
 * decision: applied if its own mean Dice increases. Dice is that of {@link EmptyMasks#NNUNET}; ties leave predictions
 * unchanged.
 *
 * @param chosen post-processing
 * @param trials tested candidates in order
 */
public record PostProcessing(KeepLargest chosen, List<Trial> trials) {

    private static final String KEEP_LARGEST = "keep_largest";

    /**
     * A case with its prediction by a model that was not trained on it.
     *
     * @param caseId    for messages
     * @param reference reads the reference; called more than once
     * @param predicted reads the prediction on the reference's grid; called more than once
     */
    public record HeldOut(String caseId, Supplier<LabelMap> reference, Supplier<LabelMap> predicted) {}

    /**
     * One tested candidate.
     *
     * @param what   the label's name, or {@code foreground}
     * @param before mean Dice without it
     * @param after  mean Dice with it
     * @param isKept whether it was selected
     */
    public record Trial(String what, double before, double after, boolean isKept) {}

    /** Copies the list. */
    public PostProcessing {
        trials = List.copyOf(trials);
    }

    /** Decides; each case is read two or three times, plus once per region. */
    public static PostProcessing decide(List<HeldOut> cases, Labels labels, Workers workers) {
        return new Search(cases, labels, workers).decide();
    }

    /**
     * Reads the post-processing from the JSON of {@link #json()}.
     *
     * @throws DataException if the JSON is invalid
     */
    public static KeepLargest chosen(Json json, Where where) {
        if (json instanceof Json.Members(var members)
                && members.getOrDefault(KEEP_LARGEST, new Json.Nothing()) instanceof Json.Elements(var masks)) {
            return new KeepLargest(
                    masks.stream().map(mask -> values(mask, where)).toList());
        }
        throw malformed(where);
    }

    private static Set<Integer> values(Json mask, Where where) {
        Set<Integer> values = new TreeSet<>();
        if (!(mask instanceof Json.Elements(var elements))) {
            throw malformed(where);
        }
        for (Json element : elements) {
            if (!(element instanceof Json.Numeric(var number))
                    || number.signum() <= 0
                    || number.doubleValue() > Short.MAX_VALUE
                    || number.stripTrailingZeros().scale() > 0) {
                throw malformed(where);
            }
            values.add(number.intValue());
        }
        return values;
    }

    private static DataException malformed(Where where) {
        return new DataException(
                "this is not a post-processing: keep_largest must be lists of label values",
                where,
                "write \"keep_largest\": [] for none, [[1], [2]] for one label after the other");
    }

    /** A sentence for reports on the predictions it was decided on. */
    public String words() {
        List<Trial> kept = trials.stream().filter(Trial::isKept).toList();
        if (kept.isEmpty()) {
            return "Keeping only the largest component of a label does not improve results: nothing is removed.";
        }
        String what = kept.stream()
                .map(trial -> String.format(
                        Locale.ROOT,
                        "%s (Dice %.4f without, %.4f with it)",
                        trial.what(),
                        trial.before(),
                        trial.after()))
                .collect(Collectors.joining(", "));
        return "The ensemble keeps only the largest component of: %s. The results here are without it.".formatted(what);
    }

    /** For a run's metrics: {@code {"keep_largest": [[values]…], "trials": [{what, before, after, kept}…]}}. */
    public Json json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put(
                KEEP_LARGEST,
                chosen.masks().stream()
                        .map(mask -> mask.stream().sorted().toList())
                        .toList());
        json.put("trials", trials.stream().map(PostProcessing::json).toList());
        return Json.of(json);
    }

    private static Map<String, Object> json(Trial trial) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("what", trial.what());
        json.put("before", trial.before());
        json.put("after", trial.after());
        json.put("kept", trial.isKept());
        return json;
    }

    /** Tests the candidates in order. */
    private static final class Search {

        private final List<HeldOut> cases;
        private final Labels labels;
        private final Workers workers;
        private final List<Trial> trials = new ArrayList<>();
        private KeepLargest chosen = KeepLargest.NOTHING;

        Search(List<HeldOut> cases, Labels labels, Workers workers) {
            this.cases = cases;
            this.labels = labels;
            this.workers = workers;
        }

        PostProcessing decide() {
            Set<Integer> all = labels.foreground().stream()
                    .flatMap(label -> label.members().stream())
                    .collect(Collectors.toCollection(TreeSet::new));
            foreground(all);
            if (labels.count() > 1) {
                if (areApart()) {
                    each(labels.foreground());
                } else {
                    labels.foreground().forEach(label -> each(List.of(label)));
                }
            }
            return new PostProcessing(chosen, trials);
        }

        private void foreground(Set<Integer> all) {
            double[][] dice = dice(chosen.and(all));
            double before = mean(dice[0]);
            double after = mean(dice[1]);
            boolean isKept = after > before;
            for (int label = 0; label < labels.count(); label++) {
                isKept &= !(dice[1][label] < dice[0][label]);
            }
            trials.add(new Trial("foreground", before, after, isKept));
            chosen = isKept ? chosen.and(all) : chosen;
        }

        /**
         * Labels without common values do not affect each other's Dice, so one pass over the cases suffices for all.
         */
        private void each(List<Label> some) {
            KeepLargest together = chosen;
            for (Label label : some) {
                together = together.and(Set.copyOf(label.members()));
            }
            double[][] dice = dice(together);
            for (Label label : some) {
                int position = labels.foreground().indexOf(label);
                boolean isKept = dice[1][position] > dice[0][position];
                trials.add(new Trial(label.name(), dice[0][position], dice[1][position], isKept));
                chosen = isKept ? chosen.and(Set.copyOf(label.members())) : chosen;
            }
        }

        private boolean areApart() {
            Set<Integer> seen = new HashSet<>();
            return labels.foreground().stream()
                    .flatMap(label -> label.members().stream())
                    .allMatch(seen::add);
        }

        /** Mean Dice of each label over the cases: as decided so far, and with the candidate. */
        private double[][] dice(KeepLargest candidate) {
            List<double[][]> each = workers.map(cases, HeldOut::caseId, one -> {
                LabelMap reference = one.reference().get();
                LabelMap predicted = one.predicted().get();
                return new double[][] {
                    dice(reference, chosen.apply(predicted)), dice(reference, candidate.apply(predicted))
                };
            });
            double[][] means = new double[2][labels.count()];
            for (int which = 0; which < 2; which++) {
                for (int label = 0; label < labels.count(); label++) {
                    int row = which;
                    int column = label;
                    means[which][label] = each.stream()
                            .mapToDouble(dice -> dice[row][column])
                            .filter(value -> !Double.isNaN(value))
                            .average()
                            .orElse(Double.NaN);
                }
            }
            return means;
        }

        private double[] dice(LabelMap reference, LabelMap predicted) {
            return CaseScore.overlaps(reference, predicted, labels).stream()
                    .mapToDouble(overlap -> overlap.confusion().dice(EmptyMasks.NNUNET))
                    .toArray();
        }

        /** Over the labels that occur in some case. */
        private static double mean(double[] values) {
            return Arrays.stream(values)
                    .filter(value -> !Double.isNaN(value))
                    .average()
                    .orElse(Double.NaN);
        }
    }
}
