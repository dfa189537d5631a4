package klarsyn.prepare;

import java.util.Collections;
import java.util.List;
import klarsyn.base.DataException;
import klarsyn.base.Where;
import klarsyn.image.Shape;
import klarsyn.image.Volume;

/**
 * Preprocessing of a picture: resizing, and scaling of each channel by the mean and standard deviation of the training
 * pictures.
 *
 * <p>Resized with a triangle filter as wide as the step (half-pixel centers, as Pillow's {@code BILINEAR}); the aspect
 * ratio is not preserved.
 *
 * @param height     of the network's input, pixels
 * @param width      of the network's input, pixels
 * @param means      of each channel
 * @param deviations standard deviation of each channel, above 0
 */
public record PictureInput(int height, int width, List<Double> means, List<Double> deviations) {

    private static final int LARGEST_SIDE = 1 << 12;

    /** Copies the lists; rejects invalid sizes and deviations. */
    public PictureInput {
        means = List.copyOf(means);
        deviations = List.copyOf(deviations);
        if (height < 1 || width < 1 || height > LARGEST_SIDE || width > LARGEST_SIDE) {
            throw new IllegalArgumentException(
                    "the input has %d × %d pixels; each side must be 1 to %d".formatted(height, width, LARGEST_SIDE));
        }
        if (means.isEmpty() || means.size() != deviations.size()) {
            throw new IllegalArgumentException("means and deviations must have one entry per channel");
        }
        if (!deviations.stream().allMatch(deviation -> deviation > 0 && Double.isFinite(deviation))) {
            throw new IllegalArgumentException("deviations are %s; each must be above 0".formatted(deviations));
        }
    }

    /** Number of channels. */
    public int channels() {
        return means.size();
    }

    /** Number of values of one input. */
    public int size() {
        return channels() * height * width;
    }

    /**
     * The network's input.
     *
     * @param channels of one picture; a grayscale picture is used for all channels
     * @return {@code [C, H, W]}, W fastest
     * @throws DataException if the picture has another number of channels, or is a volume
     */
    public float[] apply(List<Volume> channels) {
        List<Volume> inputs = channels.size() == 1 && channels() > 1
                ? Collections.nCopies(channels(), channels.getFirst())
                : channels;
        if (inputs.size() != channels()) {
            throw new DataException(
                    "the picture has %d channels, but the network expects %d".formatted(channels.size(), channels()),
                    Where.of("picture"),
                    "convert it to %d channels".formatted(channels()));
        }
        float[] input = new float[size()];
        for (int channel = 0; channel < inputs.size(); channel++) {
            float[] resized = resized(inputs.get(channel));
            double mean = means.get(channel);
            double deviation = deviations.get(channel);
            int start = channel * height * width;
            for (int i = 0; i < resized.length; i++) {
                input[start + i] = (float) ((resized[i] - mean) / deviation);
            }
        }
        return input;
    }

    private float[] resized(Volume picture) {
        Shape shape = picture.shape();
        if (shape.z() != 1) {
            throw new DataException(
                    "the image has %d slices, but the network expects pictures".formatted(shape.z()),
                    Where.of("picture"),
                    "provide pictures with one slice each");
        }
        if (shape.x() == width && shape.y() == height) {
            return picture.voxels();
        }
        float[] rows = new TriangleFilter(shape.x(), width).alongRows(picture.voxels(), shape.y());
        return new TriangleFilter(shape.y(), height).alongColumns(rows, width);
    }
}
