package klarsyn.codec.jpeg;

import klarsyn.codec.CodecErrors;
import klarsyn.codec.JpegBits;

/** Decodes a lossless JPEG scan: differences to a prediction from the neighbors (T.81, Annex H). */
final class JpegLosslessScan {

    private final JpegFrame frame;
    private final JpegScan scan;
    private final JpegBits bits;
    private final int[] values;
    private final int step;
    private final int line;

    /** Decodes into the scan's components of {@code values}, which are interleaved. */
    JpegLosslessScan(JpegFrame frame, JpegScan scan, JpegBits bits, int[] values) {
        this.frame = frame;
        this.scan = scan;
        this.bits = bits;
        this.values = values;
        this.step = frame.components().size();
        this.line = frame.columns() * step;
    }

    void decode(CodecErrors errors) {
        if (scan.restartInterval() % frame.columns() != 0) {
            throw errors.unsupported("a lossless scan restarts within a line");
        }
        int linesToRestart = scan.restartInterval() / frame.columns();
        for (int y = 0; y < frame.rows(); y++) {
            boolean restarted = y == 0;
            if (linesToRestart > 0 && y > 0 && y % linesToRestart == 0) {
                bits.restart(y / linesToRestart - 1);
                restarted = true;
            }
            for (int x = 0; x < frame.columns(); x++) {
                decodePixel(x, y, restarted);
            }
        }
        undoPointTransform();
    }

    private void decodePixel(int x, int y, boolean restarted) {
        for (JpegScan.Part part : scan.parts()) {
            int at = y * line + x * step + part.place();
            int category = part.dc().next(bits);
            int difference = category == 0 ? 0 : category == 16 ? 32_768 : bits.takeSigned(category);
            values[at] = (prediction(at, x, restarted) + difference) & 0xFFFF;
        }
    }

    private int prediction(int at, int x, boolean restarted) {
        if (restarted) {
            return x == 0 ? 1 << (frame.precision() - scan.pointTransform() - 1) : values[at - step];
        }
        int above = values[at - line];
        if (x == 0) {
            return above;
        }
        int left = values[at - step];
        int corner = values[at - line - step];
        return switch (scan.selection()) {
            case 1 -> left;
            case 2 -> above;
            case 3 -> corner;
            case 4 -> left + above - corner;
            case 5 -> left + ((above - corner) >> 1);
            case 6 -> above + ((left - corner) >> 1);
            default -> (left + above) >> 1;
        };
    }

    private void undoPointTransform() {
        int mask = (1 << frame.precision()) - 1;
        for (JpegScan.Part part : scan.parts()) {
            for (int i = part.place(); i < values.length; i += step) {
                values[i] = values[i] << scan.pointTransform() & mask;
            }
        }
    }
}
