package klarsyn.predict.export;

import klarsyn.image.Box;
import klarsyn.image.Reorientation;

/**
 * Maps voxels of a reoriented and cropped image to the stored array.
 *
 * @param origin index of the first voxel
 * @param stepX  index step along x
 * @param stepY  index step along y
 * @param stepZ  index step along z
 */
public record Placement(int origin, int stepX, int stepY, int stepZ) {

    /**
     * For a block of a reoriented image.
     *
     * @param reorientation from the array as stored
     * @param crop the block, in the reoriented array
     */
    public static Placement of(Reorientation reorientation, Box crop) {
        int origin = stored(reorientation, crop.fromX(), crop.fromY(), crop.fromZ());
        return new Placement(
                origin,
                crop.shape().x() == 1
                        ? 0
                        : stored(reorientation, crop.fromX() + 1, crop.fromY(), crop.fromZ()) - origin,
                crop.shape().y() == 1
                        ? 0
                        : stored(reorientation, crop.fromX(), crop.fromY() + 1, crop.fromZ()) - origin,
                crop.shape().z() == 1
                        ? 0
                        : stored(reorientation, crop.fromX(), crop.fromY(), crop.fromZ() + 1) - origin);
    }

    private static int stored(Reorientation reorientation, int x, int y, int z) {
        Box voxel = reorientation.inverse().apply(new Box(x, y, z, x + 1, y + 1, z + 1));
        return reorientation.from().shape().index(voxel.fromX(), voxel.fromY(), voxel.fromZ());
    }

    public int index(int x, int y, int z) {
        return origin + x * stepX + y * stepY + z * stepZ;
    }
}
