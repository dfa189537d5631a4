package klarsyn.image;

import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One label per voxel with the position of the voxels; 0 is background.
 *
 * @param geometry shape and affine
 * @param voxels   labels from 0 to 32767, {@code [x][y][z]} with x fastest; not modified after construction
 */
public record LabelMap(Geometry geometry, short[] voxels) {

    /** Rejects an array that does not match the shape. */
    public LabelMap {
        if (voxels.length != geometry.shape().voxels()) {
            throw new IllegalArgumentException("%d voxels do not fill %s".formatted(voxels.length, geometry.shape()));
        }
    }

    /** Number of voxels along each axis. */
    public Shape shape() {
        return geometry.shape();
    }

    /** Distance between voxels in mm. */
    public Spacing spacing() {
        return geometry.spacing();
    }

    /** Label at voxel (i, j, k). */
    public short at(int i, int j, int k) {
        return voxels[geometry.shape().index(i, j, k)];
    }

    /** The same labels at the same positions with axes permuted and flipped, without loss. */
    public LabelMap reorientedTo(Orientation orientation) {
        return Reorientation.between(geometry, orientation).apply(this);
    }

    /** Number of voxels of each value that occurs, background included. */
    public SortedMap<Integer, Long> counts() {
        long[] counts = new long[Short.MAX_VALUE + 1];
        for (short voxel : voxels) {
            counts[voxel]++;
        }
        SortedMap<Integer, Long> present = new TreeMap<>();
        for (int value = 0; value < counts.length; value++) {
            if (counts[value] > 0) {
                present.put(value, counts[value]);
            }
        }
        return present;
    }

    /** Mask of a label, in the order of the voxels. */
    public boolean[] mask(int label) {
        boolean[] mask = new boolean[voxels.length];
        for (int i = 0; i < mask.length; i++) {
            mask[i] = voxels[i] == label;
        }
        return mask;
    }

    /** A copy with these values replaced by background. */
    public LabelMap without(Set<Integer> values) {
        if (values.isEmpty()) {
            return this;
        }
        short[] rest = voxels.clone();
        for (int i = 0; i < rest.length; i++) {
            rest[i] = values.contains((int) rest[i]) ? 0 : rest[i];
        }
        return new LabelMap(geometry, rest);
    }

    /** A block of voxels at its position in the world, background outside the map. */
    public LabelMap cut(Box box) {
        return new LabelMap(geometry.cut(box), box.cut(voxels, shape()));
    }
}
