package klarsyn.plan.rules;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import klarsyn.data.Case;
import klarsyn.data.Cohort;
import klarsyn.data.Task;
import klarsyn.data.file.Kind;
import klarsyn.data.label.Labels;
import klarsyn.image.Geometry;
import klarsyn.image.Shape;
import klarsyn.image.Spacing;
import klarsyn.preflight.CaseFacts;
import klarsyn.preflight.Intensities;
import klarsyn.preflight.Moments;

/** Three cases of one size to plan for, without files. */
public final class PlanningCases {

    public static final List<Intensities> FOREGROUND = List.of(Intensities.of(new float[] {100, 200}));

    private PlanningCases() {}

    public static Cohort cohort(String modality, String... labels) {
        Case one = Case.ofImages("a", "a", List.of(Path.of("a.nii")), Path.of("a.nii"));
        return new Cohort(
                "Test",
                Path.of("."),
                "made for a test",
                Kind.VOLUME,
                Optional.of(new Task.Segmentation(Labels.of(labels))),
                List.of(new Cohort.Channel(0, modality)),
                List.of(one),
                List.of());
    }

    public static List<CaseFacts> facts(Shape shape, Spacing spacing) {
        CaseFacts facts = new CaseFacts(
                "a",
                Geometry.of(shape, spacing),
                shape,
                List.of(new Moments(0, 1, 0.5, 0.5)),
                FOREGROUND,
                List.of(shape.voxels() / 20L, shape.voxels() / 20L));
        return List.of(facts, facts, facts);
    }

    public static Fingerprint fingerprint(Shape shape, Spacing spacing) {
        return Fingerprint.of(facts(shape, spacing), FOREGROUND);
    }
}
