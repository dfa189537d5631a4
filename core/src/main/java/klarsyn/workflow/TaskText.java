package klarsyn.workflow;

import java.util.stream.Collectors;
import klarsyn.data.label.Labels;
import klarsyn.plan.ClassificationPlan;
import klarsyn.plan.Plan;
import klarsyn.plan.SegmentationPlan;
import klarsyn.report.RunReport.Fact;

/** Names of a plan's task in a report. */
public final class TaskText {

    private TaskText() {}

    /**
     * For example {@code Segmentation of Anterior, Posterior in MRI volumes}.
     *
     * @param images {@code volumes} or {@code pictures}
     */
    public static String title(Plan plan, String images) {
        String channels = String.join(" + ", plan.modalities());
        return switch (plan) {
            case SegmentationPlan segmentation ->
                "Segmentation of %s in %s %s".formatted(names(segmentation), channels, images);
            case ClassificationPlan classification ->
                "Classification of %s in %d classes from %s %s"
                        .formatted(
                                classification.target(),
                                classification.classes().size(),
                                channels,
                                images);
        };
    }

    /** The predicted labels or classes, as a report entry. */
    public static Fact targets(Plan plan) {
        return switch (plan) {
            case SegmentationPlan segmentation -> new Fact("Labels", names(segmentation));
            case ClassificationPlan classification -> new Fact("Classes", String.join(", ", classification.classes()));
        };
    }

    private static String names(SegmentationPlan plan) {
        return plan.labels().foreground().stream().map(Labels.Label::name).collect(Collectors.joining(", "));
    }
}
