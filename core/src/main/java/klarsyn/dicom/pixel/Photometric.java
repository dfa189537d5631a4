package klarsyn.dicom.pixel;

import java.util.Arrays;
import java.util.Optional;

/** What the samples of a pixel mean: Photometric Interpretation, PS3.3, section C.7.6.3.1.2. */
public enum Photometric {
    /** Grey; the smallest value is to be shown white. The values themselves are never turned round here. */
    MONOCHROME1(1),
    /** Grey; the smallest value is to be shown black. */
    MONOCHROME2(1),
    /** Indices into tables of red, green and blue. */
    PALETTE_COLOR(1),
    /** Red, green and blue. */
    RGB(3),
    /** Luminance and two colour differences, full range. */
    YBR_FULL(3),
    /** As YBR_FULL, the colour differences at half the width. */
    YBR_FULL_422(3),
    /** Luminance 16 to 235 and colour differences at half the width; retired. */
    YBR_PARTIAL_422(3),
    /** Luminance 16 to 235 and colour differences at half the width and height. */
    YBR_PARTIAL_420(3),
    /** The reversible colour transform of JPEG 2000, which its decoder undoes. */
    YBR_RCT(3),
    /** The irreversible colour transform of JPEG 2000, which its decoder undoes. */
    YBR_ICT(3);

    private final int samples;

    Photometric(int samples) {
        this.samples = samples;
    }

    /** The interpretation of this code string. */
    static Optional<Photometric> of(String code) {
        String name = code.replace(' ', '_');
        return Arrays.stream(values()).filter(each -> each.name().equals(name)).findFirst();
    }

    /** Samples of a pixel. */
    public int samples() {
        return samples;
    }

    /** Whether one value per pixel is a brightness. */
    public boolean isGrayscale() {
        return this == MONOCHROME1 || this == MONOCHROME2;
    }

    /** The code string of the standard. */
    @Override
    public String toString() {
        return this == PALETTE_COLOR ? "PALETTE COLOR" : name();
    }
}
