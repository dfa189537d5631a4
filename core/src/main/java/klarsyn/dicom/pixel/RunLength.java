package klarsyn.dicom.pixel;

import java.nio.ByteOrder;
import java.util.Arrays;
import klarsyn.base.DataException;
import klarsyn.base.Where;
import klarsyn.dicom.ByteSource;

/**
 * RLE Lossless (PS3.5, annex G): one run-length segment per byte of each sample, most significant first.
 *
 * @param frame  header and segments
 * @param format shape and bits; samples are planar, regardless of the planar configuration
 * @param where  file and frame
 */
record RunLength(byte[] frame, PixelFormat format, Where where) {

    private static final int HEADER = 64;
    private static final int MAX_SEGMENTS = 15;

    /** Two bytes encode at most 128. */
    private static final int LARGEST_RATIO = 64;

    int[] decode() {
        int width = (format.bitsAllocated() + 7) / 8;
        int wanted = format.samples() * width;
        if (format.bitsAllocated() > 32 || (format.bitsAllocated() < 8 && format.samples() > 1)) {
            throw wrong("%d samples of %d bits are not supported".formatted(format.samples(), format.bitsAllocated()));
        }
        if (frame.length < HEADER) {
            throw wrong("the frame is shorter than the header of 64 bytes");
        }
        ByteSource source = ByteSource.of(frame);
        int segments = source.signed32(0, ByteOrder.LITTLE_ENDIAN);
        if (segments != wanted || segments > MAX_SEGMENTS) {
            throw wrong("the frame has %d segments, but %d samples of %d bits need %d"
                    .formatted(segments, format.samples(), format.bitsAllocated(), wanted));
        }
        int plane = (int) (((long) format.pixelsOfFrame() * Math.min(8, format.bitsAllocated()) + 7) / 8);
        if (plane / LARGEST_RATIO > frame.length) {
            throw wrong("%d bytes cannot hold a plane of %d".formatted(frame.length, plane));
        }
        int[] values = new int[format.samplesOfFrame()];
        byte[] bytes = new byte[plane];
        for (int segment = 0; segment < segments; segment++) {
            long from = source.signed32(4 + 4 * segment, ByteOrder.LITTLE_ENDIAN) & 0xffffffffL;
            long to = segment + 1 == segments
                    ? frame.length
                    : source.signed32(8 + 4 * segment, ByteOrder.LITTLE_ENDIAN) & 0xffffffffL;
            if (from < HEADER || to < from || to > frame.length) {
                throw wrong("segment %d is outside the frame".formatted(segment + 1));
            }
            unpackRuns((int) from, (int) to, bytes, segment + 1);
            if (format.bitsAllocated() < 8) {
                return CompressedFrames.unpack(bytes, format);
            }
            add(bytes, values, segment / width);
        }
        return withSign(values);
    }

    private void unpackRuns(int from, int to, byte[] plane, int segment) {
        int at = from;
        int filled = 0;
        while (filled < plane.length && at < to) {
            int control = frame[at++];
            if (control >= 0) {
                int count = Math.min(control + 1, plane.length - filled);
                if (at + count > to) {
                    break;
                }
                System.arraycopy(frame, at, plane, filled, count);
                at += control + 1;
                filled += count;
            } else if (control != Byte.MIN_VALUE) {
                if (at >= to) {
                    break;
                }
                int count = Math.min(1 - control, plane.length - filled);
                Arrays.fill(plane, filled, filled + count, frame[at++]);
                filled += count;
            }
        }
        if (filled < plane.length) {
            throw wrong("segment %d ends after %d of %d bytes".formatted(segment, filled, plane.length));
        }
    }

    private void add(byte[] plane, int[] values, int sample) {
        int samples = format.samples();
        for (int i = 0; i < plane.length; i++) {
            int at = i * samples + sample;
            values[at] = values[at] << 8 | (plane[i] & 0xff);
        }
    }

    private int[] withSign(int[] values) {
        int stored = format.bitsStored();
        int left = 31 - format.highBit();
        int right = 32 - stored;
        if (stored < 32) {
            for (int i = 0; i < values.length; i++) {
                int top = values[i] << left;
                values[i] = format.signed() ? top >> right : top >>> right;
            }
        }
        return values;
    }

    private DataException wrong(String what) {
        return new DataException("RLE: " + what, where, "copy or export the file again, or exclude it");
    }
}
