package klarsyn.data;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import javax.imageio.ImageIO;
import klarsyn.format.Images;
import klarsyn.image.Geometry;
import klarsyn.image.LabelMap;
import klarsyn.image.Shape;
import klarsyn.image.Spacing;
import klarsyn.image.Volume;
import klarsyn.layout.Layouts;

/** Small images and label maps with arbitrary names. */
public record FileTree(Path folder) {

    public static final Geometry GRID = Geometry.of(new Shape(6, 5, 4), new Spacing(1, 1, 2));

    /** An image of noise. */
    public FileTree image(String name) {
        return image(name, GRID);
    }

    public FileTree image(String name, Geometry grid) {
        float[] voxels = new float[grid.shape().voxels()];
        Random random = new Random(name.hashCode());
        for (int i = 0; i < voxels.length; i++) {
            voxels[i] = 1 + random.nextInt(1000);
        }
        if (name.endsWith(".png")) {
            return photograph(name, grid.shape().x(), grid.shape().y());
        }
        Images.write(new Volume(grid, voxels), made(name));
        return this;
    }

    /** A label map with ten voxels of each value, one value after the other. */
    public FileTree labels(String name, int... values) {
        short[] voxels = new short[GRID.shape().voxels()];
        for (int i = 0; i < values.length * 10; i++) {
            voxels[i] = (short) values[i / 10];
        }
        Images.write(new LabelMap(GRID, voxels), made(name));
        return this;
    }

    /** A mask of the voxels from one index to another. */
    public FileTree mask(String name, int from, int to) {
        return mask(name, GRID, from, to);
    }

    public FileTree mask(String name, Geometry grid, int from, int to) {
        short[] voxels = new short[grid.shape().voxels()];
        for (int i = from; i < to; i++) {
            voxels[i] = 1;
        }
        Images.write(new LabelMap(grid, voxels), made(name));
        return this;
    }

    /** A picture of many colors. */
    public FileTree photograph(String name) {
        return photograph(name, 24, 20);
    }

    private FileTree photograph(String name, int width, int height) {
        Random random = new Random(name.hashCode());
        BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < width * height; i++) {
            picture.setRGB(i % width, i / width, random.nextInt(1 << 24));
        }
        try {
            ImageIO.write(picture, "png", made(name).toFile());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return this;
    }

    public FileTree text(String name, String content) {
        try {
            Files.writeString(made(name), content);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return this;
    }

    public Cohort open() {
        return Layouts.open(folder);
    }

    public Path made(String name) {
        Path file = folder.resolve(name);
        try {
            Files.createDirectories(file.getParent());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return file;
    }
}
