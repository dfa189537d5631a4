package klarsyn.plan.nnunet;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import klarsyn.plan.Patch;
import klarsyn.plan.rules.TargetSpacing;

/**
 * Rotation augmentation of nnU-Net's trainer, which follows from the patch's proportions.
 *
 * @param degrees largest angle
 * @param inPlane whether patches are rotated only in plane: flat patches of volumes, and pictures
 */
public record NnunetRotation(double degrees, boolean inPlane) {

    private static final double SLICES = 180;
    private static final double VOLUMES = 30;
    private static final double LONG_PICTURES = 15;
    private static final double LONG = 1.5;

    /** The rule: pictures, flat patches, and all others. */
    public static NnunetRotation of(Patch patch) {
        List<Integer> plane = List.of(patch.height(), patch.width());
        double longest = Collections.max(patch.sizes());
        if (patch.depth() == 1) {
            return new NnunetRotation(longest / Collections.min(plane) > LONG ? LONG_PICTURES : SLICES, true);
        }
        boolean flat = longest / patch.depth() > TargetSpacing.ANISOTROPIC;
        return new NnunetRotation(flat ? SLICES : VOLUMES, flat);
    }

    /** The size that nnU-Net crops from a case so that a patch rotated and scaled to 0.85 has no empty corners. */
    public Patch loaded(Patch patch) {
        List<Integer> size = patch.depth() == 1 ? patch.sizes().subList(1, 3) : patch.sizes();
        double radians = degrees / 360 * 2 * Math.PI;
        List<Integer> loaded = loaded(size, Collections.nCopies(3, radians), 0.85);
        return switch (loaded.size()) {
            case 2 -> new Patch(1, loaded.get(0), loaded.get(1));
            default -> new Patch(inPlane ? patch.depth() : loaded.get(0), loaded.get(1), loaded.get(2));
        };
    }

    /**
     * The same for other angles and scales.
     *
     * @param size     of the patch in two or three dimensions, the slowest first
     * @param radians  largest angle about each of three axes; larger angles count as right angles
     * @param smallest smallest scale factor
     */
    static List<Integer> loaded(List<Integer> size, List<Double> radians, double smallest) {
        double[] needed = size.stream().mapToDouble(Integer::doubleValue).toArray();
        for (int about = 0; about < (size.size() == 2 ? 1 : 3); about++) {
            double angle = Math.min(Math.PI / 2, radians.get(about));
            int first = size.size() == 2 || about == 2 ? 0 : 1 - about;
            int second = size.size() == 2 || about == 2 ? 1 : 2;
            double a = size.get(first);
            double b = size.get(second);
            needed[first] = Math.max(needed[first], Math.abs(a * Math.cos(angle) + sign(about) * b * Math.sin(angle)));
            needed[second] =
                    Math.max(needed[second], Math.abs(b * Math.cos(angle) - sign(about) * a * Math.sin(angle)));
        }
        return Arrays.stream(needed)
                .mapToObj(length -> (int) (length / smallest))
                .toList();
    }

    /** nnU-Net's rotation about the second axis has the opposite direction. */
    private static int sign(int about) {
        return about == 1 ? -1 : 1;
    }
}
