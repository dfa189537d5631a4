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
import klarsyn.data.Division;
import klarsyn.evaluate.Comparison;
import klarsyn.evaluate.Comparison.Verdict;
import klarsyn.evaluate.Evaluation;
import klarsyn.evaluate.ScoredCases;
import klarsyn.workflow.FoldSettings;
import klarsyn.workflow.RunFolder;

/**
 * Which of several cross-validations of the same cases segments best, alone or two together, as nnU-Net chooses among its
 * configurations: each case is judged by models that have not seen its patient.
 *
 * @param candidates each run alone and each pair, the highest Dice first
 */
public record ConfigurationChoice(List<Candidate> candidates) {

    private static final Seed SEED = Seed.of(0).child("choice");

    /** Keeps an own copy. */
    public ConfigurationChoice {
        candidates = List.copyOf(candidates);
    }

    /**
     * One run, or two whose probabilities are averaged.
     *
     * @param runs   folders of cross-validations
     * @param scores of every case, each held out
     */
    public record Candidate(List<Path> runs, ScoredCases scores) {

        /** Keeps an own copy. */
        public Candidate {
            runs = List.copyOf(runs);
        }
    }

    /**
     * Judges each run and each pair.
     *
     * @param cohort   the cases that all of them were made of
     * @param runs     folders of finished cross-validations, at least two
     * @param listener told which pair is predicted
     * @throws DataException if a folder is no cross-validation, or they are of other cases or labels
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
     * What to predict with: the best single run, unless a pair, which costs twice as much, is shown to be better.
     *
     * <p>Of several pairs only the best is compared; a choice among many flatters the chosen, so its figure is not one to
     * quote.
     */
    public Candidate chosen() {
        return isShownBetter() ? candidates.getFirst() : bestAlone();
    }

    /** The best candidate, pairs included, against the best run alone. */
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

    /** Each case by the two models that have not seen it. */
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
            throw new IllegalStateException("cross-validations of the same cases that share none");
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
                    "give the data set that the runs were made of");
        }
        return cases;
    }

    /** A finished cross-validation, and which fold held out which cases. */
    private record FoldedRun(RunFolder folder, ScoredCases scores, List<Set<String>> held) {

        static FoldedRun open(Path path) {
            RunFolder folder = new RunFolder(path);
            if (!folder.isCrossValidation()) {
                throw new DataException(
                        Files.exists(path) ? "this is no folder of a cross-validation" : "there is no such folder",
                        Where.file(path),
                        "name folders of runs that were trained with klarsyn train DATA --folds 5");
            }
            FoldSettings settings = FoldSettings.read(folder.folds());
            List<Set<String>> held = new ArrayList<>();
            for (int fold = 0; fold < settings.folds(); fold++) {
                held.add(ScoredCases.read(folder.fold(fold).metrics()).caseIds());
            }
            ScoredCases scores = ScoredCases.read(folder.metrics());
            if (settings.unit() == Division.Unit.CASE && scores.sharesPatients()) {
                throw new DataException(
                        "its folds divide patients, so that models were judged on patients whom they had seen",
                        Where.file(path),
                        "choose among runs that were made without --split-by case");
            }
            return new FoldedRun(folder, scores, held);
        }

        void requireCasesOf(FoldedRun first) {
            if (!scores.caseIds().equals(first.scores.caseIds())
                    || !scores.parts().equals(first.scores.parts())) {
                throw new DataException(
                        "its cases or labels are others than those of " + first.folder.path(),
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
