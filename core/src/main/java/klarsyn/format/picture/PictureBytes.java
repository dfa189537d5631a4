package klarsyn.format.picture;

import java.io.IOException;
import javax.imageio.stream.ImageInputStreamImpl;

/**
 * Input for a decoder of {@code javax.imageio} that limits reads past the end.
 *
 * <p>Bit decoders replace missing data by zeros, and would fill any number of pixels with them.
 */
final class PictureBytes extends ImageInputStreamImpl {

    private static final int MAX_READS_PAST_END = 1 << 10;

    private final byte[] file;
    private int readsPastEnd;

    PictureBytes(byte[] file) {
        this.file = file;
    }

    @Override
    public int read() throws IOException {
        checkClosed();
        bitOffset = 0;
        if (streamPos >= file.length) {
            return pastEnd();
        }
        return file[(int) streamPos++] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        checkClosed();
        bitOffset = 0;
        if (length == 0) {
            return 0;
        } else if (streamPos >= file.length) {
            return pastEnd();
        }
        int count = (int) Math.min(length, file.length - streamPos);
        System.arraycopy(file, (int) streamPos, into, offset, count);
        streamPos += count;
        return count;
    }

    private int pastEnd() throws IOException {
        readsPastEnd++;
        if (readsPastEnd > MAX_READS_PAST_END) {
            throw new IOException("the data are truncated");
        }
        return -1;
    }

    @Override
    public long length() {
        return file.length;
    }
}
