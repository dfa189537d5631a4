package klarsyn.evaluate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import klarsyn.image.Shape;

/**
 * Free-response receiver operating characteristic (FROC) of a detector (Bunch et al., 1977; scored as in CAMELYON16).
 *
 * @param points in descending order of false positives
 */
public record FreeResponse(List<Point> points) {

    /**
     * The detector at one threshold.
     *
     * @param falsePositives false positives per image
     * @param sensitivity    fraction of targets that are hit
     */
    public record Point(double falsePositives, double sensitivity) {}

    /** A detection: a voxel and its probability, above 0. */
    public record Candidate(int x, int y, int z, double probability) {}

    /**
     * Hits of the candidates of one image.
     *
     * @param falsePositives probabilities of those that hit nothing
     * @param truePositives  highest probability on each target by its number, 0 if missed or excluded
     * @param targets        number of targets that count
     */
    public record Hits(List<Double> falsePositives, List<Double> truePositives, int targets) {

        /** Copies the arrays. */
        public Hits {
            falsePositives = List.copyOf(falsePositives);
            truePositives = List.copyOf(truePositives);
        }

        /**
         * Matches candidates with targets; a candidate on an excluded target is not a false positive.
         *
         * @param targets  number of each voxel's target from 1 without gaps, 0 for none
         * @param excluded numbers of targets that do not count, such as isolated tumor cells
         * @throws IndexOutOfBoundsException if a candidate is outside the image
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

    /** Copies the list. */
    public FreeResponse {
        points = List.copyOf(points);
    }

    /** The curve over several images, one point per probability and one without candidates. */
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

    /** Sensitivity at a number of false positives per image, linear between the points and constant after the last. */
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

    /** Mean sensitivity at several numbers of false positives per image, usually ¼, ½, 1, 2, 4 and 8. */
    public double score(double... falsePositives) {
        return Arrays.stream(falsePositives).map(this::sensitivityAt).average().orElse(Double.NaN);
    }
}
