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
 * The order in which models process images of one grid. Models with the same reorientation and crop form a group, whose
 * predictions of a voxel are available at the same time. With several groups, predictions of all voxels are kept and
 * summed.
 *
 * @param members all models
 * @param image   the grid
 * @param groups  models by reorientation and crop
 */
record ModelGroups(List<Member> members, Geometry image, List<List<Member>> groups) {

    /**
     * Common properties of a group's models.
     *
     * @param reoriented position of the reoriented voxels in the image as stored
     * @param whole  whether nothing is cropped
     */
    private record View(Placement reoriented, boolean whole) {}

    public static ModelGroups of(List<Member> members, Geometry image) {
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
        return new ModelGroups(members, image, List.copyOf(groups.values()));
    }

    /** Whether labels are decided as soon as a voxel is predicted. */
    boolean hasOneGroup() {
        return groups.size() == 1;
    }

    /** Bytes per voxel of the labels and of the values kept until they are decided. */
    public int bytesPerVoxel() {
        int outputs = members.getFirst().outputs();
        return hasOneGroup() ? Short.BYTES : Math.addExact(Short.BYTES, Math.multiplyExact(Float.BYTES, outputs));
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
