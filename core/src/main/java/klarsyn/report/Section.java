package klarsyn.report;

import java.util.List;
import klarsyn.report.RunReport.ClassificationResults;
import klarsyn.report.RunReport.Fact;
import klarsyn.report.RunReport.Results;
import klarsyn.report.RunReport.SegmentationResults;

/**
 * A section of the page.
 *
 * @param heading in sentence case
 * @param content of the section
 */
record Section(String heading, Html content) {

    /** The task's result sections, before those on training. */
    static List<Section> results(Results results) {
        return switch (results) {
            case SegmentationResults segmentation -> SegmentationSections.results(segmentation);
            case ClassificationResults classification -> ClassificationSections.results(classification);
        };
    }

    /** Long tables at the end of the page. */
    static List<Section> details(Results results) {
        return switch (results) {
            case SegmentationResults segmentation -> SegmentationSections.details(segmentation);
            case ClassificationResults classification -> ClassificationSections.details(classification);
        };
    }

    /** The task's terms for the glossary. */
    static List<Fact> terms(Results results) {
        return switch (results) {
            case SegmentationResults segmentation -> SegmentationSections.terms(segmentation);
            case ClassificationResults _ -> ClassificationSections.terms();
        };
    }

    Html html() {
        return HtmlReport.section(heading, content);
    }
}
