package klarsyn.predict;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import klarsyn.image.Geometry;
import klarsyn.predict.window.Route;
import klarsyn.predict.window.WindowGrid;

/** What windows of some networks cost, each size tried once; several threads may ask. */
final class Trials {

    /** Seconds that a prediction takes however small it is, roughly: a collection of garbage, code met for the first time. */
    private static final double BEGINNING = 0.15;

    private final Map<Tried, WindowTrial> windows = new ConcurrentHashMap<>();

    /** A model and the size of a window that it was tried on. */
    private record Tried(Member member, List<Integer> size) {}

    /** Bytes that computing a window of an image takes, of the network that takes most. */
    long windowBytes(List<Member> members, Geometry image) {
        return members.stream()
                .mapToLong(member -> window(member, image).bytes())
                .max()
                .orElse(0);
    }

    private WindowTrial window(Member member, Geometry image) {
        WindowGrid grid = member.route(image).grid();
        List<Integer> size = Arrays.stream(grid.size()).boxed().toList();
        return windows.computeIfAbsent(new Tried(member, size), _ -> WindowTrial.of(member, grid));
    }

    /** Seconds that labelling an image takes, each group's cut into its tiles. */
    double seconds(Arrangement arrangement, List<Tiling> tilings, int threads) {
        double seconds = BEGINNING;
        for (int i = 0; i < tilings.size(); i++) {
            seconds += seconds(arrangement.groups().get(i), arrangement.image(), tilings.get(i), threads);
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
