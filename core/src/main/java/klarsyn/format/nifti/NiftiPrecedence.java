package klarsyn.format.nifti;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import klarsyn.base.DataException;
import klarsyn.base.Where;
import klarsyn.format.file.PlacementNote;
import klarsyn.image.Affine;
import klarsyn.image.Geometry;
import klarsyn.image.Shape;
import klarsyn.image.Spacing;

/**
 * Decides which statement of a NIfTI header places the voxels, and reports disagreements.
 *
 * <p>The order is that of {@code nifti1.h}: the sform if its code is above 0, otherwise the qform if its code is,
 * otherwise the spacing alone. If the selected form is unusable (zeros, NaN, coplanar axes, a quaternion that is not a
 * rotation), the other one is used if its code is set and the two do not contradict each other; otherwise the file is
 * rejected.
 */
final class NiftiPrecedence {

    private static final String WRITE_AFFINE =
            "write the image again with the right affine in mm (nibabel: nib.Nifti1Image(image.dataobj, affine))";

    /** Also takes pixdim from the sform. */
    private static final String DROP_QFORM = "image.set_qform(image.get_sform(), 0)";

    private final NiftiPlacement fields;
    private final Shape shape;
    private final int dimensions;
    private final Path file;
    private final NiftiAgreement agreement;
    private final List<PlacementNote> notes = new ArrayList<>();

    private NiftiPrecedence(NiftiPlacement fields, Shape shape, int dimensions, Path file) {
        this.fields = fields;
        this.shape = shape;
        this.dimensions = dimensions;
        this.file = file;
        agreement = new NiftiAgreement(shape);
    }

    /**
     * The decision.
     *
     * @param affine from voxel indices to RAS mm
     * @param usable the fields with the codes of unusable forms set to 0
     * @param notes  on the placement
     */
    record Choice(Affine affine, NiftiPlacement usable, List<PlacementNote> notes) {}

    /**
     * Decides.
     *
     * @param dimensions number of axes in the file; the spacing of others is irrelevant
     * @throws DataException if no selected statement is usable
     */
    static Choice choose(NiftiPlacement fields, Shape shape, int dimensions, Path file) {
        return new NiftiPrecedence(fields, shape, dimensions, file).choose();
    }

    private Choice choose() {
        if (fields.sformCode() > 0) {
            return fields.sform().isInvertible() ? bySform() : byQformInstead();
        }
        if (fields.qformCode() > 0) {
            Affine affine = fields.qformInMm()
                    .orElseThrow(() -> error(
                            "the %s, and there is no sform (code %d)".formatted(badQuaternion(), fields.sformCode()),
                            "set qform_code to 0 (FSL: fslorient -setqformcode 0 FILE), and write the right affine"
                                    + " into the sform if the spacing alone is not sufficient"));
            requireSpacing();
            noteSpacing();
            return choice(affine, fields);
        }
        requireSpacing();
        noteSpacing();
        noteUnplaced();
        return choice(fields.spacingAlone(), fields);
    }

    private Choice choice(Affine affine, NiftiPlacement usable) {
        return new Choice(affine, usable, List.copyOf(notes));
    }

    private Choice bySform() {
        Affine sform = fields.sform();
        noteNegative("write positive distances (nibabel: %s)".formatted(DROP_QFORM));
        if (fields.qformCode() <= 0 || !missing().isEmpty()) {
            noteOtherSpacing(sform);
            return choice(sform, fields);
        }
        Optional<Affine> qform = fields.qformInMm();
        if (qform.isEmpty()) {
            note(
                    PlacementNote.Cause.QFORM_UNUSABLE,
                    "the %s; the sform (code %d) was used: %s"
                            .formatted(badQuaternion(), fields.sformCode(), sform.description()),
                    "set qform_code to 0 (nibabel: %s) if the sform is right; otherwise %s"
                            .formatted(DROP_QFORM, WRITE_AFFINE));
            return choice(sform, fields.withCodes(0, fields.sformCode()));
        }
        if (agreement.differ(sform, qform.get())) {
            note(
                    PlacementNote.Cause.FORMS_DISAGREE,
                    "the sform (code %d) and the qform (code %d) place the voxels differently%s: sform %s, qform %s; the"
                                    .formatted(
                                            fields.sformCode(),
                                            fields.qformCode(),
                                            difference(sform, qform.get()),
                                            sform.description(),
                                            qform.get().description())
                            + " sform was used, which takes precedence in NIfTI",
                    "set the code of the wrong one to 0 (nibabel: %s keeps the sform, image.set_sform(None) the qform)"
                            .formatted(DROP_QFORM));
        }
        return choice(sform, fields);
    }

