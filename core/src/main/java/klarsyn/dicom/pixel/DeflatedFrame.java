package klarsyn.dicom.pixel;

import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import klarsyn.base.DataException;
import klarsyn.base.Where;

/** Deflated Image Frame Compression: each frame packed to whole bytes and deflated (PS3.5, section 8.2.16). */
final class DeflatedFrame {

    private DeflatedFrame() {}

    static int[] decode(byte[] frame, PixelFormat format, Where where) {
        int expected = CompressedFrames.bytesOf(format, where);
        if (expected / 1100 > frame.length) { // more than deflate can achieve
            throw wrong("%d bytes cannot inflate to the %d of a frame".formatted(frame.length, expected), where);
        }
        byte[] bytes = new byte[expected];
        var inflater = new Inflater(true);
        try {
            inflater.setInput(frame);
            int filled = 0;
            while (filled < expected && !inflater.finished()) {
                int read = inflater.inflate(bytes, filled, expected - filled);
                if (read == 0 && (inflater.needsInput() || inflater.needsDictionary())) {
                    break;
                }
                filled += read;
            }
            if (filled < expected) {
                throw wrong("the deflated frame ends after %d of %d bytes".formatted(filled, expected), where);
            }
        } catch (DataFormatException damaged) {
            throw wrong("the deflated frame is damaged", where);
        } finally {
            inflater.end();
        }
        return CompressedFrames.unpack(bytes, format);
    }

    private static DataException wrong(String what, Where where) {
        return new DataException(what, where, "copy or export the file again, or exclude it");
    }
}
