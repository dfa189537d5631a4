package klarsyn.data;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import klarsyn.base.DataException;
import klarsyn.base.Where;
import klarsyn.base.Workers;

/** Reads every case once before time is spent on any, and says what is wrong with all of them together. */
public final class Preflight {

    private Preflight() {}

    /**
     * What the pass found.
     *
     * @param findings   sorted by case; those about the cohort as a whole come last
     * @param cases      facts about each case that could be read and whose labels lie on its image's grid, sorted by id
     * @param samples    foreground intensities of each of those cases
     */
    public record Result(List<Finding> findings, List<CaseFacts> cases, List<ForegroundSample> samples) {

        /** Keeps own copies of the lists. */
        public Result {
            findings = List.copyOf(findings);
            cases = List.copyOf(cases);
            samples = List.copyOf(samples);
        }

        /** Foreground intensities of the named cases together, a channel each: held-out ones must not be among them. */
        public List<Intensities> foreground(Set<String> ids) {
            return CaseScan.pool(
                    samples.stream().filter(sample -> ids.contains(sample.id())).toList());
        }

        /** The findings that work cannot go on with. */
        public List<Finding> errors() {
            return findings.stream().filter(Finding::isError).toList();
        }
    }

    /**
     * Looks at every image and label map.
     *
     * <p>Each thread holds one case at a time. The result does not depend on the number of threads.
     *
     * @param threads at least 1
     */
    public static Result scan(Cohort cohort, int threads) {
        List<CaseScan> scans =
                new Workers(threads).map(cohort.cases(), Case::id, subject -> CaseScan.of(subject, cohort));
        List<Finding> findings = new ArrayList<>();
        List<CaseFacts> facts = new ArrayList<>();
        List<ForegroundSample> samples = new ArrayList<>();
        for (CaseScan scan : scans) {
            findings.addAll(scan.findings());
            facts.addAll(scan.facts());
            samples.add(ForegroundSample.of(scan.subject().id(), scan.samples()));
        }
        findings.addAll(CohortFindings.of(cohort, scans));
        return new Result(findings, facts, samples);
    }

    /**
     * Lets pass what has no errors; warnings do not stop anything.
     *
     * @throws DataException that tells the first error in full and how many more there are, with their places
     */
    public static void requireClean(Result result) {
        List<Finding> errors = result.errors();
        if (errors.isEmpty()) {
            return;
        }
        Finding first = errors.getFirst();
        throw new DataException(first.what() + others(errors), first.where(), first.mend());
    }

    private static final int NAMED = 10;

    private static String others(List<Finding> errors) {
        if (errors.size() == 1) {
            return "";
        }
        List<String> places = errors.stream()
                .skip(1)
                .map(Finding::where)
                .map(Where::text)
                .distinct()
                .toList();
        String named = String.join("; ", places.subList(0, Math.min(NAMED, places.size())));
        int more = errors.size() - 1;
        return " (and %d more %s: %s%s)"
                .formatted(more, more == 1 ? "error" : "errors", named, places.size() > NAMED ? "; …" : "");
    }
}