    private Choice byQformInstead() {
        Affine sform = fields.sform();
        String what = "the sform (code %d) %s: %s".formatted(fields.sformCode(), fault(sform), sform.description());
        Optional<Affine> qform = fields.qformInMm()
                .filter(_ -> fields.qformCode() > 0 && missing().isEmpty());
        if (qform.isEmpty()) {
            throw error(
                    "%s; and the qform (code %d) is unusable: nothing places the voxels"
                            .formatted(what, fields.qformCode()),
                    WRITE_AFFINE
                            + (missing().isEmpty() && fields.qformCode() <= 0
                                    ? "; if the spacing of %s alone is sufficient, set sform_code to 0 (nibabel:"
                                                    .formatted(fields.spacingAlone()
                                                            .spacing())
                                            + " image.set_sform(None))"
                                    : ""));
        }
        if (agreement.contradict(sform, qform.get())) {
            throw error(
                    "%s; and its other entries differ from the qform (code %d): %s"
                            .formatted(what, fields.qformCode(), qform.get().description()),
                    "if the qform is right, set sform_code to 0 (nibabel: image.set_sform(None)); otherwise "
                            + WRITE_AFFINE);
        }
        note(
                PlacementNote.Cause.SFORM_UNUSABLE,
                "%s; the qform (code %d) was used: %s"
                        .formatted(what, fields.qformCode(), qform.get().description()),
                "set sform_code to 0 (nibabel: image.set_sform(None)) if the qform is right; otherwise "
                        + WRITE_AFFINE);
        noteSpacing();
        return choice(qform.get(), fields.withCodes(fields.qformCode(), 0));
    }

    private static String fault(Affine sform) {
        boolean zero = true;
        boolean finite = true;
        for (int row = 0; row < 3; row++) {
            for (int column = 0; column < 4; column++) {
                zero &= column == 3 || sform.at(row, column) == 0;
                finite &= Double.isFinite(sform.at(row, column));
            }
        }
        return !finite ? "contains numbers that are not finite" : zero ? "is zero" : "has axes that span no volume";
    }

    private String badQuaternion() {
        double[] q = fields.quatern();
        return String.format(
                Locale.ROOT,
                "qform (code %d) cannot be used (quaternion b, c, d = %.4g, %.4g, %.4g, offset %.4g, %.4g, %.4g)",
                fields.qformCode(),
                q[0],
                q[1],
                q[2],
                q[3],
                q[4],
                q[5]);
    }

    private String difference(Affine sform, Affine qform) {
        return new Geometry(shape, sform)
                .differenceFrom(new Geometry(shape, qform))
                .map(words -> " (" + words + ")")
                .orElse("");
    }

    /** Axes with several voxels for which pixdim gives no distance. */
    private List<Integer> missing() {
        return IntStream.range(0, Math.min(3, dimensions))
                .filter(axis -> shape.along(axis) > 1 && !fields.hasSpacing(axis))
                .boxed()
                .toList();
    }

    private void requireSpacing() {
        for (int axis : missing()) {
            throw error(
                    "pixdim[%d] is %s, so the distance between the %d voxels along %s is unknown (sform_code %d, qform_code"
                                    .formatted(
                                            axis + 1,
                                            number(fields.pixdim()[axis + 1]),
                                            shape.along(axis),
                                            "xyz".charAt(axis),
                                            fields.sformCode())
                            + " %d)".formatted(fields.qformCode()),
                    WRITE_AFFINE + ", whose columns contain the distances");
        }
    }

