package klarsyn.evaluate.voxel;

/**
 * Distances between the surfaces of one label in a reference and its prediction.
 *
 * @param hdMm        Hausdorff distance, mm
 * @param hd95Mm      maximum of the 95th percentiles of both directions, mm
 * @param assdMm      mean of the surface distances of both directions, mm
 * @param surfaceDice share of both surfaces' voxels within the tolerance of the other, 0 to 1
 */
public record SurfaceAgreement(double hdMm, double hd95Mm, double assdMm, double surfaceDice) {

    /** For a label that neither has. */
    public static final SurfaceAgreement UNDEFINED =
            new SurfaceAgreement(Double.NaN, Double.NaN, Double.NaN, Double.NaN);

    /** For a label that one has: the diagonal of the image. */
    public static SurfaceAgreement none(double diagonalMm) {
        return new SurfaceAgreement(diagonalMm, diagonalMm, diagonalMm, 0);
    }

    /** Undefined if one of them has no surface besides ignored voxels. */
    public static SurfaceAgreement of(SurfaceDistances distances, double toleranceMm) {
        if (Double.isInfinite(distances.hausdorff(100))) {
            return UNDEFINED;
        }
        return new SurfaceAgreement(
                distances.hausdorff(100), distances.hausdorff(95), distances.average(), distances.within(toleranceMm));
    }
}
