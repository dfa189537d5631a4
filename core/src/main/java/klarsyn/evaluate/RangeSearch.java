package klarsyn.evaluate;

import java.util.List;
import klarsyn.data.label.Labels.Label;

/** Finds the range of z-scores that fits one label best, among pairs of quantile edges. */
final class RangeSearch {

    private static final int EDGES = 64;

    private final List<IntensityHistogram> cases;
    private final int position;
    private final int[] edges;
    private final long[][] allBelow;
    private final long[][] labelBelow;

    private RangeSearch(List<IntensityHistogram> cases, int position) {
        this.cases = cases;
        this.position = position;
        this.edges = edges(density());
        this.allBelow = cases.stream().map(each -> below(each.all())).toArray(long[][]::new);
        this.labelBelow =
                cases.stream().map(each -> below(each.label(position))).toArray(long[][]::new);
    }

    /** The best range of a label, by its index in the histograms. */
    static ThresholdBaseline.Range best(List<IntensityHistogram> cases, Label label, int position) {
        return new RangeSearch(cases, position).search(label);
    }

    private ThresholdBaseline.Range search(Label label) {
        int bestLow = 0;
        int bestHigh = EDGES;
        double bestDice = -1;
        for (int low = 0; low < EDGES; low++) {
            for (int high = low + 1; high <= EDGES; high++) {
                double dice = meanDice(low, high);
                if (dice > bestDice) {
                    bestDice = dice;
                    bestLow = low;
                    bestHigh = high;
                }
            }
        }
        if (bestDice <= 0) { // no case has the label: any prediction would be wrong
            return ThresholdBaseline.Range.nothing(label);
        }
        return new ThresholdBaseline.Range(
                label, IntensityHistogram.edge(edges[bestLow]), IntensityHistogram.edge(edges[bestHigh]), bestDice);
    }

    private double meanDice(int low, int high) {
        double sum = 0;
        int defined = 0;
        for (int i = 0; i < cases.size(); i++) {
            long claimed = allBelow[i][high] - allBelow[i][low];
            long hit = labelBelow[i][high] - labelBelow[i][low];
            long size = labelBelow[i][EDGES];
            if (claimed + size > 0) {
                sum += 2.0 * hit / (claimed + size);
                defined++;
            }
        }
        return defined == 0 ? 0 : sum / defined;
    }

    /**
     * All voxels and those of the label have equal weight, so that edges are dense in the label's range, however small.
     */
    private double[] density() {
        double[] density = new double[IntensityHistogram.BINS];
        for (IntensityHistogram each : cases) {
            addShares(density, each.all());
            addShares(density, each.label(position));
        }
        return density;
    }

    private static void addShares(double[] density, int[] counts) {
        long total = 0;
        for (int count : counts) {
            total += count;
        }
        for (int bin = 0; total > 0 && bin < counts.length; bin++) {
            density[bin] += (double) counts[bin] / total;
        }
    }

    private static int[] edges(double[] density) {
        double total = 0;
        for (double share : density) {
            total += share;
        }
        int[] edges = new int[EDGES + 1];
        double sum = 0;
        int next = 1;
        for (int bin = 0; bin < density.length; bin++) {
            sum += density[bin];
            while (next < EDGES && sum >= total * next / EDGES) {
                edges[next++] = bin + 1;
            }
        }
        while (next <= EDGES) {
            edges[next++] = IntensityHistogram.BINS;
        }
        return edges;
    }

    private long[] below(int[] counts) {
        long[] below = new long[EDGES + 1];
        for (int edge = 0; edge < EDGES; edge++) {
            long within = 0;
            for (int bin = edges[edge]; bin < edges[edge + 1]; bin++) {
                within += counts[bin];
            }
            below[edge + 1] = below[edge] + within;
        }
        return below;
    }
}
