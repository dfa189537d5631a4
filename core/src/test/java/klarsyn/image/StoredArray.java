package klarsyn.image;

import tools.jackson.databind.JsonNode;

/**
 * An array of the conformance files, last axis fastest, leading axes of the volume padded with length 1.
 *
 * @param channels length of the first axis
 * @param shape    the other axes, the last of them as x
 * @param values   all values; null as NaN
 */
@SuppressWarnings("ArrayRecordComponent")
record StoredArray(int channels, Shape shape, float[] values) {

    /** The array with a channel axis first. */
    static StoredArray withChannels(JsonNode node) {
        JsonNode axes = node.get("shape");
        int last = axes.size() - 1;
        Shape shape = new Shape(length(axes, last), length(axes, last - 1), length(axes, last - 2));
        return new StoredArray(axes.get(0).asInt(), shape, values(node));
    }

    /** The array without a channel axis. */
    static StoredArray plain(JsonNode node) {
        JsonNode axes = node.get("shape");
        int last = axes.size() - 1;
        Shape shape = new Shape(
                axes.get(last).asInt(),
                axes.get(last - 1).asInt(),
                last < 2 ? 1 : axes.get(0).asInt());
        return new StoredArray(1, shape, values(node));
    }

    private static int length(JsonNode axes, int axis) {
        return axis < 1 ? 1 : axes.get(axis).asInt();
    }

    private static float[] values(JsonNode node) {
        JsonNode data = node.get("data");
        float[] values = new float[data.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = data.get(i).isNull()
                    ? Float.NaN
                    : Float.parseFloat(data.get(i).asString());
        }
        return values;
    }

    float[] channel(int channel) {
        int size = shape.voxels();
        return java.util.Arrays.copyOfRange(values, channel * size, (channel + 1) * size);
    }

    short[] labels(int channel) {
        float[] voxels = channel(channel);
        short[] labels = new short[voxels.length];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = (short) voxels[i];
        }
        return labels;
    }
}