    private void noteSpacing() {
        for (int axis = 0; axis < Math.min(3, dimensions); axis++) {
            if (!fields.hasSpacing(axis) && dimensions > 2) {
                note(
                        PlacementNote.Cause.THICKNESS_UNKNOWN,
                        "pixdim[%d] is %s: the one voxel along %s was taken as 1 mm thick, so volumes in ml may be wrong"
                                .formatted(axis + 1, number(fields.pixdim()[axis + 1]), "xyz".charAt(axis)),
                        WRITE_AFFINE + ", whose columns contain the voxel edges");
            }
        }
        noteNegative(WRITE_AFFINE + "; if the signs were meant to flip axes, flip them there");
    }

    private void noteNegative(String fix) {
        if (IntStream.range(0, Math.min(3, dimensions)).anyMatch(axis -> fields.pixdim()[axis + 1] < 0)) {
            note(
                    PlacementNote.Cause.SPACING_NEGATIVE,
                    "pixdim is %s: distances have no sign in NIfTI; the signs were ignored".formatted(pixdim()),
                    fix);
        }
    }

    private void noteUnplaced() {
        Affine used = fields.spacingAlone();
        List<String> ignored = new ArrayList<>();
        if (fields.sform().isInvertible() && agreement.differ(used, fields.sform())) {
            ignored.add("the sform would give " + fields.sform().description());
        }
        fields.qformInMm()
                .filter(qform -> agreement.differ(used, qform))
                .ifPresent(qform -> ignored.add("the qform would give " + qform.description()));
        String other = ignored.isEmpty() ? "" : "; with a code above 0, " + String.join(", ", ignored);
        note(
                PlacementNote.Cause.UNPLACED,
                "the header does not place the voxels (sform_code and qform_code are 0), so it does not state which"
                        + " side is left: read by the spacing of %s alone, x to the right, y to the front, z up%s"
                                .formatted(used.spacing(), other),
                ignored.isEmpty()
                        ? WRITE_AFFINE
                        : "set the code of the form that is right to 1 (FSL: fslorient -setsformcode 1 FILE), or "
                                + WRITE_AFFINE);
    }

    private void noteOtherSpacing(Affine sform) {
        Spacing edges = sform.spacing();
        for (int axis = 0; axis < Math.min(3, dimensions); axis++) {
            double declared = Math.abs(fields.pixdim()[axis + 1]) * fields.unitMm();
            boolean agrees =
                    isNear(declared, edges.along(axis)) || isNear(declared, NiftiAgreement.heightMm(sform, axis));
            if (!agrees && shape.along(axis) > 1) {
                note(
                        PlacementNote.Cause.SPACING_DISAGREES,
                        "pixdim gives voxels of %s, the sform (code %d) of %s; the sform was used"
                                .formatted(pixdim(), fields.sformCode(), edges),
                        "if the sform is right, write its spacing into pixdim (nibabel: %s); otherwise %s"
                                .formatted(DROP_QFORM, WRITE_AFFINE));
                return;
            }
        }
    }

    private static boolean isNear(double value, double expected) {
        return Math.abs(value - expected) <= NiftiAgreement.AXIS_TOLERANCE * expected;
    }

    private String pixdim() {
        return IntStream.range(0, Math.min(3, dimensions))
                .mapToObj(axis -> number(fields.pixdim()[axis + 1]))
                .collect(Collectors.joining("×"));
    }

    private static String number(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e6
                ? Long.toString((long) value)
                : String.format(Locale.ROOT, "%.4g", value);
    }

    private void note(PlacementNote.Cause cause, String what, String fix) {
        notes.add(new PlacementNote(cause, what, fix));
    }

    private DataException error(String what, String fix) {
        return new DataException(what, Where.file(file), fix);
    }
}
