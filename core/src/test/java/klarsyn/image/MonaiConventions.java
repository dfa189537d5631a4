package klarsyn.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import klarsyn.base.Outcome;

/**
 * Cases where Klarsyn's interpolation follows another convention: recorded values must differ by it and by nothing
 * else.
 */
final class MonaiConventions {

    private static final String TIES = "halfway between two voxels ours takes the one with the higher index";
    private static final String CLIPPED = "cubic splines are clipped to the range of the image";

    private MonaiConventions() {}

    /** Voxels may differ where they are halfway between two source voxels. */
    static Outcome nearest(List<float[]> own, List<float[]> theirs, Geometry source, Geometry grid) {
        Affine toSource = source.affine().inverse().times(grid.affine());
        int ties = 0;
        assertThat(own).hasSameSizeAs(theirs);
        for (int volume = 0; volume < own.size(); volume++) {
            assertThat(own.get(volume)).hasSameSizeAs(theirs.get(volume));
            for (int i = 0; i < own.get(volume).length; i++) {
                if (own.get(volume)[i] != theirs.get(volume)[i]) {
                    Shape shape = grid.shape();
                    int rows = i / shape.x();
                    double[] at = toSource.toWorld(i % shape.x(), rows % shape.y(), Math.floorDiv(rows, shape.y()));
                    assertThat(List.of(offHalf(at[0]), offHalf(at[1]), offHalf(at[2])))
                            .as("%s, not %s, at %s", own.get(volume)[i], theirs.get(volume)[i], at)
                            .anyMatch(off -> off < 1e-6);
                    ties++;
                }
            }
        }
        return ties == 0 ? Outcome.PASSED : Outcome.differs(TIES);
    }

    private static double offHalf(double position) {
        return Math.abs(position - Math.floor(position) - 0.5);
    }

    /** The recorded values, clipped to the range of the image. */
    static Outcome clipped(List<float[]> own, List<float[]> theirs, List<Volume> images) {
        List<float[]> clipped = new ArrayList<>();
        boolean within = true;
        for (int volume = 0; volume < theirs.size(); volume++) {
            double[] range = Contrast.percentiles(images.get(volume).voxels(), 0, 100);
            clipped.add(Contrast.clip(theirs.get(volume), range[0], range[1]));
            within &= java.util.Arrays.equals(clipped.get(volume), theirs.get(volume));
        }
        MonaiCase.requireEqual(own, clipped, 1e-5, 1e-5);
        return within ? Outcome.PASSED : Outcome.differs(CLIPPED);
    }
}
