package klarsyn.predict;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import klarsyn.image.Box;
import klarsyn.image.Geometry;
import klarsyn.image.Reorientation;
import klarsyn.predict.export.Placement;
import klarsyn.predict.window.Route;
import klarsyn.prepare.Preprocessing;

/**
 * How models go over images of one grid. Those that turn and cut an image alike go together: what they say of a voxel is
 * known at one time. What others say of it comes later, so that all of it is kept and added up.
 *
 * @param members all of the models
 * @param image   the grid
 * @param groups  the models by how they turn and cut it
 */
record Arrangement(List<Member> members, Geometry image, List<List<Member>> groups) {

    /**
     * What models of one group share.
     *
     * @param reoriented where the voxels of the turned image lie in the image as stored
     * @param whole  whether nothing is cut off
     */
    private record View(Placement reoriented, boolean whole) {}

    public static Arrangement of(List<Member> members, Geometry image) {
        Map<View, List<Member>> groups = new LinkedHashMap<>();
        for (Member member : members) {
            Preprocessing how = member.plan().preprocessing();
            Reorientation reorientation = how.frame().reorientation(image);
            Placement reoriented =
                    Placement.of(reorientation, Box.whole(reorientation.to().shape()));
            groups.computeIfAbsent(
                            new View(reoriented, how.crop() == Preprocessing.Crop.NONE), view -> new ArrayList<>())
                    .add(member);
        }
        return new Arrangement(members, image, List.copyOf(groups.values()));
    }

    /** Whether labels are decided as soon as a voxel is reached. */
    boolean isTogether() {
        return groups.size() == 1;
    }

    /** Bytes of a voxel's labels and of what is kept until they are decided. */
    public int bytesAVoxel() {
        int outputs = members.getFirst().outputs();
        return isTogether() ? Short.BYTES : Math.addExact(Short.BYTES, Math.multiplyExact(Float.BYTES, outputs));
    }

    /**
     * The tiles of each group, one group after the other.
     *
     * @throws klarsyn.base.PlanException if not even the smallest fits
     */
    List<Tiling> tilings(MemoryLimit room, int threads) {
        return groups.stream().map(group -> room.tiling(routes(group), threads)).toList();
    }

    private List<Route> routes(List<Member> group) {
        return group.stream().map(member -> member.route(image)).toList();
    }
}
