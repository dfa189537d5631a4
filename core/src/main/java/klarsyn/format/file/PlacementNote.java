package klarsyn.format.file;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import klarsyn.image.Geometry;

/**
 * Something about where an image file places its voxels that its reader should know: it was read, but another program,
 * or its author, may see it elsewhere.
 *
 * @param cause what kind of thing it is, the same for all files that share it
 * @param what  what the header states, what was used and what was not
 * @param fix   what changes the file so that the note disappears
 */
public record PlacementNote(Cause cause, String what, String fix) {

    /** Kinds of notes. */
    public enum Cause {
        /** NIfTI: sform and qform both count and place the voxels differently; the sform was used. */
        FORMS_DISAGREE,
        /** NIfTI: the sform counts but is zero, not finite or flat; the qform was used. */
        SFORM_UNUSABLE,
        /** NIfTI: the qform counts but is no rotation or has no spacing; the sform was used. */
        QFORM_UNUSABLE,
        /** The spacing in the header is not that of the affine, which was used. */
        SPACING_DISAGREES,
        /** The header has a spacing below zero, whose sign was ignored. */
        SPACING_NEGATIVE,
        /** The header has no spacing along an axis with one voxel; it was taken as 1 mm. */
        THICKNESS_UNKNOWN,
        /** The header has no spacing; it was taken as 1 mm. */
        SPACING_MISSING,
        /** The header does not state an orientation; the axes were taken as right, anterior, superior. */
        UNPLACED,
        /** NIfTI: one voxel along the third axis and several along the fourth, which were read as channels. */
        SLICES_AS_CHANNELS,
        /** The axes are not at right angles. */
        SHEARED
    }

    /** The note on a grid whose axes are not at right angles, whatever format it came from; else none. */
    public static Optional<PlacementNote> onShear(Geometry grid) {
        if (!grid.isSheared()) {
            return Optional.empty();
        }
        List<String> angles = new ArrayList<>();
        for (int axis = 0; axis < 3; axis++) {
            int other = axis == 2 ? 0 : axis + 1;
            double degrees = grid.affine().angleBetween(axis, other);
            if (Math.abs(degrees - 90) > 0.005) {
                angles.add(String.format(
                        Locale.ROOT, "%.2f° between %s and %s", degrees, "xyz".charAt(axis), "xyz".charAt(other)));
            }
        }
        String what = String.format(
                Locale.ROOT,
                "the voxel axes are not at right angles (%1$s): a voxel of %4$s has %2$.6g mm³, not %3$.6g as the"
                        + " product of its edges; volumes and distances are measured in world coordinates",
                String.join(", ", angles),
                grid.voxelMl() * 1000,
                grid.spacing().voxelMl() * 1000,
                grid.spacing());
        return Optional.of(new PlacementNote(
                Cause.SHEARED,
                what,
                "none needed if a gantry tilt or an affine registration was kept on purpose; otherwise resample to a"
                        + " grid with right angles"));
    }
}
