package klarsyn.dicom.pixel;

import java.util.Arrays;
import java.util.Optional;

/** Meaning of a pixel's samples: Photometric Interpretation, PS3.3, section C.7.6.3.1.2. */
public enum Photometric {
    /** Grayscale, the minimum displayed as white. Values are not inverted here. */
    MONOCHROME1(1),
    /** Grayscale, the minimum displayed as black. */
    MONOCHROME2(1),
    /** Palette indices. */
    PALETTE_COLOR(1),
    /** Red, green and blue. */
    RGB(3),
    /** Luminance and two chrominances, full range. */
    YBR_FULL(3),
    /** As YBR_FULL, the chrominances at half the width. */
    YBR_FULL_422(3),
    /** Luminance 16 to 235 and chrominances at half the width; retired. */
    YBR_PARTIAL_422(3),
    /** Luminance 16 to 235 and chrominances at half the width and height. */
    YBR_PARTIAL_420(3),
    /** The reversible color transform of JPEG 2000, which the decoder undoes. */
    YBR_RCT(3),
    /** The irreversible color transform of JPEG 2000, which the decoder undoes. */
    YBR_ICT(3);

    private final int samples;

    Photometric(int samples) {
        this.samples = samples;
    }

    /** The interpretation with this code string. */
    static Optional<Photometric> of(String code) {
        String name = code.replace(' ', '_');
        return Arrays.stream(values()).filter(each -> each.name().equals(name)).findFirst();
    }

    /** Samples per pixel. */
    public int samples() {
        return samples;
    }

    /** Whether pixels are single intensities. */
    public boolean isGrayscale() {
        return this == MONOCHROME1 || this == MONOCHROME2;
    }

    /** The standard code string. */
    @Override
    public String toString() {
        return this == PALETTE_COLOR ? "PALETTE COLOR" : name();
    }
}
