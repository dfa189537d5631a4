package klarsyn.report;

import static klarsyn.report.Numbers.at;
import static klarsyn.report.Numbers.fixed;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import klarsyn.data.Units;
import klarsyn.evaluate.SegmentationEvaluation;
import klarsyn.report.RunReport.Overlay;
import klarsyn.report.RunReport.SegmentationResults;

/** The shown cases, each in three planes through the center of its labels. */
final class Overlays {

    private static final String PATIENT = """
        Planes through the center of the labels, on the same scale, with true voxel proportions. Radiological \
        convention: the patient's right is on the left of the picture; in sagittal planes, anterior is on the left. \
        R right, L left, A anterior, P posterior, S superior, I inferior; nearest axes if the scan is oblique. \
        Gray values from the 1st to the 99th percentile of the part shown.\
        """;

    private static final String PIXELS = """
        The region around the labels as stored, with square pixels. Gray values from the 1st to the 99th percentile \
        of the part shown.\
        """;

    /** Maximum height of a picture in percent of the page width. */
    private static final double HIGHEST_PERCENT = 40;

    private Overlays() {}

    static Html of(SegmentationResults report) {
        SegmentationEvaluation metrics = report.evaluation();
        if (report.overlays().isEmpty()) {
            return Html.fill("<p class=\"note\">{}</p>", "No cases to show.");
        }
        return Html.fill(
                """
                <p class="legend"><span class="key reference"></span>reference \
                <span class="key predicted"></span>prediction (thin line); labels: {}</p>
                {}
                <p class="note">{}</p>\
                """,
                metrics.labels().foreground().stream()
                        .map(label -> label.name())
                        .collect(Collectors.joining(", ")),
                report.overlays().stream()
                        .map(overlay -> one(overlay.get(), metrics, report.units()))
                        .toList(),
                switch (report.units()) {
                    case PATIENT -> PATIENT;
                    case PIXELS -> PIXELS;
                });
    }

    private static Html one(Overlay overlay, SegmentationEvaluation metrics, Units units) {
        Display display = Display.of(overlay.image().geometry());
        Focus focus = Focus.on(display, overlay.reference(), overlay.predicted());
        Window window = Window.of(overlay.image(), display, focus);
        List<Picture> pictures = Stream.of(Plane.values())
                .map(plane -> new Picture(overlay, display, focus, window, plane, units))
                .filter(picture -> !picture.isFlat())
                .toList();
        double longest = pictures.stream()
                .mapToDouble(picture -> Math.max(picture.widthMm(), picture.heightMm()))
                .max()
                .orElse(1);
        double percentPerMm = percentPerMm(pictures);
        return Html.fill(
                """
                <figure class="case">
                <figcaption><b>{}</b> <span>{}</span> <span>Dice {}{}</span></figcaption>
                <div class="planes">{}</div>
                </figure>\
                """,
                overlay.title(),
                overlay.caseId(),
                fixed(overlay.dice(), 3),
                perLabel(overlay, metrics),
                pictures.stream()
                        .map(picture -> Html.fill(
                                "<div style=\"width:{}%\">{}</div>",
                                at(percentPerMm * picture.widthMm()), picture.drawing(0.055 * longest)))
                        .toList());
    }

    /** All planes on the same scale, side by side within the page width, none higher than a screen. */
    private static double percentPerMm(List<Picture> pictures) {
        double together = pictures.stream().mapToDouble(Picture::widthMm).sum();
        double highest = pictures.stream().mapToDouble(Picture::heightMm).max().orElse(1);
        return Math.min(97 / together, HIGHEST_PERCENT / highest);
    }

    private static String perLabel(Overlay overlay, SegmentationEvaluation metrics) {
        return metrics.cases().stream()
                .filter(score -> score.caseId().equals(overlay.caseId()))
                .filter(score -> score.labels().size() > 1)
                .findFirst()
                .map(score -> score.labels().stream()
                        .map(label -> label.label().name() + " " + fixed(label.dice(), 3))
                        .collect(Collectors.joining(", ", " (", ")")))
                .orElse("");
    }
}
