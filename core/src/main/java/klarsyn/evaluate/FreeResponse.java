package klarsyn.evaluate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import klarsyn.image.Shape;

/**
 * What a detector finds for how many false alarms: the free-response receiver operating characteristic (Bunch and
 * others, 1977; scored as in CAMELYON16).
 *
 * @param points from the most false alarms down to none
 */
public record FreeResponse(List<Point> points) {

    /**
     * The detector at one threshold.
     *
     * @param falsePositives false alarms an image
     * @param sensitivity    share of the targets that are hit
     */
    public record Point(double falsePositives, double sensitivity) {}

    /** A place that a detector points at: a voxel and how sure it is, above 0. */
    public record Candidate(int x, int y, int z, double probability) {}

    /**
     * What the candidates of one image hit.
     *
     * @param falsePositives probabilities of those that hit nothing
     * @param truePositives  highest probability on each target by its number, 0 where it was missed or does not count
     * @param targets        how many targets count
     */
    public record Hits(List<Double> falsePositives, List<Double> truePositives, int targets) {

        /** Keeps own copies. */
        public Hits {
            falsePositives = List.copyOf(falsePositives);
            truePositives = List.copyOf(truePositives);
        }

        /**
         * Looks where the candidates lie; one on a target that does not count is no false alarm either.
         *
         * @param targets  number of each voxel's target from 1 without a gap, 0 for none
         * @param excluded numbers of targets that do not count, such as isolated tumour cells
         * @throws IndexOutOfBoundsException if a candidate lies outside of the image
         */
        public static Hits of(List<Candidate> candidates, int[] targets, Shape shape, Set<Integer> excluded) {
            int count = Arrays.stream(targets).max().orElse(0);
            double[] best = new double[count];
            List<Double> alarms = new ArrayList<>();
            for (Candidate candidate : candidates) {
                java.util.Objects.checkIndex(candidate.x(), shape.x());
                java.util.Objects.checkIndex(candidate.y(), shape.y());
                java.util.Objects.checkIndex(candidate.z(), shape.z());
                int target = targets[shape.index(candidate.x(), candidate.y(), candidate.z())];
                if (target == 0) {
                    alarms.add(candidate.probability());
                } else if (!excluded.contains(target)) {
                    best[target - 1] = Math.max(best[target - 1], candidate.probability());
                }
            }
            return new Hits(alarms, Arrays.stream(best).boxed().toList(), count - excluded.size());
        }
    }

    /** Keeps an own copy. */
    public FreeResponse {
        points = List.copyOf(points);
    }

    /** The curve over a set of images, one point for each probability and one without any candidate. */
    public static FreeResponse of(List<Hits> images) {
        double[] alarms = images.stream()
                .flatMap(hits -> hits.falsePositives().stream())
                .mapToDouble(Double::doubleValue)
                .toArray();
        double[] found = images.stream()
                .flatMap(hits -> hits.truePositives().stream())
                .mapToDouble(Double::doubleValue)
                .filter(probability -> probability > 0)
                .toArray();
        double targets = images.stream().mapToInt(Hits::targets).sum();
        Set<Double> thresholds = new TreeSet<>();
        Arrays.stream(alarms).forEach(thresholds::add);
        Arrays.stream(found).forEach(thresholds::add);
        List<Point> points = new ArrayList<>();
        for (double threshold : thresholds) {
            points.add(new Point(
                    (double) atLeast(alarms, threshold) / images.size(), atLeast(found, threshold) / targets));
        }
        points.add(new Point(0, 0));
        return new FreeResponse(points);
    }

    private static long atLeast(double[] probabilities, double threshold) {
        return Arrays.stream(probabilities)
                .filter(probability -> probability >= threshold)
                .count();
    }

    /** Sensitivity for so many false alarms an image, linear between the points and level beyond the last. */
    public double sensitivityAt(double falsePositives) {
        List<Point> rising = points.reversed();
        int above = 0;
        while (above < rising.size() && rising.get(above).falsePositives() <= falsePositives) {
            above++;
        }
        if (above == 0 || above == rising.size()) {
            return rising.get(above == 0 ? 0 : above - 1).sensitivity();
        }
        Point low = rising.get(above - 1);
        Point high = rising.get(above);
        double share = (falsePositives - low.falsePositives()) / (high.falsePositives() - low.falsePositives());
        return low.sensitivity() + share * (high.sensitivity() - low.sensitivity());
    }

    /** Mean sensitivity at several numbers of false alarms an image, usually ¼, ½, 1, 2, 4 and 8. */
    public double score(double... falsePositives) {
        return Arrays.stream(falsePositives).map(this::sensitivityAt).average().orElse(Double.NaN);
    }
}
