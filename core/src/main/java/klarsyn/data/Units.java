package klarsyn.data;

import java.nio.file.Path;
import java.util.Collection;
import klarsyn.data.file.FileKinds;
import klarsyn.data.file.Kind;
import klarsyn.format.array.NumericArrays;
import klarsyn.image.Spacing;

/**
 * Units of lengths and sizes: most pictures and arrays do not state a pixel size, so they are processed with 1 mm
 * voxels and reported in pixels. Microscopy TIFF files may state a size (ImageJ, OME).
 */
public enum Units {
    /** For volumes, with a physical voxel size. */
    PATIENT("mm", "ml", "volume", "voxels"),
    /** For pictures without a size; 1000 pixels are one kpx. */
    PIXELS("px", "kpx", "area", "pixels");

    private final String length;
    private final String size;
    private final String quantity;
    private final String elements;

    Units(String length, String size, String quantity, String elements) {
        this.length = length;
        this.size = size;
        this.quantity = quantity;
        this.elements = elements;
    }

    private static final Spacing UNSTATED = Spacing.isotropic(1);

    /** The units for images of a kind with these voxel sizes. */
    public static Units of(Kind kind, Collection<Spacing> spacings) {
        return spacings.stream().allMatch(UNSTATED::equals) ? of(kind) : PATIENT;
    }

    /** The units for an image with this voxel size. */
    public static Units of(Path file, Spacing spacing) {
        return spacing.equals(UNSTATED) ? of(file) : PATIENT;
    }

    /** The units for images of a kind. */
    public static Units of(Kind kind) {
        return kind == Kind.PICTURE ? PIXELS : PATIENT;
    }

    /** The units for an image, by its file name only. */
    public static Units of(Path file) {
        return NumericArrays.hasKnownEnding(file)
                ? PIXELS
                : of(FileKinds.of(file).orElse(Kind.VOLUME));
    }

    /** Unit of a length of 1 mm: {@code mm}. */
    public String length() {
        return length;
    }

    /** Unit of a size of 1 ml: {@code ml}. */
    public String size() {
        return size;
    }

    /** Name of the size: {@code volume}. */
    public String quantity() {
        return quantity;
    }

    /** Name of the elements: {@code voxels}. */
    public String elements() {
        return elements;
    }
}
