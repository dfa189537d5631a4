package klarsyn.app;

import klarsyn.app.terminal.Figures;
import klarsyn.app.terminal.Table;
import klarsyn.base.Count;
import klarsyn.base.Interval;
import klarsyn.data.Units;
import klarsyn.data.label.Labels.Label;
import klarsyn.evaluate.SegmentationEvaluation;

/** Segmentation metrics as table rows. */
final class Scores {

    private static final String BASELINE = "baseline";

    private Scores() {}

    static Table of(SegmentationEvaluation metrics, Units units) {
        Table table = new Table().row("", "Dice", "95 % interval", "HD95 " + units.length(), "95 % interval", "n");
        for (Label label : metrics.labels().foreground()) {
            row(table, label.name(), metrics.dice(label), metrics.hd95Mm(label));
        }
        row(table, "mean", metrics.dice(), metrics.hd95Mm());
        if (metrics.patients() < metrics.cases().size()) {
            pooled(table, "per patient, pooled " + units.elements(), metrics.dicePerPatient(), metrics.patients());
            pooled(table, "all pooled " + units.elements(), metrics.pooledDice(), metrics.patients());
        }
        return table;
    }

    /** Cases of one patient are not independent: these metrics are per patient. */
    private static void pooled(Table table, String name, Interval dice, int patients) {
        table.row(name, Figures.of(dice.mean(), 3), Figures.ends(dice, 3), "", "", Count.of(patients, "patient"));
    }

    /** Adds the baseline as the last row. */
    static Table of(SegmentationEvaluation metrics, Units units, Interval baseline) {
        return of(metrics, units)
                .row(
                        BASELINE,
                        Figures.of(baseline.mean(), 3),
                        Figures.ends(baseline, 3),
                        "",
                        "",
                        String.valueOf(baseline.n()));
    }

    private static Table row(Table table, String name, Interval dice, Interval hd95) {
        return table.row(
                name,
                Figures.of(dice.mean(), 3),
                Figures.ends(dice, 3),
                Figures.of(hd95.mean(), 2),
                Figures.ends(hd95, 2),
                String.valueOf(dice.n()));
    }
}
