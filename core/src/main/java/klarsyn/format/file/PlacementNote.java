package klarsyn.format.file;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import klarsyn.image.Geometry;

/**
 * A note on the position of an image file's voxels: the file was read, but other programs may place it differently.
 *
 * @param cause kind of note
 * @param what  what the header states, what was used and what was ignored
 * @param fix   how to change the file so that the note disappears
 */
public record PlacementNote(Cause cause, String what, String fix) {

    /** Kinds of notes. */
    public enum Cause {
        /** NIfTI: valid sform and qform place the voxels differently; the sform was used. */
        FORMS_DISAGREE,
        /** NIfTI: the sform code is set but the sform is zero, not finite or flat; the qform was used. */
        SFORM_UNUSABLE,
        /** NIfTI: the qform code is set but the qform is not a rotation or has no spacing; the sform was used. */
        QFORM_UNUSABLE,
        /** The spacing in the header differs from that of the affine, which was used. */
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
        /** The axes are not orthogonal. */
        SHEARED
    }

    /** The note on a grid with non-orthogonal axes, of any format; otherwise empty. */
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
                "the voxel axes are not orthogonal (%1$s): a voxel of %4$s has %2$.6g mm³, not %3$.6g, the product of"
                        + " its edges; volumes and distances are measured in world coordinates",
                String.join(", ", angles),
                grid.voxelMl() * 1000,
                grid.spacing().voxelMl() * 1000,
                grid.spacing());
        return Optional.of(new PlacementNote(
                Cause.SHEARED,
                what,
                "none needed if a gantry tilt or an affine registration was kept on purpose; otherwise resample to an"
                        + " orthogonal grid"));
    }
}
