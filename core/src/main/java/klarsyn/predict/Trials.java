package klarsyn.predict;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import klarsyn.image.Geometry;

/** What windows of some networks cost, each size tried once; several threads may ask. */
final class Trials {

    /** Seconds that a prediction takes however small it is, roughly: a collection of garbage, code met for the first time. */
    private static final double BEGINNING = 0.15;

    private final List<Member> members;
    private final Map<List<Integer>, WindowTrial> windows = new ConcurrentHashMap<>();

    Trials(List<Member> members) {
        this.members = List.copyOf(members);
    }

    /** Bytes that computing a window of an image takes, of the network that takes most. */
    long windowBytes(Geometry image) {
        long most = 0;
        for (int member = 0; member < members.size(); member++) {
            most = Math.max(most, window(member, image).bytes());
        }
        return most;
    }

    private WindowTrial window(int member, Geometry image) {
        WindowGrid grid = members.get(member).route(image).grid();
        List<Integer> key = new ArrayList<>(List.of(member));
        Arrays.stream(grid.size()).forEach(key::add);
        return windows.computeIfAbsent(key, _ -> WindowTrial.of(members.get(member), grid));
    }

    /** Seconds that labelling an image takes, cut into tiles. */
    double seconds(Geometry image, Tiling tiling, int threads) {
        double seconds = BEGINNING;
        for (int i = 0; i < members.size(); i++) {
            Member member = members.get(i);
            Route route = member.route(image);
            double voxels = image.shape().voxels();
            seconds += window(i, image).seconds() * route.windows(tiling.down(), tiling.across());
            seconds += KernelTrial.preparing(member, image)
                    * voxels
                    * member.plan().modalities().size();
            seconds += SlabTrial.seconds(route, tiling, threads);
        }
        return seconds;
    }
}
