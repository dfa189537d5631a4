package klarsyn;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import klarsyn.base.DataException;
import klarsyn.base.Seed;
import klarsyn.base.Where;
import klarsyn.data.Case;
import klarsyn.data.Cohort;
import klarsyn.data.split.Division;
import klarsyn.evaluate.Comparison;
import klarsyn.evaluate.Comparison.Verdict;
import klarsyn.evaluate.Evaluation;
import klarsyn.evaluate.ScoredCases;
import klarsyn.workflow.folder.FoldSettings;
import klarsyn.workflow.folder.RunFolder;

/**
 * Selects the best of several cross-validations of the same cases, or the best pair, as nnU-Net selects among its
 * configurations. Each case is evaluated with models that were not trained on its patient.
 *
 * @param candidates each run and each pair, in descending order of Dice
 */
public record ConfigurationChoice(List<Candidate> candidates) {

    private static final Seed SEED = Seed.of(0).child("choice");

    /** Copies the list. */
    public ConfigurationChoice {
        candidates = List.copyOf(candidates);
    }

    /**
     * One run, or two with averaged probabilities.
     *
     * @param runs   folders of cross-validations
     * @param scores of all cases, each held out
     */
    public record Candidate(List<Path> runs, ScoredCases scores) {

        /** Copies the list. */
        public Candidate {
            runs = List.copyOf(runs);
        }
    }

    /**
     * Evaluates each run and each pair.
     *
     * @param cohort   the cases of all runs
     * @param runs     folders of finished cross-validations, at least two
     * @param listener receives the name of each pair before its prediction
     * @throws DataException if a folder is not a cross-validation, or the runs have different cases or labels
     */
    public static ConfigurationChoice of(Cohort cohort, List<Path> runs, Consumer<String> listener) {
        List<FoldedRun> folded = runs.stream().map(FoldedRun::open).toList();
        folded.forEach(run -> run.requireCasesOf(folded.getFirst()));
        List<Candidate> candidates = new ArrayList<>();
        folded.forEach(run -> candidates.add(new Candidate(List.of(run.folder().path()), run.scores())));
        for (int i = 0; i < folded.size(); i++) {
            for (FoldedRun other : folded.subList(i + 1, folded.size())) {
                List<Path> both =
                        List.of(folded.get(i).folder().path(), other.folder().path());
                listener.accept("%s with %s".formatted(both.get(0), both.get(1)));
                candidates.add(new Candidate(both, together(cohort, folded.get(i), other)));
            }
        }
        candidates.sort(
                Comparator.comparingDouble((Candidate one) -> one.scores().mean())
                        .reversed());
        return new ConfigurationChoice(candidates);
    }

    /**
     * The configuration to predict with: the best single run, unless a pair, which takes twice the time, is shown to be
     * better.
     *
     * <p>Only the best of several pairs is compared. Selection among many makes the selected result optimistically
     * biased, so it should not be reported as performance.
     */
    public Candidate chosen() {
        return isShownBetter() ? candidates.getFirst() : bestAlone();
    }

    /** Compares the best candidate, pairs included, with the best single run. */
    public Comparison bestAgainstBestAlone() {
        return Comparison.of(candidates.getFirst().scores(), bestAlone().scores(), 0, SEED);
    }

    private boolean isShownBetter() {
        return bestAgainstBestAlone().overall().verdict() == Verdict.A_BETTER;
    }

    private Candidate bestAlone() {
        return candidates.stream()
                .filter(candidate -> candidate.runs().size() == 1)
                .findFirst()
                .orElseThrow();
    }

    /** Evaluates each case with the two models that were not trained on it. */
    private static ScoredCases together(Cohort cohort, FoldedRun a, FoldedRun b) {
        List<Evaluation> parts = new ArrayList<>();
        for (int i = 0; i < a.folds(); i++) {
            for (int j = 0; j < b.folds(); j++) {
                Set<String> held = new HashSet<>(a.heldOut(i));
                held.retainAll(b.heldOut(j));
                if (!held.isEmpty()) {
                    parts.add(evaluation(cohort, List.of(a.model(i), b.model(j)), cases(cohort, held)));
                }
            }
        }
        if (parts.isEmpty()) {
            throw new IllegalStateException("the cross-validations have no cases in common");
        }
        return Evaluation.joined(parts).scored();
    }

    private static Evaluation evaluation(Cohort cohort, List<Path> models, List<Case> cases) {
        try (Model model = Model.open(models)) {
            model.requireTaskOf(cohort);
            return model.evaluate(cases);
        }
    }

    private static List<Case> cases(Cohort cohort, Set<String> ids) {
        List<Case> cases = cohort.cases().stream()
                .filter(subject -> ids.contains(subject.id()))
                .toList();
        if (cases.size() < ids.size()) {
            Set<String> missing = new HashSet<>(ids);
            cases.forEach(subject -> missing.remove(subject.id()));
            throw new DataException(
                    "the data set has no case " + missing.stream().sorted().collect(Collectors.joining(", ")),
                    Where.file(cohort.root()),
                    "use the data set of the runs");
        }
        return cases;
    }

    /** A finished cross-validation, and the test cases of each fold. */
    private record FoldedRun(RunFolder folder, ScoredCases scores, List<Set<String>> held) {

        static FoldedRun open(Path path) {
            RunFolder folder = new RunFolder(path);
            if (!folder.isCrossValidation()) {
                throw new DataException(
                        Files.exists(path) ? "this folder is not a cross-validation" : "the folder does not exist",
                        Where.file(path),
                        "use folders of runs trained with klarsyn train DATA --folds 5");
            }
            FoldSettings settings = FoldSettings.read(folder.folds());
            List<Set<String>> held = new ArrayList<>();
            for (int fold = 0; fold < settings.folds(); fold++) {
                held.add(ScoredCases.read(folder.fold(fold).metrics()).caseIds());
            }
            ScoredCases scores = ScoredCases.read(folder.metrics());
            if (settings.unit() == Division.Unit.CASE && scores.sharesPatients()) {
                throw new DataException(
                        "its folds divide cases, not patients, so models were tested on patients seen in training",
                        Where.file(path),
                        "use runs made without --split-by case");
            }
            return new FoldedRun(folder, scores, held);
        }

        void requireCasesOf(FoldedRun first) {
            if (!scores.caseIds().equals(first.scores.caseIds())
                    || !scores.parts().equals(first.scores.parts())) {
                throw new DataException(
                        "its cases or labels differ from those of " + first.folder.path(),
                        Where.file(folder.path()),
                        "cross-validate the same data set in each run");
            }
        }

        int folds() {
            return held.size();
        }

        Set<String> heldOut(int fold) {
            return held.get(fold);
        }

        Path model(int fold) {
            return folder.fold(fold).model();
        }
    }
}
