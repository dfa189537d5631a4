package klarsyn.codec.jpeg;

import java.util.List;

/** What a scan header of JPEG says, with the tables that hold when it comes (T.81, B.2.3). */
record JpegScan(List<Part> parts, int selection, int pointTransform, int restartInterval) {

    /** A component of the scan, its place in the frame and its tables; {@code ac} is unused in lossless scans. */
    record Part(JpegComponent component, int place, JpegHuffman dc, JpegHuffman ac, int[] quantization) {}
}
