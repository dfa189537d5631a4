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
        sections.add(new Section("Example cases", Overlays.of(results)));
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
                        "Twice the shared %1$s divided by the total %1$s of both; 1 is perfect, 0 is no overlap."
                                .formatted(results.units().elements())),
                new Fact(
                        "HD95",
                        "95th percentile of the distances from one surface to the other, the larger of both"
                                + " directions."),
                new Fact(
                        "Mean surface distance",
                        "Mean distance of the surface %s of both to the nearest of the other."
                                .formatted(results.units().elements())),
                new Fact("Surface Dice", "Fraction of both surfaces within " + tolerance + " of the other."));
    }
}
