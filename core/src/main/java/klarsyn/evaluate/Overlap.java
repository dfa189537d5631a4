package klarsyn.evaluate;

import java.util.List;
import klarsyn.data.Labels.Label;
import klarsyn.image.LabelMap;
import klarsyn.image.Shape;
import org.jspecify.annotations.Nullable;

/** Where one label lies in a reference and in a prediction: voxel counts and the box that holds both. */
final class Overlap {

    private final Label label;
    private long reference;
    private long predicted;
    private long both;
    private int minX = Integer.MAX_VALUE;
    private int minY = Integer.MAX_VALUE;
    private int minZ = Integer.MAX_VALUE;
    private int maxX = -1;
    private int maxY = -1;
    private int maxZ = -1;

    private Overlap(Label label) {
        this.label = label;
    }

    /** Counts all labels in one pass over two maps of the same shape. */
    static List<Overlap> count(LabelMap reference, LabelMap predicted, List<Label> labels) {
        List<Overlap> overlaps = labels.stream().map(Overlap::new).toList();
        @Nullable Overlap[] byValue = new Overlap[Short.MAX_VALUE + 1];
        overlaps.forEach(overlap -> byValue[overlap.label.value()] = overlap);
        Shape shape = reference.shape();
        short[] ours = reference.voxels();
        short[] theirs = predicted.voxels();
        int index = 0;
        for (int z = 0; z < shape.z(); z++) {
            for (int y = 0; y < shape.y(); y++) {
                for (int x = 0; x < shape.x(); x++, index++) {
                    int a = ours[index];
                    int b = theirs[index];
                    if ((a | b) != 0) {
                        add(byValue, a, b, x, y, z);
                    }
                }
            }
        }
        return overlaps;
    }

    /** Background has no overlap at its place and is passed over. */
    private static void add(@Nullable Overlap[] byValue, int a, int b, int x, int y, int z) {
        @Nullable Overlap ours = byValue[a];
        @Nullable Overlap theirs = byValue[b];
        if (ours != null) {
            ours.reference++;
            ours.grow(x, y, z);
            if (a == b) {
                ours.both++;
            }
        }
        if (theirs != null) {
            theirs.predicted++;
            theirs.grow(x, y, z);
        }
    }

    private void grow(int x, int y, int z) {
        minX = Math.min(minX, x);
        minY = Math.min(minY, y);
        minZ = Math.min(minZ, z);
        maxX = Math.max(maxX, x);
        maxY = Math.max(maxY, y);
        maxZ = Math.max(maxZ, z);
    }

    Label label() {
        return label;
    }

    long reference() {
        return reference;
    }

    long predicted() {
        return predicted;
    }

    /** Whether neither has the label. */
    boolean isEmpty() {
        return reference == 0 && predicted == 0;
    }

    /** Whether exactly one of both has the label. */
    boolean isOneSided() {
        return (reference == 0) != (predicted == 0);
    }

    /** Dice of the voxels; NaN if neither has the label. */
    double dice() {
        return isEmpty() ? Double.NaN : 2.0 * both / (reference + predicted);
    }

    /** The part of the grid that holds every voxel of the label; there must be one. */
    Box box() {
        return new Box(minX, minY, minZ, new Shape(maxX - minX + 1, maxY - minY + 1, maxZ - minZ + 1));
    }

    /** A part of a grid: its first voxel and its shape. */
    record Box(int x, int y, int z, Shape shape) {

        /** Which voxels of the part have the label. */
        boolean[] mask(LabelMap map, Label label) {
            boolean[] mask = new boolean[shape.voxels()];
            short[] voxels = map.voxels();
            int index = 0;
            for (int k = 0; k < shape.z(); k++) {
                for (int j = 0; j < shape.y(); j++) {
                    int row = map.shape().index(x, y + j, z + k);
                    for (int i = 0; i < shape.x(); i++, index++) {
                        mask[index] = voxels[row + i] == label.value();
                    }
                }
            }
            return mask;
        }
    }
}
