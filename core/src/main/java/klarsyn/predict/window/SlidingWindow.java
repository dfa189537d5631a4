package klarsyn.predict.window;

import java.util.ArrayList;
import java.util.List;
import klarsyn.image.Padding;
import klarsyn.image.Shape;
import klarsyn.image.Volume;

/**
 * Sliding-window inference: applies a function to windows of an image and blends them where they overlap.
 *
 * @param size       voxels of a window along depth, height and width; 0 or less for the whole image along that axis
 * @param steps      start positions of windows
 * @param importance weight of each voxel of a window
 * @param padding    values outside the image
 * @param batch      windows per function call, at least 1
 */
public record SlidingWindow(List<Integer> size, WindowSteps steps, Importance importance, Padding padding, int batch) {

    /** Copies the list. */
    public SlidingWindow {
        size = List.copyOf(size);
        if (size.size() != 3 || batch < 1) {
            throw new IllegalArgumentException("a window of %s, %d at once".formatted(size, batch));
        }
    }

    /** The windows of an image. */
    public WindowGrid over(Shape image) {
        int[] voxels = {image.z(), image.y(), image.x()};
        int[] window = new int[3];
        int[][] starts = new int[3][];
        for (int axis = 0; axis < 3; axis++) {
            window[axis] = size.get(axis) > 0 ? size.get(axis) : voxels[axis];
            starts[axis] = steps.along(voxels[axis], window[axis]);
        }
        return new WindowGrid(image, window, starts, batch);
    }

    /**
     * The outputs for the whole image: weighted means over the windows.
     *
     * @param image   its channels
     * @param outputs outputs per voxel
     * @return an array of the image's shape for each output
     */
    public List<float[]> apply(PatchFunction function, List<Volume> image, int outputs) {
        Shape shape = image.getFirst().shape();
        WindowGrid grid = over(shape);
        Tile whole = new Tile(shape);
        int plane = Math.toIntExact(whole.plane());
        LogitColumn.Store store = LogitColumn.Store.of(grid, image.size(), importance, outputs, plane);
        LogitColumn column =
                new LogitColumn(grid, new ImageWindows(image, padding), function, store, whole, outputs, 1);
        List<float[]> result = new ArrayList<>();
        for (int k = 0; k < outputs; k++) {
            result.add(new float[shape.voxels()]);
        }
        for (int z = 0; z < shape.z(); z++) {
            column.reach(z);
            for (int k = 0; k < outputs; k++) {
                System.arraycopy(column.slice(z), k * plane, result.get(k), z * plane, plane);
            }
        }
        return result;
    }
}
