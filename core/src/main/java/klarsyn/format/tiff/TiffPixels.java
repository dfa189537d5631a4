package klarsyn.format.tiff;

import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import klarsyn.base.Where;
import klarsyn.format.file.NumberType;

/** Decodes the parts of one page into the stored numbers of the whole page. */
final class TiffPixels {

    private final byte[] file;
    private final TiffPage page;
    private final List<float[]> channels;
    private final int first;
    private final Where where;

    TiffPixels(byte[] file, TiffPage page, List<float[]> channels, int first, Where where) {
        this.file = file;
        this.page = page;
        this.channels = channels;
        this.first = first;
        this.where = where;
    }

    void fill() {
        int perPlane = page.across() * page.down();
        for (int part = 0; part < page.offsets().length; part++) {
            int rows = page.rowsOf(part);
            int from = (int) page.offsets()[part];
            byte[] packed = Arrays.copyOfRange(file, from, from + (int) page.counts()[part]);
            byte[] bytes = page.compression().unpack(packed, (int) page.rowBytes() * rows, where);
            ByteOrder order = undoPrediction(bytes, rows);
            int plane = part / perPlane;
            int place = part % perPlane;
            int x = place % page.across() * page.partWidth();
            int y = place / page.across() * page.partHeight();
            for (int sample = 0; sample < page.samplesInPart(); sample++) {
                put(bytes, order, sample, channels.get(plane + sample), x, y);
            }
        }
    }

    /** Undoes the predictor and returns the resulting byte order. */
    private ByteOrder undoPrediction(byte[] bytes, int rows) {
        int rowBytes = (int) page.rowBytes();
        int size = page.bits() / Byte.SIZE;
        for (int row = 0; row < rows; row++) {
            if (page.predictor() == 2) {
                addLeft(bytes, row * rowBytes, rowBytes, size);
            } else if (page.predictor() == 3) {
                addLeftBytes(bytes, row * rowBytes, rowBytes, size);
            }
        }
        return page.predictor() == 3 ? ByteOrder.BIG_ENDIAN : page.order();
    }

    /** Horizontal differencing: each number is the difference to the same channel of the pixel on its left. */
    private void addLeft(byte[] bytes, int start, int rowBytes, int size) {
        int step = page.samplesInPart() * size;
        if (size == 1) {
            for (int i = start + step; i < start + rowBytes; i++) {
                bytes[i] += bytes[i - step];
            }
            return;
        }
        boolean little = page.order() == ByteOrder.LITTLE_ENDIAN;
        for (int at = start + step; at < start + rowBytes; at += size) {
            int carry = 0;
            for (int part = 0; part < size; part++) {
                int i = at + (little ? part : size - 1 - part);
                int sum = (bytes[i] & 0xff) + (bytes[i - step] & 0xff) + carry;
                bytes[i] = (byte) sum;
                carry = sum >> 8;
            }
        }
    }

    /**
     * Floating-point predictor: all highest bytes of a row, then all second bytes, and so on; each is a difference to
     * the one on its left.
     */
    private void addLeftBytes(byte[] bytes, int start, int rowBytes, int size) {
        for (int i = start + page.samplesInPart(); i < start + rowBytes; i++) {
            bytes[i] += bytes[i - page.samplesInPart()];
        }
        byte[] apart = Arrays.copyOfRange(bytes, start, start + rowBytes);
        int count = rowBytes / size;
        for (int i = 0; i < count; i++) {
            for (int part = 0; part < size; part++) {
                bytes[start + i * size + part] = apart[part * count + i];
            }
        }
    }

    private void put(byte[] bytes, ByteOrder order, int sample, float[] channel, int x, int y) {
        int columns = Math.min(page.partWidth(), page.width() - x);
        int rows = Math.min(page.partHeight(), page.height() - y);
        int step = page.samplesInPart();
        MemorySegment raw = MemorySegment.ofArray(bytes);
        for (int row = 0; row < rows; row++) {
            int to = first + (y + row) * page.width() + x;
            long from = row * page.rowBytes();
            if (page.bits() < Byte.SIZE) {
                bits(bytes, (int) from, sample, channel, to, columns);
            } else if (page.bits() == Byte.SIZE && page.kind() == TiffPage.Kind.UNSIGNED) {
                for (int i = 0; i < columns; i++) {
                    channel[to + i] = bytes[(int) from + i * step + sample] & 0xff;
                }
            } else {
                NumberType type = type();
                for (int i = 0; i < columns; i++) {
                    long at = from + ((long) i * step + sample) * type.bytes();
                    channel[to + i] = (float) type.at(raw, at, order);
                }
            }
        }
    }

    private void bits(byte[] bytes, int from, int sample, float[] channel, int to, int columns) {
        int bits = page.bits();
        for (int i = 0; i < columns; i++) {
            int at = (i * page.samplesInPart() + sample) * bits;
            int shift = Byte.SIZE - bits - at % Byte.SIZE;
            channel[to + i] = bytes[from + at / Byte.SIZE] >> shift & ((1 << bits) - 1);
        }
    }

    private NumberType type() {
        return switch (page.kind()) {
            case FLOAT ->
                page.bits() == 16 ? NumberType.FLOAT16 : page.bits() == 32 ? NumberType.FLOAT32 : NumberType.FLOAT64;
            case SIGNED ->
                switch (page.bits()) {
                    case 8 -> NumberType.INT8;
                    case 16 -> NumberType.INT16;
                    case 32 -> NumberType.INT32;
                    default -> NumberType.INT64;
                };
            case UNSIGNED ->
                switch (page.bits()) {
                    case 8 -> NumberType.UINT8;
                    case 16 -> NumberType.UINT16;
                    case 32 -> NumberType.UINT32;
                    default -> NumberType.UINT64;
                };
        };
    }
}
