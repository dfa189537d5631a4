package klarsyn.evaluate;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import klarsyn.base.Interval;
import klarsyn.base.Seed;
import klarsyn.data.label.Labels;
import klarsyn.data.label.Labels.Label;
import klarsyn.evaluate.voxel.Confusion;

/**
 * Dice over pooled voxels instead of averaged over cases: large structures and patients with many images have more
 * weight, and empty slices have no effect.
 */
final class PooledDice {

    private final Labels labels;
    private final Seed seed;

    /** Counts per patient and label. */
    private final Confusion[][] patients;

    private PooledDice(Labels labels, Seed seed, Confusion[][] patients) {
        this.labels = labels;
        this.seed = seed;
        this.patients = patients;
    }

    static PooledDice of(List<CaseScore> cases, Labels labels, Seed seed) {
        List<List<CaseScore>> clusters =
                Bootstrap.clusters(cases, cases.stream().map(CaseScore::patient).toList());
        Confusion[][] patients = clusters.stream()
                .map(cluster -> IntStream.range(0, labels.count())
                        .mapToObj(label -> cluster.stream()
                                .map(score -> score.labels().get(label).voxels())
                                .reduce(Confusion.NOTHING, Confusion::plus))
                        .toArray(Confusion[]::new))
                .toArray(Confusion[][]::new);
        return new PooledDice(labels, seed, patients);
    }

    Interval ofAll(Label label) {
        return ofAll(new int[] {position(label)});
    }

    Interval ofAll() {
        return ofAll(every());
    }

    private Interval ofAll(int[] which) {
        int[] having = Arrays.stream(everyone())
                .filter(patient -> !Double.isNaN(all(new int[] {patient}, which)))
                .toArray();
        return Bootstrap.interval(
                all(having, which),
                having.length,
                having.length,
                seed,
                drawn -> all(Arrays.stream(drawn).map(place -> having[place]).toArray(), which));
    }

    Interval ofPatients(Label label) {
        return ofPatients(new int[] {position(label)});
    }

    Interval ofPatients() {
        return ofPatients(every());
    }

    private Interval ofPatients(int[] which) {
        return Bootstrap.mean(
                Arrays.stream(everyone())
                        .mapToDouble(patient -> all(new int[] {patient}, which))
                        .toArray(),
                seed);
    }

    private int position(Label label) {
        return labels.foreground().indexOf(label);
    }

    private int[] every() {
        return IntStream.range(0, labels.count()).toArray();
    }

    private int[] everyone() {
        return IntStream.range(0, patients.length).toArray();
    }

    /** Mean over some labels of the Dice over all voxels of some patients. */
    private double all(int[] drawn, int[] which) {
        double sum = 0;
        int defined = 0;
        for (int label : which) {
            long both = 0;
            long sizes = 0;
            for (int patient : drawn) {
                Confusion counts = patients[patient][label];
                both += counts.truePositives();
                sizes += counts.reference() + counts.predicted();
            }
            if (sizes > 0) {
                sum += 2.0 * both / sizes;
                defined++;
            }
        }
        return defined == 0 ? Double.NaN : sum / defined;
    }
}
