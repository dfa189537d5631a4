package klarsyn.nn;

import java.util.Collections;
import java.util.List;
import klarsyn.base.Seed;
import klarsyn.nn.layer.Initial;

/** Creates U-Nets in 3-D, and in 2-D as 3-D with depth one (Ronneberger et al., 2015; Isensee et al., 2021). */
public final class UNet {

    private UNet() {}

    /**
     * A network with initialized weights in the innermost scope.
     *
     * @param odds for the bias of the heads; see {@link VoxelLogits#create}
     */
    public static Network create(UNetArchitecture shape, List<Double> odds, Seed seed) {
        return new UNetAssembly(shape, odds, new Initial.Drawn(seed)).network();
    }

    /** A network without weights, in the innermost scope, to be loaded from a file. */
    public static Network blank(UNetArchitecture shape) {
        return new UNetAssembly(shape, Collections.nCopies(shape.classes(), 1.0), new Initial.Blank()).network();
    }
}
