package klarsyn.predict;

import java.util.List;
import klarsyn.image.Shape;
import klarsyn.image.Volume;
import klarsyn.tensor.Tensor;

/**
 * A box of voxels that the network sees at once; it may reach beyond the image.
 *
 * @param d      first slice, z of the image
 * @param h      first row, y of the image
 * @param w      first column, x of the image
 * @param depth  slices
 * @param height rows
 * @param width  columns
 */
record Window(int d, int h, int w, int depth, int height, int width) {

    int voxels() {
        return Math.multiplyExact(Math.multiplyExact(depth, height), width);
    }

    /** The voxels of the channels in this box, {@code [1, channels, depth, height, width]}; 0 beyond the image. */
    Tensor cut(List<Volume> channels) {
        float[] voxels = new float[Math.multiplyExact(channels.size(), voxels())];
        for (int channel = 0; channel < channels.size(); channel++) {
            copy(channels.get(channel), voxels, channel * voxels());
        }
        return Tensor.of(voxels, 1, channels.size(), depth, height, width);
    }

    private void copy(Volume volume, float[] voxels, int offset) {
        Shape shape = volume.shape();
        int first = Math.max(0, w);
        int length = Math.min(shape.x(), w + width) - first;
        for (int z = Math.max(0, d); z < Math.min(shape.z(), d + depth); z++) {
            for (int y = Math.max(0, h); y < Math.min(shape.y(), h + height); y++) {
                int to = offset + ((z - d) * height + y - h) * width + first - w;
                System.arraycopy(volume.voxels(), shape.index(first, y, z), voxels, to, length);
            }
        }
    }
}
