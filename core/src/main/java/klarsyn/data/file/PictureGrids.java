package klarsyn.data.file;

import java.nio.file.Path;
import java.util.Optional;
import klarsyn.base.DataException;
import klarsyn.format.Images;
import klarsyn.image.Geometry;
import klarsyn.image.Spacing;

/** Matches the grids of a picture and its mask if only one of them states a pixel size. */
public final class PictureGrids {

    private static final Spacing UNSTATED = Spacing.isotropic(1);

    private PictureGrids() {}

    /** The image's grid, if it equals the mask's except for an unstated pixel size. */
    public static Optional<Geometry> of(Path image, Path mask, Geometry drawn) {
        if (!isPicture(image) || !isPicture(mask) || !(mayStateSize(image) || mayStateSize(mask))) {
            return Optional.empty();
        }
        try {
            Geometry grid = Images.readGeometry(image);
            boolean open = drawn.spacing().equals(UNSTATED) || grid.spacing().equals(UNSTATED);
            return grid.shape().equals(drawn.shape()) && open ? Optional.of(grid) : Optional.empty();
        } catch (DataException unreadable) {
            return Optional.empty(); // errors of the image are reported when it is read
        }
    }

    private static boolean mayStateSize(Path file) {
        return FileName.of(file).ending().startsWith(".tif");
    }

    private static boolean isPicture(Path file) {
        return FileKinds.of(file).filter(kind -> kind == Kind.PICTURE).isPresent();
    }
}
