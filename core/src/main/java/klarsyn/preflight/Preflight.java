package klarsyn.preflight;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import klarsyn.base.Count;
import klarsyn.base.DataException;
import klarsyn.base.Workers;
import klarsyn.data.Case;
import klarsyn.data.Cohort;
import klarsyn.data.Finding;
import klarsyn.data.FindingGroup;
import klarsyn.data.ImageMemory;
import klarsyn.data.OpenArrays;
import klarsyn.image.Geometry;

/** Reads every case once before training and reports all problems together. */
public final class Preflight {

    private Preflight() {}

    /**
     * The results.
     *
     * @param findings   those of the layout first, then by case, then those about the cohort as a whole
     * @param cases      facts about each image that could be read and whose labels, if it has any, lie on its grid,
     *                   sorted by id
     * @param samples    foreground intensities of those cases that have a label
     * @param recordings facts about each signal that could be read, sorted by id
     * @param columns    facts about each column of a table, in the order of the file
     */
    public record Result(
            List<Finding> findings,
            List<CaseFacts> cases,
            List<ForegroundSample> samples,
            List<RecordingFacts> recordings,
            List<ColumnFacts> columns) {

        /** Copies the lists. */
        public Result {
            findings = List.copyOf(findings);
            cases = List.copyOf(cases);
            samples = List.copyOf(samples);
            recordings = List.copyOf(recordings);
            columns = List.copyOf(columns);
        }

        /** Combined foreground intensities of the given cases, per channel: test cases must not be included. */
        public List<Intensities> foreground(Set<String> ids) {
            return ForegroundSample.pool(
                    samples.stream().filter(sample -> ids.contains(sample.id())).toList());
        }

        /** The errors. */
        public List<Finding> errors() {
            return findings.stream().filter(Finding::isError).toList();
        }
    }

    /**
     * Checks every image and label map, every recording, or every column.
     *
     * <p>Each thread keeps one case in memory; large images limit the number of threads. Results do not depend on the
     * number of threads.
     *
     * @param threads upper limit, at least 1
     */
    public static Result scan(Cohort cohort, int threads) {
        return scan(cohort, Purpose.TRAINING, threads);
    }

    /** As {@link #scan(Cohort, int)}, for a purpose. */
    public static Result scan(Cohort cohort, Purpose purpose, int threads) {
        return scan(cohort, purpose, new Workers(threads));
    }

    /**
     * As {@link #scan(Cohort, int)}, for a purpose.
     *
     * @param workers upper limit of the threads
     * @throws klarsyn.base.StoppedException if stopped
     */
    public static Result scan(Cohort cohort, Purpose purpose, Workers workers) {
        Result scanned = switch (cohort.kind()) {
            case VOLUME, PICTURE ->
                images(cohort, purpose, workers.limited(ImageMemory.parallelCases(cohort, workers.threads())));
            case SIGNAL -> recordings(cohort, workers);
            case TABLE -> TableScan.of(cohort);
        };
        List<Finding> findings = new ArrayList<>(cohort.findings());
        findings.addAll(scanned.findings());
        findings.addAll(TargetFindings.of(cohort, purpose));
        return new Result(findings, scanned.cases(), scanned.samples(), scanned.recordings(), scanned.columns());
    }

    private static Result images(Cohort cohort, Purpose purpose, Workers workers) {
        OpenArrays arrays = new OpenArrays();
        Map<Geometry, Geometry> grids = new ConcurrentHashMap<>();
        List<ImageScan> scans = workers.map(
                cohort.cases(),
                Case::id,
                subject -> ImageScan.of(subject, cohort, arrays)
                        .withGrids(grid -> grids.computeIfAbsent(grid, same -> same)));
        List<Finding> findings = new ArrayList<>();
        List<CaseFacts> facts = new ArrayList<>();
        List<ForegroundSample> samples = new ArrayList<>();
        for (ImageScan scan : scans) {
            findings.addAll(scan.findings());
            facts.addAll(scan.facts());
            if (!scan.sample().channels().isEmpty()) {
                samples.add(scan.sample());
            }
        }
        findings.addAll(CohortFindings.of(cohort, scans, purpose));
        return new Result(findings, facts, samples, List.of(), List.of());
    }

    private static Result recordings(Cohort cohort, Workers workers) {
        List<RecordingScan> scans = workers.map(cohort.cases(), Case::id, RecordingScan::of);
        List<Finding> findings = new ArrayList<>();
        List<RecordingFacts> facts = new ArrayList<>();
        for (RecordingScan scan : scans) {
            findings.addAll(scan.findings());
            facts.addAll(scan.facts());
        }
        findings.addAll(Duplicates.of(
                cohort,
                scans.stream()
                        .map(scan -> new Duplicates.Content(scan.subject(), scan.fingerprint()))
                        .toList()));
        return new Result(findings, List.of(), List.of(), facts, List.of());
    }

    /**
     * Throws if there are errors; warnings are accepted.
     *
     * @throws DataException with the first cause in full, its cases, and the locations of the other errors
     */
    public static void requireClean(Result result) {
        List<FindingGroup> causes = FindingGroup.of(result.errors());
        if (causes.isEmpty()) {
            return;
        }
        FindingGroup first = causes.getFirst();
        Finding shown = first.first();
        String more = Stream.of(first.rest(), others(causes))
                .filter(words -> !words.isEmpty())
                .collect(Collectors.joining("; and "));
        throw new DataException(
                more.isEmpty() ? shown.what() : "%s (%s)".formatted(shown.what(), more), shown.where(), shown.fix());
    }

    private static final int NAMED = 10;

    private static String others(List<FindingGroup> causes) {
        if (causes.size() == 1) {
            return "";
        }
        List<FindingGroup> rest = causes.subList(1, causes.size());
        List<String> places = rest.stream()
                .map(group -> group.first().where().text())
                .distinct()
                .toList();
        return "%s, in %s%s; klarsyn inspect lists all"
                .formatted(
                        Count.of(rest.stream().mapToInt(FindingGroup::size).sum(), "more error"),
                        String.join("; ", places.subList(0, Math.min(NAMED, places.size()))),
                        places.size() > NAMED ? "; …" : "");
    }
}
