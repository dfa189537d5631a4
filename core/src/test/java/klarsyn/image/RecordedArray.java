package klarsyn.image;

import java.util.ArrayList;
import java.util.List;
import klarsyn.base.Recorded;

/**
 * An array of the conformance files, row-major.
 *
 * @param axes   length of each axis, channels first if there are any
 * @param values all values
 */
@SuppressWarnings("ArrayRecordComponent")
public record RecordedArray(int[] axes, double[] values) {

    static RecordedArray of(Recorded node) {
        int[] axes = node.get("shape").elements().stream()
                .mapToInt(Recorded::integer)
                .toArray();
        int size = 1;
        for (int length : axes) {
            size *= length;
        }
        double[] values = new double[size];
        Recorded generator = node.get("generator");
        List<Recorded> data = generator.isThere() ? List.of() : node.get("data").elements();
        for (int i = 0; i < size; i++) {
            values[i] = switch (generator.get("kind").text("data")) {
                case "data" -> data.get(i).number();
                case "arange" -> i;
                case "fill" -> generator.get("value").number();
                case "zeros" -> 0;
                default -> throw new IllegalArgumentException("no generator " + generator);
            };
        }
        return new RecordedArray(axes, values);
    }

    /** Axes after the channels'. */
    public int spatialAxes() {
        return axes.length - 1;
    }

    public int channels() {
        return axes[0];
    }

    /** The first three spatial axes, the first as x; 1 if missing. */
    public Shape shape() {
        return new Shape(length(1), length(2), length(3));
    }

    private int length(int axis) {
        return axis < axes.length ? axes[axis] : 1;
    }

    /** One array per channel; x is the first spatial axis. */
    public List<float[]> volumes() {
        Shape shape = shape();
        List<float[]> volumes = new ArrayList<>();
        for (int channel = 0; channel < channels(); channel++) {
            float[] voxels = new float[shape.voxels()];
            for (int z = 0, to = 0; z < shape.z(); z++) {
                for (int y = 0; y < shape.y(); y++) {
                    for (int x = 0; x < shape.x(); x++) {
                        voxels[to++] = (float) values[z + shape.z() * (y + shape.y() * (x + shape.x() * channel))];
                    }
                }
            }
            volumes.add(voxels);
        }
        return volumes;
    }

    /** The numbers with all axes after the third moved before the first, as MONAI reads them. */
    RecordedArray withExtraAxesFirst() {
        if (axes.length <= 4) {
            return this;
        }
        int channels = axes[0];
        for (int axis = 4; axis < axes.length; axis++) {
            channels *= axes[axis];
        }
        return new RecordedArray(new int[] {channels, axes[1], axes[2], axes[3]}, values);
    }

    /** All values in file order. */
    float[] flat() {
        float[] flat = new float[values.length];
        for (int i = 0; i < flat.length; i++) {
            flat[i] = (float) values[i];
        }
        return flat;
    }

    /** Each channel's values in file order; all in one without channels. */
    List<float[]> rows(boolean withChannels) {
        List<float[]> rows = new ArrayList<>();
        int length = withChannels ? values.length / channels() : values.length;
        for (int from = 0; from < values.length; from += length) {
            rows.add(java.util.Arrays.copyOfRange(flat(), from, from + length));
        }
        return rows;
    }

    /** The affine extended to three axes by the identity. */
    Affine affine(int spatialAxes) {
        int used = Math.min(3, spatialAxes);
        int size = axes[0];
        double[][] rows = {{1, 0, 0, 0}, {0, 1, 0, 0}, {0, 0, 1, 0}};
        for (int row = 0; row < Math.min(used, size - 1); row++) {
            for (int column = 0; column < Math.min(used, size - 1); column++) {
                rows[row][column] = values[row * size + column];
            }
            rows[row][3] = values[row * size + size - 1];
        }
        return Affine.ofRows(rows);
    }
}
