package klarsyn;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.random.RandomGenerator;
import javax.imageio.ImageIO;
import klarsyn.base.Seed;

/** A folder for each class with pictures of 16 × 16 pixels: a bright bar that lies, a bright bar that stands, a disk. */
public final class SmallPictures {

    /** The classes, in the order of their names. */
    public static final List<String> CLASSES = List.of("disk", "lying", "standing");

    private static final int SIDE = 16;

    private SmallPictures() {}

    /** That many of each class, in a new folder. */
    public static Path write(Path folder, int each) {
        for (String name : CLASSES) {
            for (int i = 0; i < each; i++) {
                write(folder.resolve(name).resolve("%s-%02d.png".formatted(name, i)), name, i);
            }
        }
        return folder;
    }

    private static void write(Path file, String name, int number) {
        RandomGenerator random = Seed.of(5).child(name, number).generator();
        double x = 6 + 3 * random.nextDouble();
        double y = 6 + 3 * random.nextDouble();
        BufferedImage picture = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_BYTE_GRAY);
        for (int i = 0; i < SIDE * SIDE; i++) {
            int column = i % SIDE;
            int row = i / SIDE;
            double dx = Math.abs(column - x);
            double dy = Math.abs(row - y);
            boolean inside = switch (name) {
                case "disk" -> Math.hypot(dx, dy) < 4;
                case "lying" -> dx < 6 && dy < 1.5;
                default -> dx < 1.5 && dy < 6;
            };
            int value = (inside ? 180 : 40) + random.nextInt(40);
            picture.getRaster().setSample(column, row, 0, value);
        }
        try {
            Files.createDirectories(file.getParent());
            ImageIO.write(picture, "png", file.toFile());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
