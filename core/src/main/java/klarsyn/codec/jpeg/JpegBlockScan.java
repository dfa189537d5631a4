package klarsyn.codec.jpeg;

import java.util.Arrays;
import klarsyn.codec.CodecErrors;
import klarsyn.codec.JpegBits;

/** Decodes a sequential scan of DCT blocks of 8 or 12 bits (T.81, Annex F). */
final class JpegBlockScan {

    private static final int[] ZIGZAG = {
        0, 1, 8, 16, 9, 2, 3, 10, 17, 24, 32, 25, 18, 11, 4, 5, 12, 19, 26, 33, 40, 48, 41, 34, 27, 20, 13, 6, 7, 14,
        21, 28, 35, 42, 49, 56, 57, 50, 43, 36, 29, 22, 15, 23, 30, 37, 44, 51, 58, 59, 52, 45, 38, 31, 39, 46, 53, 60,
        61, 54, 47, 55, 62, 63
    };

    private final JpegFrame frame;
    private final JpegScan scan;
    private final JpegBits bits;
    private final CodecErrors errors;
    private final int[] predicted;
    private final int[] coefficients = new int[64];
    private final int[] block = new int[64];
    private final InverseDct inverse = new InverseDct();

    JpegBlockScan(JpegFrame frame, JpegScan scan, JpegBits bits, CodecErrors errors) {
        this.frame = frame;
        this.scan = scan;
        this.bits = bits;
        this.errors = errors;
        this.predicted = new int[scan.parts().size()];
    }

    void decode() {
        int unitsAcross = Math.ceilDiv(frame.columns(), 8 * frame.widest());
        int unitsDown = Math.ceilDiv(frame.rows(), 8 * frame.tallest());
        for (JpegScan.Part part : scan.parts()) {
            JpegComponent component = part.component();
            component.blocksAcross = unitsAcross * component.across;
            component.blocksDown = unitsDown * component.down;
            component.plane = new int[Math.multiplyExact(component.stride(), component.blocksDown * 8)];
        }
        if (scan.parts().size() == 1) {
            decodeAlone(scan.parts().getFirst().component());
            return;
        }
        for (int unit = 0; unit < unitsAcross * unitsDown; unit++) {
            restartBefore(unit);
            for (int i = 0; i < scan.parts().size(); i++) {
                JpegComponent component = scan.parts().get(i).component();
                for (int b = 0; b < component.across * component.down; b++) {
                    int x = unit % unitsAcross * component.across + b % component.across;
                    int y = unit / unitsAcross * component.down + b / component.across;
                    decodeBlock(i, x, y);
                }
            }
        }
    }

    /** A scan of a single component omits the blocks that only pad the MCUs. */
    private void decodeAlone(JpegComponent component) {
        int across = Math.ceilDiv(Math.ceilDiv(frame.columns() * component.across, frame.widest()), 8);
        int down = Math.ceilDiv(Math.ceilDiv(frame.rows() * component.down, frame.tallest()), 8);
        for (int unit = 0; unit < across * down; unit++) {
            restartBefore(unit);
            decodeBlock(0, unit % across, unit / across);
        }
    }

    private void restartBefore(int unit) {
        if (scan.restartInterval() > 0 && unit > 0 && unit % scan.restartInterval() == 0) {
            bits.restart(unit / scan.restartInterval() - 1);
            Arrays.fill(predicted, 0);
        }
    }

    private void decodeBlock(int index, int x, int y) {
        JpegScan.Part part = scan.parts().get(index);
        Arrays.fill(coefficients, 0);
        int category = part.dc().next(bits);
        if (category > 15) {
            throw errors.damaged("a DC coefficient has more than 15 bits");
        }
        predicted[index] += category == 0 ? 0 : bits.takeSigned(category);
        coefficients[0] = predicted[index] * part.quantization()[0];
        decodeDetails(part);
        inverse.transform(coefficients, block);
        int center = 1 << (frame.precision() - 1);
        int largest = (1 << frame.precision()) - 1;
        int[] plane = part.component().plane;
        int stride = part.component().stride();
        for (int i = 0; i < 64; i++) {
            plane[(y * 8 + i / 8) * stride + x * 8 + i % 8] = Math.clamp(block[i] + center, 0, largest);
        }
    }

    private void decodeDetails(JpegScan.Part part) {
        for (int k = 1; k < 64; k++) {
            int symbol = part.ac().next(bits);
            int size = symbol & 0xF;
            if (size == 0) {
                if (symbol != 0xF0) {
                    return;
                }
                k += 15;
                continue;
            }
            k += symbol >> 4;
            if (k > 63) {
                throw errors.damaged("a block has more than 64 coefficients");
            }
            coefficients[ZIGZAG[k]] = bits.takeSigned(size) * part.quantization()[k];
        }
    }

    /** Interleaves the component planes; subsampled planes are upsampled by repetition. */
    static void interleave(JpegFrame frame, int[] values) {
        int step = frame.components().size();
        for (int c = 0; c < step; c++) {
            JpegComponent component = frame.components().get(c);
            int everyX = frame.widest() / component.across;
            int everyY = frame.tallest() / component.down;
            int at = c;
            for (int y = 0; y < frame.rows(); y++) {
                int row = y / everyY * component.stride();
                for (int x = 0; x < frame.columns(); x++, at += step) {
                    values[at] = component.plane[row + x / everyX];
                }
            }
        }
    }
}
