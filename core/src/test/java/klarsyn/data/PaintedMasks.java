package klarsyn.data;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.IntBinaryOperator;
import javax.imageio.ImageIO;

/** Writes pictures of 16 columns and 12 rows with masks, into the folders images and masks. */
public record PaintedMasks(Path folder) {

    public static final int WIDTH = 16;
    public static final int HEIGHT = 12;

    /** 1 in a block of 4×4 pixels, 2 in one of 3×5, 0 elsewhere. */
    public static int structure(int x, int y) {
        if (x >= 2 && x < 6 && y >= 2 && y < 6) {
            return 1;
        }
        return x >= 9 && x < 12 && y >= 4 && y < 9 ? 2 : 0;
    }

    /** An image and its mask, both of {@code 0xRRGGBB}. */
    public PaintedMasks rgb(String id, IntBinaryOperator colorAt) {
        image(id);
        return mask(id, BufferedImage.TYPE_INT_RGB, colorAt);
    }

    /** An image and its mask with alpha, both of {@code 0xAARRGGBB}. */
    public PaintedMasks argb(String id, IntBinaryOperator colorAt) {
        image(id);
        return mask(id, BufferedImage.TYPE_INT_ARGB, colorAt);
    }

    /** An image and its mask with palettes, {@code 0xRRGGBB} each. */
    public PaintedMasks palette(String id, int[] palette, IntBinaryOperator entryAt) {
        image(id);
        IndexColorModel colors = new IndexColorModel(
                Byte.SIZE, palette.length, palette, 0, false, -1, java.awt.image.DataBuffer.TYPE_BYTE);
        BufferedImage mask = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_BYTE_INDEXED, colors);
        for (int y = 0; y < HEIGHT; y++) {
            for (int x = 0; x < WIDTH; x++) {
                mask.getRaster().setSample(x, y, 0, entryAt.applyAsInt(x, y));
            }
        }
        return write("masks/" + id + ".png", mask);
    }

    /** An image and its mask of one channel of 8 or 16 bits. */
    public PaintedMasks gray(String id, int type, IntBinaryOperator valueAt) {
        image(id);
        BufferedImage mask = new BufferedImage(WIDTH, HEIGHT, type);
        for (int y = 0; y < HEIGHT; y++) {
            for (int x = 0; x < WIDTH; x++) {
                mask.getRaster().setSample(x, y, 0, valueAt.applyAsInt(x, y));
            }
        }
        return write("masks/" + id + ".png", mask);
    }

    /** An image without a mask, different for each id. */
    public PaintedMasks image(String id) {
        BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < HEIGHT; y++) {
            for (int x = 0; x < WIDTH; x++) {
                image.setRGB(x, y, id.hashCode() * 31 + 1000 * x + 70 * y);
            }
        }
        return write("images/" + id + ".png", image);
    }

    private PaintedMasks mask(String id, int type, IntBinaryOperator colorAt) {
        BufferedImage mask = new BufferedImage(WIDTH, HEIGHT, type);
        for (int y = 0; y < HEIGHT; y++) {
            for (int x = 0; x < WIDTH; x++) {
                mask.setRGB(x, y, colorAt.applyAsInt(x, y));
            }
        }
        return write("masks/" + id + ".png", mask);
    }

    private PaintedMasks write(String name, BufferedImage image) {
        try {
            Path file = folder.resolve(name);
            Files.createDirectories(file.getParent());
            ImageIO.write(image, "png", file.toFile());
            return this;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
