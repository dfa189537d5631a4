package klarsyn.data;

import java.nio.file.Path;
import java.util.Optional;
import klarsyn.base.DataException;
import klarsyn.format.Images;
import klarsyn.image.Geometry;
import klarsyn.image.Spacing;

/** Which grid a picture's mask lies on where one of the two states the size of a pixel and the other does not. */
final class PictureGrids {

    private static final Spacing UNSTATED = Spacing.isotropic(1);

    private PictureGrids() {}

    /** The image's grid, if it is the mask's but for a size that one of them leaves open. */
    static Optional<Geometry> of(Path image, Path mask, Geometry drawn) {
        if (!isPicture(image) || !isPicture(mask) || !(mayStateSize(image) || mayStateSize(mask))) {
            return Optional.empty();
        }
        try {
            Geometry grid = Images.readGeometry(image);
            boolean open = drawn.spacing().equals(UNSTATED) || grid.spacing().equals(UNSTATED);
            return grid.shape().equals(drawn.shape()) && open ? Optional.of(grid) : Optional.empty();
        } catch (DataException unreadable) {
            return Optional.empty(); // the image itself is read elsewhere, and the reason reported there
        }
    }

    private static boolean mayStateSize(Path file) {
        return FileName.of(file).ending().startsWith(".tif");
    }

    private static boolean isPicture(Path file) {
        return FileKinds.of(file).filter(kind -> kind == Kind.PICTURE).isPresent();
    }
}
