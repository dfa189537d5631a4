package klarsyn.report;

import java.util.ArrayList;
import java.util.List;
import klarsyn.data.Units;
import klarsyn.evaluate.SegmentationEvaluation;
import klarsyn.report.RunReport.Fact;
import klarsyn.report.RunReport.SegmentationResults;

/** The sections of a segmentation. */
final class SegmentationSections {

    private SegmentationSections() {}

    static List<Section> results(SegmentationResults results) {
        SegmentationEvaluation evaluation = results.evaluation();
        Units units = results.units();
        List<Section> sections = new ArrayList<>();
        sections.add(new Section("Cases to look at", Overlays.of(results)));
        sections.add(new Section("By label", Tables.byLabel(evaluation, units)));
        DetectionTable.of(evaluation, units).stream()
                .map(table -> new Section("Cases without a label", table))
                .forEach(sections::add);
        sections.add(new Section(Headline.sentenceCase(units.quantity()) + "s", VolumePlots.of(evaluation, units)));
        return sections;
    }

    static List<Section> details(SegmentationResults results) {
        return List.of(new Section("By case, best to worst", Tables.byCase(results.evaluation(), results.units())));
    }

    static List<Fact> terms(SegmentationResults results) {
        String tolerance = SegmentationHeadline.tolerance(results.evaluation(), results.units());
        return List.of(
                new Fact(
                        "Dice",
                        "Twice the %1$s shared, divided by the %1$s of both; 1 is perfect, 0 is apart."
                                .formatted(results.units().elements())),
                new Fact(
                        "HD95",
                        "The distance that 95 % of each surface keeps to the other, the larger of the two"
                                + " directions."),
                new Fact(
                        "Mean surface distance",
                        "Over the surface %s of both, to the nearest of the other."
                                .formatted(results.units().elements())),
                new Fact(
                        "Surface Dice", "The share of both surfaces that lies within " + tolerance + " of the other."));
    }
}
