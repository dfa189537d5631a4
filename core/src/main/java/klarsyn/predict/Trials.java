package klarsyn.predict;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import klarsyn.image.Geometry;
import klarsyn.predict.window.Route;
import klarsyn.predict.window.WindowGrid;

/** Measured cost of windows, once per window size; thread-safe. */
final class Trials {

    /** Approximate seconds of any prediction, however small: garbage collection, compilation. */
    private static final double BEGINNING = 0.15;

    private final Map<TrialKey, WindowTrial> windows = new ConcurrentHashMap<>();

    /** A model and the measured window size. */
    private record TrialKey(Member member, List<Integer> size) {}

    /** Bytes to compute a window of an image, for the most expensive network. */
    long windowBytes(List<Member> members, Geometry image) {
        return members.stream()
                .mapToLong(member -> window(member, image).bytes())
                .max()
                .orElse(0);
    }

    private WindowTrial window(Member member, Geometry image) {
        WindowGrid grid = member.route(image).grid();
        List<Integer> size = Arrays.stream(grid.size()).boxed().toList();
        return windows.computeIfAbsent(new TrialKey(member, size), _ -> WindowTrial.of(member, grid));
    }

    /** Seconds to segment an image, with the tiles of each group. */
    double seconds(ModelGroups modelGroups, List<Tiling> tilings, int threads) {
        double seconds = BEGINNING;
        for (int i = 0; i < tilings.size(); i++) {
            seconds += seconds(modelGroups.groups().get(i), modelGroups.image(), tilings.get(i), threads);
        }
        return seconds;
    }

    private double seconds(List<Member> group, Geometry image, Tiling tiling, int threads) {
        double seconds = 0;
        for (Member member : group) {
            Route route = member.route(image);
            double voxels = image.shape().voxels();
            seconds += window(member, image).seconds() * route.windows(tiling.down(), tiling.across());
            seconds += KernelTrial.preparing(member, image)
                    * voxels
                    * member.plan().modalities().size();
            seconds += SlabTrial.seconds(route, tiling, threads);
        }
        return seconds;
    }
}
