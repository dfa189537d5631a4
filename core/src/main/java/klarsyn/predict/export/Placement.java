package klarsyn.predict.export;

import klarsyn.image.Box;
import klarsyn.image.Reorientation;

/**
 * Where the voxels of a turned and cropped image lie in the array as stored.
 *
 * @param origin position of the first voxel
 * @param stepX  positions from a voxel to the next along x
 * @param stepY  positions from a voxel to the next along y
 * @param stepZ  positions from a voxel to the next along z
 */
public record Placement(int origin, int stepX, int stepY, int stepZ) {

    /**
     * Of a block of a turned image.
     *
     * @param reorientation from the array as stored
     * @param crop the block, in the turned array
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
