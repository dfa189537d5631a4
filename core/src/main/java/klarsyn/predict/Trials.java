package klarsyn.predict;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import klarsyn.image.Geometry;

/** What windows of some networks cost, each size tried once; several threads may ask. */
final class Trials {

    private final List<Member> members;
    private final Map<List<Integer>, Trial.Windows> windows = new ConcurrentHashMap<>();

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

    private Trial.Windows window(int member, Geometry image) {
        WindowGrid grid = members.get(member).route(image).grid();
        List<Integer> key = new ArrayList<>(List.of(member));
        Arrays.stream(grid.size()).forEach(key::add);
        return windows.computeIfAbsent(key, _ -> Trial.windows(members.get(member), grid));
    }

    /** Seconds that labelling an image takes, cut into tiles. */
    double seconds(Geometry image, Tiling tiling, int threads) {
        double seconds = 0;
        double numbers = 0;
        for (int i = 0; i < members.size(); i++) {
            Member member = members.get(i);
            Route route = member.route(image);
            long computed = route.windows(tiling.down(), tiling.across());
            double perNumber = Trial.summing(route.outputs(), threads);
            numbers = (double) image.shape().voxels() * route.outputs();
            seconds += computed
                    * (window(i, image).seconds()
                            + perNumber * route.outputs() * route.grid().windowVoxels());
            seconds += Trial.preparing(member, image)
                    * image.shape().voxels()
                    * member.plan().modalities().size();
            seconds += Trial.exporting(route.outputs(), threads) * numbers;
        }
        return seconds;
    }
}
