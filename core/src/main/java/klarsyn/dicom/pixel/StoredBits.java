package klarsyn.dicom.pixel;

import java.nio.ByteOrder;
import klarsyn.dicom.ByteSource;

/**
 * Unpacks samples from uncompressed bytes: cells of {@code bitsAllocated}, in which the bits up to the high bit are
 * significant (PS3.5, section 8.1.1 and annex D).
 *
 * @param format shape and bits
 * @param order  byte order of a cell
 * @param words  whether cells of less than 16 bits are packed in 16-bit words of the same byte order
 */
record StoredBits(PixelFormat format, ByteOrder order, Words words) {

    /** Effect of the value representation on cells of less than 16 bits. */
    enum Words {
        BYTES,
        SWAPPED
    }

    /** Bits of a frame without subsampling. */
    static long bitsOfFrame(PixelFormat format) {
        return (long) format.samplesOfFrame() * format.bitsAllocated();
    }

    /**
     * The samples of one frame, interleaved, with their sign.
     *
     * @param bytes    contains them, as checked by the caller
     * @param start    of the value, from which {@code firstBit} counts
     * @param firstBit start of the frame
     */
    int[] unpack(byte[] bytes, int start, long firstBit) {
        int[] values = cells(bytes, start, firstBit, format.samplesOfFrame());
        return format.planar() && format.samples() > 1 ? interleaved(values) : values;
    }

    /** As {@link #unpack} for pixels of YBR_FULL_422: two luminances, then the two chrominances they share. */
    int[] unpackSubsampled(byte[] bytes, int start, long firstBit) {
        int pixels = format.pixelsOfFrame();
        int[] cells = cells(bytes, start, firstBit, 2 * pixels);
        int[] values = new int[3 * pixels];
        for (int pixel = 0; pixel < pixels; pixel++) {
            int pair = 2 * (pixel & ~1);
            values[3 * pixel] = cells[pair + (pixel & 1)];
            values[3 * pixel + 1] = cells[pair + 2];
            values[3 * pixel + 2] = cells[pair + 3];
        }
        return values;
    }

    private int[] cells(byte[] bytes, int start, long firstBit, int count) {
        int[] values = new int[count];
        int from = start + (int) (firstBit >>> 3);
        if (format.bitsAllocated() == 8 && words == Words.BYTES) {
            for (int i = 0; i < count; i++) {
                values[i] = bytes[from + i] & 0xff;
            }
        } else if (format.bitsAllocated() == 16) {
            fill16(values, bytes, from);
        } else if (format.bitsAllocated() == 32) {
            ByteSource source = ByteSource.of(bytes);
            for (int i = 0; i < count; i++) {
                values[i] = source.signed32(from + 4 * i, order);
            }
        } else {
            fillBits(values, bytes, start, firstBit);
        }
        trim(values);
        return values;
    }

    private void fill16(int[] values, byte[] bytes, int from) {
        int low = order == ByteOrder.BIG_ENDIAN ? 1 : 0;
        int high = 1 - low;
        for (int i = 0; i < values.length; i++) {
            int at = from + 2 * i;
            values[i] = (bytes[at + low] & 0xff) | (bytes[at + high] & 0xff) << 8;
        }
    }

    /** Any number of bits, least significant first, as packed in little-endian bytes. */
    private void fillBits(int[] values, byte[] bytes, int start, long firstBit) {
        int width = format.bitsAllocated();
        if (order == ByteOrder.BIG_ENDIAN && width > 16 && width % 8 == 0) {
            fillBigEndian(values, bytes, start + (int) (firstBit >>> 3), width / 8);
            return;
        }
        int swap = words == Words.SWAPPED ? 1 : 0;
        for (int i = 0; i < values.length; i++) {
            long bit = firstBit + (long) i * width;
            long cell = 0;
            int got = 0;
            while (got < width) {
                int inByte = (int) (bit & 7);
                int taken = Math.min(8 - inByte, width - got);
                int value = bytes[start + ((int) (bit >>> 3) ^ swap)] & 0xff;
                cell |= (long) (value >>> inByte & (1 << taken) - 1) << got;
                got += taken;
                bit += taken;
            }
            values[i] = (int) (cell >>> lowBit());
        }
    }

    private void fillBigEndian(int[] values, byte[] bytes, int from, int size) {
        for (int i = 0; i < values.length; i++) {
            long cell = 0;
            for (int b = 0; b < size; b++) {
                cell = cell << 8 | (bytes[from + size * i + b] & 0xff);
            }
            values[i] = (int) (cell >>> lowBit());
        }
    }

    private int lowBit() {
        return format.bitsAllocated() > 32 ? format.highBit() + 1 - format.bitsStored() : 0;
    }

    /** Extracts the significant bits with their sign. */
    private void trim(int[] values) {
        int stored = format.bitsStored();
        int high = format.bitsAllocated() > 32 ? stored - 1 : format.highBit();
        if (stored == 32 || (stored == format.bitsAllocated() && !format.signed())) {
            return;
        }
        int left = 31 - high;
        int right = 32 - stored;
        for (int i = 0; i < values.length; i++) {
            int top = values[i] << left;
            values[i] = format.signed() ? top >> right : top >>> right;
        }
    }

    private int[] interleaved(int[] planes) {
        int pixels = format.pixelsOfFrame();
        int samples = format.samples();
        int[] values = new int[planes.length];
        for (int sample = 0; sample < samples; sample++) {
            for (int pixel = 0; pixel < pixels; pixel++) {
                values[pixel * samples + sample] = planes[sample * pixels + pixel];
            }
        }
        return values;
    }

    /** Integers as floating-point numbers; unsigned 32-bit values need care. */
    static double[] asNumbers(int[] values, PixelFormat format) {
        double[] numbers = new double[values.length];
        boolean isWide = format.bitsStored() == 32 && !format.signed();
        for (int i = 0; i < values.length; i++) {
            numbers[i] = isWide ? Integer.toUnsignedLong(values[i]) : values[i];
        }
        return numbers;
    }
}
