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

/** The cases to look at, each in three planes through the middle of its labels. */
final class Overlays {

    private static final String PATIENT = """
        Planes through the middle of the labels, at one scale, voxels in their true proportions. Radiological \
        convention: the patient's right is on the left of the picture, in sagittal planes the front is. \
        R right, L left, A front, P back, S head, I feet; axes nearest to the patient's where the scan is oblique. \
        Grey from the 1st to the 99th percentile of the part shown.\
        """;

    private static final String PIXELS = """
        The part around the labels, as the file has it, pixels as squares. Grey from the 1st to the 99th percentile of \
        the part shown.\
        """;

    /** Greatest height of a picture in per cent of the page's width. */
    private static final double HIGHEST_PERCENT = 40;

    private Overlays() {}

    static Html of(SegmentationResults report) {
        SegmentationEvaluation metrics = report.evaluation();
        if (report.overlays().isEmpty()) {
            return Html.fill("<p class=\"note\">{}</p>", "No case was chosen to be shown.");
        }
        return Html.fill(
                """
                <p class="legend"><span class="key reference"></span>reference \
                <span class="key predicted"></span>prediction, thin above it; labels: {}</p>
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

    /** All planes at one scale, side by side within the page's width, none higher than a screen shows with ease. */
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
