package klarsyn.plan;

import java.util.List;
import klarsyn.base.PlanException;
import klarsyn.base.Where;

/**
 * Size in voxels of the network's input in training.
 *
 * @param depth  along the first tensor axis, the coarsest
 * @param height along the second
 * @param width  along the third, the fastest
 */
public record Patch(int depth, int height, int width) {

    /** Rejects axes without voxels. */
    public Patch {
        if (depth < 1 || height < 1 || width < 1) {
            throw new PlanException(
                    "the patch is %d×%d×%d voxels".formatted(depth, height, width),
                    Where.of("patch"),
                    "at least one voxel along each axis");
        }
    }

    public static Patch of(List<Integer> sizes) {
        return new Patch(sizes.get(0), sizes.get(1), sizes.get(2));
    }

    /** Total number of voxels. */
    public int voxels() {
        return Math.multiplyExact(Math.multiplyExact(depth, height), width);
    }

    /** Depth, height and width. */
    public List<Integer> sizes() {
        return List.of(depth, height, width);
    }

    @Override
    public String toString() {
        return depth + "×" + height + "×" + width;
    }
}
