package klarsyn;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import klarsyn.data.Case;
import klarsyn.evaluate.CaseScore;
import klarsyn.evaluate.SegmentationEvaluation;
import klarsyn.format.Images;
import klarsyn.report.RunReport.Overlay;

/**
 * The best, the median and the worst of the held-out cases, read again one by one while a page shows them: of large images
 * not even three would fit into memory.
 *
 * @param folder   of the run, or of the cross-validation
 * @param outcomes one, or one for each fold
 */
record ShownCases(RunFolder folder, List<Outcome> outcomes) {

    private static final List<String> TITLES = List.of("Best case", "Median case", "Worst case");

    /** None where no case has anything to be found. */
    List<Supplier<Overlay>> of(SegmentationEvaluation metrics) {
        return of(metrics, score -> shown(score));
    }

    private Shown shown(CaseScore score) {
        int index = IntStream.range(0, outcomes.size())
                .filter(i -> find(i, score).isPresent())
                .findFirst()
                .orElseThrow();
        Case subject = find(index, score).orElseThrow();
        RunFolder own = outcomes.size() == 1 ? folder : folder.fold(index);
        return new Shown(subject, own.prediction(subject));
    }

    /**
     * A case and what was predicted of it.
     *
     * @param prediction label map
     */
    record Shown(Case subject, Path prediction) {}

    /** The same of cases that are found otherwise. */
    static List<Supplier<Overlay>> of(SegmentationEvaluation metrics, Function<CaseScore, Shown> find) {
        List<CaseScore> judged = metrics.cases().stream()
                .filter(score -> !Double.isNaN(score.meanDice()))
                .toList();
        if (judged.isEmpty()) {
            return List.of();
        }
        List<CaseScore> chosen = List.of(judged.getFirst(), metrics.median(), judged.getLast());
        return IntStream.range(0, TITLES.size())
                .<Supplier<Overlay>>mapToObj(
                        i -> () -> overlay(TITLES.get(i), chosen.get(i), metrics, find.apply(chosen.get(i))))
                .toList();
    }

    private static Overlay overlay(String title, CaseScore score, SegmentationEvaluation metrics, Shown shown) {
        return new Overlay(
                title,
                shown.subject().id(),
                score.meanDice(),
                shown.subject().readImage().getFirst(),
                shown.subject().readLabels().without(metrics.labels().ignored()),
                Images.readLabels(shown.prediction()));
    }

    private Optional<Case> find(int outcome, CaseScore score) {
        return outcomes.get(outcome).split().test().stream()
                .filter(one -> one.id().equals(score.caseId()))
                .findFirst();
    }
}
