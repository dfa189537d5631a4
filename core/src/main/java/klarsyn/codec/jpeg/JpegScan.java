package klarsyn.codec.jpeg;

import java.util.List;

/** A JPEG scan header with the tables in effect (T.81, B.2.3). */
record JpegScan(List<Part> parts, int selection, int pointTransform, int restartInterval) {

    /** A component of the scan, its index in the frame and its tables; {@code ac} is unused in lossless scans. */
    record Part(JpegComponent component, int place, JpegHuffman dc, JpegHuffman ac, int[] quantization) {}
}
