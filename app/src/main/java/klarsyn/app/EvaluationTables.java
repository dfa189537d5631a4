package klarsyn.app;

import java.util.List;
import klarsyn.app.terminal.Figures;
import klarsyn.app.terminal.Session;
import klarsyn.app.terminal.Table;
import klarsyn.base.Figure;
import klarsyn.data.Units;
import klarsyn.evaluate.ClassificationEvaluation;
import klarsyn.evaluate.ConfusionMatrix;
import klarsyn.evaluate.Evaluation;
import klarsyn.evaluate.SegmentationEvaluation;

/**
 * An evaluation as tables for a terminal.
 *
 * @param evaluation of a model
 * @param baselines  of the same cases; empty or one
 * @param units      of lengths and sizes
 */
record EvaluationTables(Evaluation evaluation, List<Evaluation> baselines, Units units) {

    private static final int MAX_CLASSES_SHOWN = 25;

    void print(Session session) {
        switch (evaluation) {
            case SegmentationEvaluation segmentation -> {
                baselines.stream()
                        .findFirst()
                        .map(baseline -> Scores.of(
                                segmentation, units, baseline.headline().interval()))
                        .orElseGet(() -> Scores.of(segmentation, units))
                        .print(session);
                new DetectionTables(segmentation, units).print(session);
            }
            case ClassificationEvaluation classification -> {
                figures(classification).print(session);
                session.print("");
                byClass(classification, session);
            }
        }
    }

    private Table figures(ClassificationEvaluation classification) {
        Table table = new Table().row("", "", "95 % interval", "n");
        classification.figures().forEach(figure -> row(table, figure.measure().name(), figure));
        baselines.forEach(baseline ->
                row(table, "baseline " + baseline.headline().measure().name(), baseline.headline()));
        return table;
    }

    private static void row(Table table, String name, Figure figure) {
        table.row(
                name,
                Figures.of(figure.value(), 4),
                Figures.ends(figure.interval(), 4),
                String.valueOf(figure.interval().n()));
    }

    private static void byClass(ClassificationEvaluation classification, Session session) {
        ConfusionMatrix confusion = classification.confusion();
        if (confusion.classes() > MAX_CLASSES_SHOWN) {
            session.print("%d classes: see the report for results per class".formatted(confusion.classes()));
            return;
        }
        Table table = new Table().row("class", "cases", "found", "recall", "precision");
        for (int k = 0; k < confusion.classes(); k++) {
            table.row(
                    classification.classes().get(k),
                    String.valueOf(confusion.reference(k)),
                    String.valueOf(confusion.correct(k)),
                    Figures.of(confusion.recall(k), 3),
                    Figures.of(confusion.precision(k), 3));
        }
        table.print(session);
    }
}
