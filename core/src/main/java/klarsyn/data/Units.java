package klarsyn.data;

import java.nio.file.Path;
import java.util.Collection;
import klarsyn.format.array.NumericArrays;
import klarsyn.image.Spacing;

/**
 * What lengths and sizes of a structure are told in: most pictures and arrays do not say how long a pixel is, so that each
 * counts as a voxel of 1 mm a side and is told as what it is. Microscopy's TIFF files may say it (ImageJ, OME).
 */
public enum Units {
    /** Of volumes, whose voxels have a size in the patient. */
    PATIENT("mm", "ml", "volume", "voxels"),
    /** Of pictures that state no size; a thousand pixels are a kpx. */
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

    /** What images of a kind with these voxel sizes are told in. */
    public static Units of(Kind kind, Collection<Spacing> spacings) {
        return spacings.stream().allMatch(UNSTATED::equals) ? of(kind) : PATIENT;
    }

    /** What an image of this voxel size is told in. */
    public static Units of(Path file, Spacing spacing) {
        return spacing.equals(UNSTATED) ? of(file) : PATIENT;
    }

    /** What images of a kind are told in. */
    public static Units of(Kind kind) {
        return kind == Kind.PICTURE ? PIXELS : PATIENT;
    }

    /** What an image is told in, by its file's name alone. */
    public static Units of(Path file) {
        return NumericArrays.hasKnownEnding(file)
                ? PIXELS
                : of(FileKinds.of(file).orElse(Kind.VOLUME));
    }

    /** Of a length that is 1 in millimetres: {@code mm}. */
    public String length() {
        return length;
    }

    /** Of a size that is 1 in millilitres: {@code ml}. */
    public String size() {
        return size;
    }

    /** What has that size: {@code volume}. */
    public String quantity() {
        return quantity;
    }

    /** What images are made of: {@code voxels}. */
    public String elements() {
        return elements;
    }
}
