package klarsyn.app;

import java.util.ArrayList;
import java.util.List;
import klarsyn.app.terminal.Figures;
import klarsyn.app.terminal.Session;
import klarsyn.app.terminal.Table;
import klarsyn.data.Units;
import klarsyn.data.label.Labels.Label;
import klarsyn.evaluate.CaseDetection;
import klarsyn.evaluate.SegmentationEvaluation;

/**
 * Detection per case, as tables: false alarms in cases without a label, and cases found.
 *
 * @param metrics of the evaluated cases
 * @param units   of the volumes
 */
record DetectionTables(SegmentationEvaluation metrics, Units units) {

    /** Above 0: one predicted voxel is a false alarm. */
    private static final double MINIMUM = 0;

    /** One label, or all labels together. */
    private record Row(String name, CaseDetection detection) {}

    /** Prints nothing if every case has every label. */
    void print(Session session) {
        metrics.remarks().forEach(session::print);
        List<Row> rows = rows();
        if (!rows.isEmpty()) {
            session.print("");
            session.print("detection per case, from one predicted %s anywhere:"
                    .formatted(units.elements().replaceFirst("s$", "")));
            specificity(rows).print(session);
            rows.removeIf(row -> row.detection().positives() == 0);
        }
        if (!rows.isEmpty()) {
            session.print("");
            sensitivity(rows).print(session);
        }
    }

    private List<Row> rows() {
        List<Label> labels = metrics.labels().foreground();
        List<Row> rows = new ArrayList<>();
        for (Label label : labels) {
            rows.add(new Row(label.name(), metrics.caseDetection(label, MINIMUM)));
        }
        if (labels.size() > 1) {
            rows.add(new Row("any label", metrics.caseDetection(MINIMUM)));
        }
        rows.removeIf(row -> row.detection().negatives() == 0);
        return rows;
    }

    private Table specificity(List<Row> rows) {
        Table table = new Table()
                .row(
                        "cases without",
                        "n",
                        "false alarms",
                        "specificity",
                        "95 % interval",
                        "mean " + units.size(),
                        "median " + units.size());
        for (Row row : rows) {
            CaseDetection detection = row.detection();
            table.row(
                    row.name(),
                    String.valueOf(detection.negatives()),
                    String.valueOf(detection.falseAlarms()),
                    Figures.of(detection.specificity().mean(), 3),
                    Figures.ends(detection.specificity(), 3),
                    Figures.of(detection.falsePositiveMl().mean()),
                    Figures.of(detection.medianFalsePositiveMl()));
        }
        return table;
    }

    private static Table sensitivity(List<Row> rows) {
        Table table = new Table().row("cases with", "n", "missed", "sensitivity", "95 % interval");
        for (Row row : rows) {
            CaseDetection detection = row.detection();
            table.row(
                    row.name(),
                    String.valueOf(detection.positives()),
                    String.valueOf(detection.cases().falseNegatives()),
                    Figures.of(detection.sensitivity().mean(), 3),
                    Figures.ends(detection.sensitivity(), 3));
        }
        return table;
    }
}
