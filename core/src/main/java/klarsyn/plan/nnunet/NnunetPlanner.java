package klarsyn.plan.nnunet;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import klarsyn.base.Json;
import klarsyn.plan.rules.OrderStatistics;
import klarsyn.plan.rules.PatchFit;
import klarsyn.plan.rules.Planner;
import klarsyn.plan.rules.TargetSpacing;
import klarsyn.plan.rules.Topology;
import klarsyn.prepare.Normalization.Scheme;

/**
 * Reproduces the planners of nnU-Net v2.8, value by value; rules shared with {@link Planner} are in the plan package.
 */
final class NnunetPlanner {

    static final String FLAT = "2d";
    static final String LOW = "3d_lowres";
    static final String FULL = "3d_fullres";
    static final String CASCADE = "3d_cascade_fullres";

    private static final double SMALL_AFTER_CROP = 3 / 4.0;
    private static final double MIN_COVERAGE = 0.25;
    private static final double COARSER = 1.03;
    private static final double MIN_REDUCTION = 2;

    private final NnunetLimits limits;
    private final NnunetDataset dataset;
    private final NnunetFingerprint fingerprint;

    private NnunetPlanner(NnunetLimits limits, NnunetDataset dataset, NnunetFingerprint fingerprint) {
        this.limits = limits;
        this.dataset = dataset;
        this.fingerprint = fingerprint;
    }

    static NnunetPlans plan(NnunetLimits limits, NnunetDataset dataset, NnunetFingerprint fingerprint) {
        return new NnunetPlanner(limits, dataset, fingerprint).plans();
    }

    private NnunetPlans plans() {
        List<Double> target = TargetSpacing.of(fingerprint.spacings(), fingerprint.shapes());
        List<Integer> forward = TargetSpacing.coarsestFirst(target);
        List<List<Double>> resampled = IntStream.range(0, fingerprint.shapes().size())
                .mapToObj(index -> resampled(index, target))
                .toList();
        List<Double> spacing = axes(forward, target::get);
        List<Double> median = axes(forward, axis -> OrderStatistics.median(TargetSpacing.column(resampled, axis)));
        return new NnunetPlans(
                dataset.name(),
                limits.plansName(),
                axes(forward, axis -> OrderStatistics.median(TargetSpacing.column(fingerprint.spacings(), axis))),
                axes(forward, axis -> OrderStatistics.median(TargetSpacing.column(fingerprint.shapes(), axis))).stream()
                        .map(size -> (int) Math.rint(size))
                        .toList(),
                dataset.reader(),
                forward,
                IntStream.range(0, 3).mapToObj(forward::indexOf).toList(),
                configurations(spacing, median),
                limits.planner(),
                "LabelManager",
                fingerprint.foreground());
    }

    private static List<Double> axes(List<Integer> forward, IntFunction<Double> value) {
        return forward.stream().map(value::apply).toList();
    }

    private List<Double> resampled(int index, List<Double> target) {
        List<Double> own = fingerprint.spacings().get(index);
        return IntStream.range(0, 3)
                .mapToObj(axis -> Math.rint(own.get(axis)
                        / target.get(axis)
                        * fingerprint.shapes().get(index).get(axis)))
                .toList();
    }

    private SequencedMap<String, NnunetPlans.Entry> configurations(List<Double> spacing, List<Double> median) {
        double voxels = product(median) * dataset.cases();
        SequencedMap<String, NnunetPlans.Entry> found = new LinkedHashMap<>();
        found.put(FLAT, configuration(FLAT, spacing.subList(1, 3), median.subList(1, 3), voxels, true));
        if (median.getFirst() == 1) {
            return found;
        }
        NnunetConfiguration full = configuration(FULL, spacing, median, voxels, false);
        List<NnunetConfiguration> low = low(full);
        low.forEach(one -> found.put(LOW, one.before(CASCADE)));
        found.put(FULL, low.isEmpty() ? full : full.withBatchDice());
        if (!low.isEmpty()) {
            SequencedMap<String, Json> cascade = new LinkedHashMap<>();
            cascade.put(NnunetPlans.Derived.INHERITS, new Json.Text(FULL));
            cascade.put("previous_stage", new Json.Text(LOW));
            found.put(CASCADE, new NnunetPlans.Derived(cascade));
        }
        return found;
    }

    /** The previous stage at lower resolution, if a patch covers less than a quarter of an image. */
    private List<NnunetConfiguration> low(NnunetConfiguration full) {
        List<NnunetConfiguration> found = List.of();
        List<Double> spacing = full.spacing();
        double total = product(full.medianSize());
        double voxels = total;
        double seen = voxels(full);
        while (seen / voxels < MIN_COVERAGE) {
            spacing = coarser(spacing);
            List<Double> median = rescaled(full, spacing);
            voxels = product(median);
            NnunetConfiguration low = configuration(
                    LOW, spacing, median.stream().map(Math::rint).toList(), voxels * dataset.cases(), false);
            found = List.of(low);
            seen = voxels(low);
        }
        return total / voxels < MIN_REDUCTION ? List.of() : found;
    }

    private static double voxels(NnunetConfiguration one) {
        return one.patchSize().stream().mapToDouble(Integer::doubleValue).reduce(1, (a, b) -> a * b);
    }

    /** First the axes that are much finer than the coarsest, then all. */
    private static List<Double> coarser(List<Double> spacing) {
        double coarsest = Collections.max(spacing);
        boolean uneven = spacing.stream().anyMatch(mm -> coarsest / mm > 2);
        return spacing.stream()
                .map(mm -> !uneven || coarsest / mm > 2 ? mm * COARSER : mm)
                .toList();
    }

    private static List<Double> rescaled(NnunetConfiguration full, List<Double> spacing) {
        return IntStream.range(0, 3)
                .mapToObj(axis -> full.spacing().get(axis)
                        / spacing.get(axis)
                        * full.medianSize().get(axis))
                .toList();
    }

    private NnunetConfiguration configuration(
            String name, List<Double> spacing, List<Double> median, double voxels, boolean batchDice) {
        Topology topology = PatchFit.of(spacing, median, one -> limits.exceeded(featureMaps(one), spacing.size()));
        List<Scheme> schemes =
                dataset.channels().stream().map(Scheme::ofChannel).toList();
        boolean masked = fingerprint.relativeSize() < SMALL_AFTER_CROP;
        return new NnunetConfiguration(
                limits.dataIdentifier(name),
                "DefaultPreprocessor",
                batch(topology, voxels),
                topology.size(),
                median,
                spacing,
                schemes,
                schemes.stream()
                        .map(scheme -> masked && scheme.mayLeaveOutZeros())
                        .toList(),
                NnunetResampling.standard(false, 3),
                NnunetResampling.standard(true, 1),
                NnunetResampling.standard(false, 1),
                limits.architecture(topology),
                batchDice,
                List.of(),
                List.of());
    }

    long featureMaps(Topology topology) {
        return FeatureMaps.count(limits.architecture(topology), topology.size(), dataset.outputs());
    }

    /** The batch size that fits into memory, limited to a fraction of the data set. */
    private int batch(Topology topology, double voxels) {
        int axes = topology.size().size();
        double held = Math.rint(limits.reference(axes) / featureMaps(topology) * limits.referenceBatch(axes));
        double share = Math.rint(voxels * limits.coverage() / topology.voxels());
        return (int) Math.max(Math.min(held, share), NnunetLimits.SMALLEST_BATCH);
    }

    private static double product(List<Double> values) {
        return values.stream().reduce(1.0, (a, b) -> a * b);
    }
}
