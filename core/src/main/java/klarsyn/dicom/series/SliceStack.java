package klarsyn.dicom.series;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import klarsyn.image.Geometry;
import klarsyn.image.Shape;

/**
 * Stacked slices of one group, and the reasons why they do not form volumes.
 *
 * @param volumes  slices by time point or channel, each ascending along the normal; complete only without problems
 * @param step     between adjacent slices, mm
 * @param problems empty if the slices form volumes
 */
record SliceStack(List<List<Slice>> volumes, Vector3 step, List<SeriesProblem> problems) {

    /** Slices share a position if they are closer than this fraction of a pixel. */
    private static final double SAME_POSITION = 0.02;

    /** Slices may deviate from the line through the first and last by this fraction of a pixel. */
    private static final double IN_LINE = 0.25;

    /** Below this angle, shear is attributed to rounded positions. */
    private static final double TILT_DEGREES = 0.5;

    /** Slices at one position. */
    private record Level(double mm, List<Slice> slices) {}

    /**
     * Stacks slices.
     *
     * @param slices      at least one, all of the same orientation
     * @param thicknessMm slice distance if there is a single slice
     */
    static SliceStack of(List<Slice> slices, double thicknessMm) {
        Vector3 normal = slices.getFirst().plane().normal();
        List<Level> levels = levels(slices, normal);
        List<SeriesProblem> problems = new ArrayList<>(counts(levels));
        Comparator<Slice> order = order(slices, levels);
        levels.forEach(level -> level.slices().sort(order));
        Vector3 step = normal.times(thicknessMm);
        if (levels.size() > 1) {
            Vector3 first = levels.getFirst().slices().getFirst().plane().position();
            Vector3 last = levels.getLast().slices().getFirst().plane().position();
            step = last.minus(first).times(1.0 / (levels.size() - 1));
            problems.addAll(
                    SliceSpacing.problems(levels.stream().mapToDouble(Level::mm).toArray()));
        }
        problems.addAll(line(slices, levels, step, normal));
        int volumes =
                levels.stream().mapToInt(level -> level.slices().size()).min().orElse(0);
        List<List<Slice>> byTime = new ArrayList<>();
        for (int time = 0; time < volumes; time++) {
            int index = time;
            byTime.add(levels.stream().map(level -> level.slices().get(index)).toList());
        }
        problems.addAll(rescaleTypes(byTime));
        return new SliceStack(List.copyOf(byTime), step, List.copyOf(problems));
    }

    /** Grid of each volume. */
    Geometry geometry() {
        List<Slice> first = volumes.getFirst();
        Slice lowest = first.getFirst();
        var shape = new Shape(lowest.tile().width(), lowest.tile().height(), first.size());
        return new Geometry(shape, lowest.plane().affine(step));
    }

    private static List<Level> levels(List<Slice> slices, Vector3 normal) {
        List<Slice> sorted = new ArrayList<>(slices);
        sorted.sort(Comparator.comparingDouble(slice -> slice.along(normal)));
        double tolerance = SAME_POSITION * edge(slices.getFirst());
        List<Level> levels = new ArrayList<>();
        for (Slice slice : sorted) {
            double mm = slice.along(normal);
            if (levels.isEmpty() || mm - levels.getLast().mm() > tolerance) {
                levels.add(new Level(mm, new ArrayList<>()));
            }
            levels.getLast().slices().add(slice);
        }
        return levels;
    }

    private static double edge(Slice slice) {
        return Math.min(slice.plane().dx(), slice.plane().dy());
    }

    private static List<SeriesProblem> counts(List<Level> levels) {
        List<Double> copies = new ArrayList<>();
        for (Level level : levels) {
            if (hasCopies(level.slices())) {
                copies.add(level.mm());
            }
        }
        if (!copies.isEmpty()) {
            return List.of(new SeriesProblem.DuplicateSlices(List.copyOf(copies)));
        }
        int most =
                levels.stream().mapToInt(level -> level.slices().size()).max().orElse(0);
        int least =
                levels.stream().mapToInt(level -> level.slices().size()).min().orElse(0);
        if (most == least) {
            return List.of();
        }
        List<Level> fuller =
                levels.stream().filter(level -> level.slices().size() > least).toList();
        boolean isDimension = fuller.stream().anyMatch(level -> hasDimension(level.slices()));
        return isDimension || least > 1
                ? List.of(new SeriesProblem.UnequalOverTime(
                        most,
                        least,
                        levels.stream()
                                .filter(level -> level.slices().size() < most)
                                .map(Level::mm)
                                .toList()))
                : List.of(new SeriesProblem.DuplicateSlices(
                        fuller.stream().map(Level::mm).toList()));
    }

    private static boolean hasCopies(List<Slice> slices) {
        Set<Object> seen = slices.stream().map(Slice::identity).collect(Collectors.toSet());
        return seen.size() < slices.size();
    }

    /** Whether a key distinguishes slices at one position as parts of different volumes. */
    private static boolean hasDimension(List<Slice> slices) {
        for (SliceOrder key : SliceOrder.values()) {
            if (key.isDimension()
                    && slices.stream().map(slice -> slice.value(key)).distinct().count() > 1) {
                return true;
            }
        }
        return false;
    }

    /** By keys that are the same at all positions; then by number and time, which never are. */
    private static Comparator<Slice> order(List<Slice> slices, List<Level> levels) {
        Comparator<Slice> order = Comparator.comparingInt(_ -> 0);
        for (SliceOrder key : SliceOrder.values()) {
            boolean isStated =
                    slices.stream().allMatch(slice -> slice.value(key).isPresent());
            if (isStated && (!key.isDimension() || isSameEverywhere(key, levels))) {
                order = order.thenComparing(slice -> slice.value(key).orElseThrow());
            }
        }
        return order.thenComparingInt(Slice::frame)
                .thenComparing(slice -> slice.file().toString());
    }

    private static boolean isSameEverywhere(SliceOrder key, List<Level> levels) {
        return levels.stream()
                        .map(level -> level.slices().stream()
                                .map(slice -> slice.value(key).orElseThrow())
                                .sorted()
                                .toList())
                        .distinct()
                        .count()
                == 1;
    }

    private static List<SeriesProblem> line(List<Slice> slices, List<Level> levels, Vector3 step, Vector3 normal) {
        List<SeriesProblem> problems = new ArrayList<>();
        Vector3 perMm = step.times(1 / step.dot(normal));
        Vector3 start = levels.getFirst().slices().getFirst().plane().position();
        double farthest = 0;
        for (Slice slice : slices) {
            Vector3 way = slice.plane().position().minus(start);
            Vector3 deviation = way.minus(perMm.times(way.dot(normal)));
            farthest = Math.max(farthest, deviation.length());
        }
        if (farthest > IN_LINE * edge(slices.getFirst())) {
            problems.add(new SeriesProblem.NotInLine(farthest));
        }
        double degrees = Math.toDegrees(Math.atan(perMm.minus(normal).length()));
        if (degrees > TILT_DEGREES) {
            problems.add(new SeriesProblem.Tilted(degrees));
        }
        return problems;
    }

    private static List<SeriesProblem> rescaleTypes(List<List<Slice>> volumes) {
        for (List<Slice> volume : volumes) {
            List<Integer> counts = volume.stream().collect(Collectors.groupingBy(Slice::rescale)).values().stream()
                    .map(List::size)
                    .toList();
            if (counts.size() > 1) {
                return List.of(new SeriesProblem.Mixed(SeriesProblem.Property.RESCALE_TYPE, counts));
            }
        }
        return List.of();
    }
}
