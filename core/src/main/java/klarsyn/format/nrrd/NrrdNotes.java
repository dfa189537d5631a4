package klarsyn.format.nrrd;

import java.util.ArrayList;
import java.util.List;
import klarsyn.format.file.PlacementNote;
import klarsyn.image.Affine;

/** Notes on the voxel position stated by a NRRD header. */
final class NrrdNotes {

    private static final double TOLERANCE = 1e-3;

    private final NrrdFields fields;
    private final NrrdPlacement placement;
    private final int axes;

    private NrrdNotes(NrrdFields fields, NrrdPlacement placement, int axes) {
        this.fields = fields;
        this.placement = placement;
        this.axes = axes;
    }

    /**
     * Compares the statements of a header.
     *
     * @param lengths of all axes of the file
     */
    static List<PlacementNote> of(NrrdFields fields, NrrdPlacement placement, List<Integer> lengths) {
        return new NrrdNotes(fields, placement, lengths.size()).notes(lengths);
    }

    private List<PlacementNote> notes(List<Integer> lengths) {
        List<PlacementNote> notes = new ArrayList<>();
        boolean directed = fields.value("spacedirections").isPresent();
        List<Double> spacings = spacings();
        Affine affine = placement.affine();
        if (directed && placement.spatial().stream().anyMatch(axis -> disagrees(spacings.get(axis), axis))) {
            notes.add(new PlacementNote(
                    PlacementNote.Cause.SPACING_DISAGREES,
                    "the header has both spacings (%s) and space directions, whose voxels measure %s; the space directions"
                                    .formatted(fields.value("spacings").orElse(""), affine.spacing())
                            + " were used",
                    "remove the field spacings if the space directions are right; otherwise correct them"));
        }
        if (!directed && placement.spatial().stream().anyMatch(axis -> spacings.get(axis) < 0)) {
            notes.add(new PlacementNote(
                    PlacementNote.Cause.SPACING_NEGATIVE,
                    "the spacings are %s: signs were ignored"
                            .formatted(fields.value("spacings").orElse("")),
                    "write distances above 0; if the signs were meant to flip axes, write space directions"));
        }
        if (!directed && placement.spatial().stream().anyMatch(axis -> lengths.get(axis) > 1 && !hasSpacing(axis))) {
            notes.add(new PlacementNote(
                    PlacementNote.Cause.SPACING_MISSING,
                    "the header gives no distance between voxels along an axis (spacings: %s): 1 mm was taken"
                            .formatted(fields.value("spacings").orElse("none")),
                    "write the field space directions or spacings, in mm"));
        }
        if (placement.spatial().size() == 3 && !NrrdSpace.of(fields).anatomical()) {
            notes.add(new PlacementNote(
                    PlacementNote.Cause.UNPLACED,
                    "the header names no space of a patient, so it does not state which side is left: read by the"
                            + " spacing of %s alone, x to the right, y to the front, z up".formatted(affine.spacing()),
                    "write the field space (such as left-posterior-superior) with space directions and space origin"));
        }
        return List.copyOf(notes);
    }

    /** One number per axis, NaN where missing. */
    private List<Double> spacings() {
        List<String> words = fields.perAxis("spacings", axes);
        List<Double> numbers = new ArrayList<>();
        for (int axis = 0; axis < axes; axis++) {
            numbers.add(words.isEmpty() ? Double.NaN : fields.decimal("spacings", words.get(axis)));
        }
        return numbers;
    }

    private boolean hasSpacing(int axis) {
        double spacing = spacings().get(axis);
        boolean ends =
                fields.value("axismins").isPresent() && fields.value("axismaxs").isPresent();
        return (Double.isFinite(spacing) && spacing != 0) || ends;
    }

    private boolean disagrees(double spacing, int axis) {
        double edge = placement.affine().spacing().along(placement.spatial().indexOf(axis));
        return Double.isFinite(spacing) && Math.abs(Math.abs(spacing) - edge) > TOLERANCE * edge;
    }
}
