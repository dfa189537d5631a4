package klarsyn.report;

import static klarsyn.report.Numbers.ends;
import static klarsyn.report.Numbers.fixed;

import java.util.ArrayList;
import java.util.List;
import klarsyn.base.Interval;
import klarsyn.data.Units;
import klarsyn.data.label.Labels.Label;
import klarsyn.evaluate.CaseDetection;
import klarsyn.evaluate.SegmentationEvaluation;

/** Cases with and without a label: false alarms and missed cases. */
final class DetectionTable {

    /** Above 0: one predicted voxel is a false alarm. */
    static final double MINIMUM = 0;

    private DetectionTable() {}

    /** One row for each label that some case lacks, and one for all labels together; empty if there are none. */
    static List<Html> of(SegmentationEvaluation metrics, Units units) {
        List<Html> rows = rows(metrics);
        if (rows.isEmpty()) {
            return List.of();
        }
        return List.of(Html.fill(
                """
                <div class="scroll"><table>
                <thead><tr><th scope="col">Label</th><th scope="col">Cases without</th>
                <th scope="col">False alarms</th><th scope="col">Specificity</th>
                <th scope="col">False-positive {} ({}): mean</th><th scope="col">median</th><th scope="col">largest</th>
                <th scope="col">Cases with</th><th scope="col">Missed</th><th scope="col">Sensitivity</th></tr></thead>
                <tbody>{}</tbody></table></div>
                <p class="note">Per case: one predicted {} anywhere counts as a detection or as a false alarm. Intervals: Wilson for proportions, with the number of patients; bootstrap for the mean {}.</p>\
                """, units.quantity(), units.size(), rows, units.elements().replaceFirst("s$", ""), units.quantity()));
    }

    private static List<Html> rows(SegmentationEvaluation metrics) {
        List<Label> labels = metrics.labels().foreground();
        List<Html> rows = new ArrayList<>();
        for (Label label : labels) {
            add(rows, label.name(), metrics.caseDetection(label, MINIMUM));
        }
        if (labels.size() > 1) {
            add(rows, "any label", metrics.caseDetection(MINIMUM));
        }
        return rows;
    }

    private static void add(List<Html> rows, String name, CaseDetection detection) {
        if (detection.negatives() == 0) {
            return;
        }
        double largest = detection.largestFalsePositiveMl();
        int decimals = Tables.decimals(largest);
        rows.add(Html.fill(
                """
                <tr><th scope="row">{}</th><td>{}</td><td>{}</td>{}{}<td>{}</td><td>{}</td><td>{}</td><td>{}</td>{}</tr>\
                """,
                name,
                detection.negatives(),
                detection.falseAlarms(),
                cell(detection.specificity(), 3),
                cell(detection.falsePositiveMl(), decimals),
                fixed(detection.medianFalsePositiveMl(), decimals),
                fixed(largest, decimals),
                detection.positives(),
                detection.cases().falseNegatives(),
                cell(detection.sensitivity(), 3)));
    }

    private static Html cell(Interval interval, int decimals) {
        return Html.fill("<td>{} <small>{}</small></td>", fixed(interval.mean(), decimals), ends(interval, decimals));
    }
}
