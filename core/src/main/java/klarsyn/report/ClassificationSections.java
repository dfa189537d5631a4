package klarsyn.report;

import static klarsyn.report.Numbers.fixed;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import klarsyn.evaluate.ClassificationEvaluation;
import klarsyn.evaluate.ConfusionMatrix;
import klarsyn.report.RunReport.ClassificationResults;
import klarsyn.report.RunReport.Fact;
import klarsyn.report.RunReport.Mistake;

/** The sections of a classification. */
final class ClassificationSections {

    private static final int MAX_CLASSES_SHOWN = 40;

    private ClassificationSections() {}

    static List<Section> results(ClassificationResults results) {
        return List.of(
                new Section("Confusion matrix", confusion(results.evaluation())),
                new Section("Most confident mistakes", mistakes(results)),
                new Section("By class", byClass(results.evaluation())));
    }

    static List<Section> details(ClassificationResults results) {
        return List.of();
    }

    static List<Fact> terms() {
        return List.of(
                new Fact("Accuracy", "Fraction of cases whose predicted class is correct."),
                new Fact(
                        "AUC",
                        "Probability that a case of a class gets a higher score for it than a case of another class,"
                                + " averaged over classes; 0.5 is chance, 1 is perfect. Ties count one half."),
                new Fact("Balanced accuracy", "Mean recall over the classes."),
                new Fact("Macro F1", "Mean over the classes of the harmonic mean of precision and recall."),
                new Fact(
                        "Log loss",
                        "Mean negative logarithm of the predicted probability of the true class; 0 is perfect."));
    }

    private static Html confusion(ClassificationEvaluation evaluation) {
        List<String> classes = evaluation.classes();
        if (classes.size() > MAX_CLASSES_SHOWN) {
            return Html.fill(
                    "<p class=\"note\">{}</p>",
                    "%d classes are too many for a table; metrics.json contains all counts.".formatted(classes.size()));
        }
        ConfusionMatrix confusion = evaluation.confusion();
        List<Html> rows = new ArrayList<>();
        for (int row = 0; row < classes.size(); row++) {
            rows.add(row(classes.get(row), confusion, row));
        }
        return Html.fill(
                """
                <div class="scroll"><table class="confusion">
                <thead><tr><td></td><th scope="colgroup" colspan="{}">Prediction</th></tr>
                <tr><th scope="col">Reference</th>{}</tr></thead>
                <tbody>{}</tbody></table></div>
                <p class="note">Rows: the true class. Columns: the predicted class. Darker: a larger fraction of the row.</p>\
                """,
                classes.size(),
                classes.stream()
                        .map(name -> Html.fill("<th scope=\"col\" title=\"{}\"><span>{}</span></th>", name, name))
                        .toList(),
                rows);
    }

    private static Html row(String name, ConfusionMatrix confusion, int row) {
        int all = confusion.reference(row);
        return Html.fill(
                "<tr><th scope=\"row\">{}</th>{}</tr>",
                name,
                IntStream.range(0, confusion.classes())
                        .mapToObj(column -> cell(confusion.counts().get(row).get(column), all, row == column))
                        .toList());
    }

    /** Mistakes are colored by the square root of their share, so that one in a hundred is visible. */
    private static Html cell(int count, int all, boolean correct) {
        double found = all == 0 ? 0 : (double) count / all;
        double share = correct ? found : Math.sqrt(found);
        return Html.fill(
                "<td class=\"{}\" style=\"--share:{}\">{}</td>", correct ? "correct" : "wrong", fixed(share, 3), count);
    }

    private static Html mistakes(ClassificationResults results) {
        if (results.mistakes().isEmpty()) {
            return Html.fill("<p class=\"note\">{}</p>", "All cases were classified correctly.");
        }
        return Html.fill(
                """
                <div class="mistakes">{}</div>
                <p class="note">Wrong predictions, most confident first. Check these for wrong labels in the data.</p>\
                """,
                results.mistakes().stream()
                        .map(Supplier::get)
                        .map(ClassificationSections::mistake)
                        .toList());
    }

    private static Html mistake(Mistake mistake) {
        return Html.fill(
                "<figure>{}<figcaption><b>{}</b> predicted as <b>{}</b>,"
                        + " {}&nbsp;%<br><small>{}</small></figcaption></figure>",
                Thumbnail.of(mistake.channels()),
                mistake.reference(),
                mistake.predicted(),
                fixed(100 * mistake.confidence(), 0),
                mistake.caseId());
    }

    private static Html byClass(ClassificationEvaluation evaluation) {
        ConfusionMatrix confusion = evaluation.confusion();
        List<Html> rows = new ArrayList<>();
        for (int k = 0; k < confusion.classes(); k++) {
            rows.add(Html.fill(
                    """
                    <tr><th scope="row">{}</th><td>{}</td><td>{}</td><td>{}</td><td>{}</td><td>{}</td></tr>\
                    """,
                    evaluation.classes().get(k),
                    confusion.reference(k),
                    confusion.predicted(k),
                    fixed(confusion.recall(k), 3),
                    fixed(confusion.precision(k), 3),
                    fixed(confusion.f1(k), 3)));
        }
        return Html.fill("""
            <div class="scroll"><table>
            <thead><tr><th scope="col">Class</th><th scope="col">Cases</th><th scope="col">Predicted</th>
            <th scope="col">Recall</th><th scope="col">Precision</th><th scope="col">F1</th></tr></thead>
            <tbody>{}</tbody></table></div>\
            """, rows);
    }
}
