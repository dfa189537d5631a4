package klarsyn.evaluate.voxel;

/**
 * How far apart the surfaces of one label lie in a reference and in its prediction.
 *
 * @param hdMm        Hausdorff distance, mm
 * @param hd95Mm      the larger of the two directions' 95th percentile of surface distances, mm
 * @param assdMm      mean of the surface distances of both directions together, mm
 * @param surfaceDice share of the surface voxels of both that lie within the tolerance of the other, 0 to 1
 */
public record SurfaceAgreement(double hdMm, double hd95Mm, double assdMm, double surfaceDice) {

    /** Of a label that neither has. */
    public static final SurfaceAgreement UNDEFINED =
            new SurfaceAgreement(Double.NaN, Double.NaN, Double.NaN, Double.NaN);

    /** Of a label that one has: as far apart as the image is long. */
    public static SurfaceAgreement none(double diagonalMm) {
        return new SurfaceAgreement(diagonalMm, diagonalMm, diagonalMm, 0);
    }

    /** Undefined if one of them has no surface left beside ignored voxels. */
    public static SurfaceAgreement of(SurfaceDistances distances, double toleranceMm) {
        if (Double.isInfinite(distances.hausdorff(100))) {
            return UNDEFINED;
        }
        return new SurfaceAgreement(
                distances.hausdorff(100), distances.hausdorff(95), distances.average(), distances.within(toleranceMm));
    }
}
