package klarsyn.codec.jpegls;

import klarsyn.codec.CodecErrors;

/**
 * The coding parameters of a JPEG-LS scan (T.87, C.2.4.1.1).
 *
 * @param largest maximum sample value
 * @param first smallest gradient of the second, third and fourth class
 * @param reset number of samples after which a context halves its counts
 * @param near maximum difference of a decoded sample from the original
 */
record JpegLsCoding(int largest, int first, int second, int third, int reset, int near) {

    /** Replaces zeros by the default values, and rejects invalid parameters. */
    static JpegLsCoding of(int precision, int[] preset, int near, CodecErrors errors) {
        int largest = preset[0] == 0 ? (1 << precision) - 1 : preset[0];
        int[] usual = usualThresholds(largest, near);
        int first = preset[1] == 0 ? usual[0] : preset[1];
        int second = preset[2] == 0 ? usual[1] : preset[2];
        int third = preset[3] == 0 ? usual[2] : preset[3];
        int reset = preset[4] == 0 ? 64 : preset[4];
        boolean ordered = near < first && first <= second && second <= third && third <= largest;
        if (largest >= 1 << precision || near > Math.min(255, largest / 2) || !ordered || reset < 3) {
            throw errors.damaged("coding parameters %d, %d, %d, %d, %d, %d for %d bits"
                    .formatted(largest, first, second, third, reset, near, precision));
        }
        return new JpegLsCoding(largest, first, second, third, reset, near);
    }

    private static int[] usualThresholds(int largest, int near) {
        int[] basic = {3, 7, 21};
        int[] thresholds = new int[3];
        int below = near + 1;
        for (int i = 0; i < 3; i++) {
            int wanted;
            if (largest >= 128) {
                int factor = (Math.min(largest, 4095) + 128) / 256;
                wanted = factor * (basic[i] - i - 2) + i + 2 + (3 + 2 * i) * near;
            } else {
                wanted = Math.max(i + 2, basic[i] / (256 / (largest + 1)) + (3 + 2 * i) * near);
            }
            thresholds[i] = wanted > largest || wanted < below ? below : wanted;
            below = thresholds[i];
        }
        return thresholds;
    }

    /** Quantization step of a lossy scan. */
    int quantum() {
        return 2 * near + 1;
    }

    /** Number of possible prediction errors. */
    int range() {
        return (largest + 2 * near) / quantum() + 1;
    }

    int bitsOfRange() {
        return 32 - Integer.numberOfLeadingZeros(range() - 1);
    }

    /** Maximum code length of a prediction error, in bits. */
    int longestCode() {
        int bits = Math.max(2, 32 - Integer.numberOfLeadingZeros(largest));
        return 2 * (bits + Math.max(8, bits));
    }

    /** The class of a gradient, −4 to 4. */
    int classOf(int gradient) {
        int size = Math.abs(gradient);
        int level = size <= near ? 0 : size < first ? 1 : size < second ? 2 : size < third ? 3 : 4;
        return gradient < 0 ? -level : level;
    }
}
