package klarsyn.codec.jpegls;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import klarsyn.base.DataException;
import klarsyn.codec.CodecErrors;
import klarsyn.codec.JpegBits;
import klarsyn.codec.Raster;
import klarsyn.codec.Samples;

/**
 * JPEG-LS (ITU-T T.87): lossless and near-lossless, 2 to 16 bits, components not interleaved or interleaved by line or
 * by sample.
 *
 * <p>Rejects mapping tables, point transforms, restart intervals, components of different sizes and the non-standard
 * color transform of some encoders.
 */
public final class JpegLs {

    private static final CodecErrors ERRORS = new CodecErrors("JPEG-LS");

    private final byte[] bytes;
    private final Raster raster;
    private final int[] preset = new int[5];
    private final List<Integer> ids = new ArrayList<>();
    private final boolean[] decoded = new boolean[4];
    private int position;
    private int precision;
    private int[] values = {};

    private JpegLs(byte[] bytes, Raster raster) {
        this.bytes = bytes;
        this.raster = raster;
    }

    /**
     * Decodes one frame.
     *
     * @throws DataException if the codestream is damaged, of another size, or of an unsupported kind
     */
    public static Samples decode(byte[] bytes, Raster raster) {
        return ERRORS.guard(raster, bytes, () -> new JpegLs(bytes, raster).decode());
    }

    private Samples decode() {
        if (nextMarker() != 0xD8) {
            throw ERRORS.damaged("the image does not start with a JPEG-LS marker");
        }
        int missing = raster.components();
        while (missing > 0) {
            int marker = nextMarker();
            int from = position + 2;
            int to = position + (from <= bytes.length ? JpegBits.unsignedShort(bytes, position) : 0);
            if (to < from || to > bytes.length) {
                throw ERRORS.damaged("a marker segment exceeds the data");
            }
            position = to;
            switch (marker) {
                case 0xF7 -> readFrame(from, to);
                case 0xF8 -> readPreset(from, to);
                case 0xDA -> missing -= readScan(from, to);
                case 0xDD -> rejectRestarts(from);
                case 0xE8 -> rejectColorTransform(from, to);
                case 0xD9 -> throw ERRORS.damaged("there are fewer scans than components");
                default -> {
                    // Comments and application segments do not affect samples.
                }
            }
        }
        return new Samples(raster, precision, false, values);
    }

    private int nextMarker() {
        while (position + 1 < bytes.length) {
            int code = bytes[position + 1] & 0xFF;
            if ((bytes[position] & 0xFF) == 0xFF && code >= 0x80 && code != 0xFF) {
                position += 2;
                return code;
            }
            position++;
        }
        throw ERRORS.damaged("the compressed image is truncated");
    }

    private void readFrame(int from, int to) {
        if (!ids.isEmpty() || to - from < 6) {
            throw ERRORS.damaged("the frame header is too short or repeated");
        }
        precision = bytes[from] & 0xFF;
        int count = bytes[from + 5] & 0xFF;
        ERRORS.requireSame(
                raster, JpegBits.unsignedShort(bytes, from + 3), JpegBits.unsignedShort(bytes, from + 1), count);
        if (precision < 2 || precision > 16 || to - from < 6 + 3 * count) {
            throw ERRORS.damaged("the frame header states %d bits per sample".formatted(precision));
        }
        for (int i = 0; i < count; i++) {
            ids.add(bytes[from + 6 + 3 * i] & 0xFF);
            if (bytes[from + 7 + 3 * i] != 0x11) {
                throw ERRORS.unsupported("components of different sizes are not supported");
            }
        }
        values = new int[raster.count()];
    }

    private void readPreset(int from, int to) {
        int kind = from < to ? bytes[from] : 0;
        if (kind != 1) {
            throw ERRORS.unsupported("mapping tables and larger pictures are not supported");
        }
        if (to - from < 11) {
            throw ERRORS.damaged("the coding parameters are too short");
        }
        for (int i = 0; i < 5; i++) {
            preset[i] = JpegBits.unsignedShort(bytes, from + 1 + 2 * i);
        }
    }

    private void rejectRestarts(int from) {
        if (JpegBits.unsignedShort(bytes, from) != 0) {
            throw ERRORS.unsupported("restart intervals are not supported");
        }
    }

    private void rejectColorTransform(int from, int to) {
        byte[] name = {'m', 'r', 'f', 'x'};
        boolean named = to - from >= 5 && Arrays.equals(bytes, from, from + 4, name, 0, 4);
        if (named && bytes[from + 4] != 0) {
            throw ERRORS.unsupported("the non-standard color transform is not supported");
        }
    }

    /** Decodes a scan and returns the number of its components. */
    private int readScan(int from, int to) {
        int count = from < to ? bytes[from] & 0xFF : 0;
        if (ids.isEmpty() || count < 1 || count > ids.size() || to - from < 4 + 2 * count) {
            throw ERRORS.damaged("a scan header is too short, or precedes the frame header");
        }
        List<Integer> places = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            places.add(place(bytes[from + 1 + 2 * i] & 0xFF));
            if (bytes[from + 2 + 2 * i] != 0) {
                throw ERRORS.unsupported("mapping tables are not supported");
            }
        }
        int near = bytes[to - 3] & 0xFF;
        int interleaving = bytes[to - 2] & 0xFF;
        if (bytes[to - 1] != 0) {
            throw ERRORS.unsupported("point transforms are not supported");
        }
        if (interleaving > 2 || (interleaving == 0 && count > 1)) {
            throw ERRORS.damaged("%d components are interleaved by method %d".formatted(count, interleaving));
        }
        JpegLsCoding coding = JpegLsCoding.of(precision, preset, near, ERRORS);
        JpegBits bits = new JpegBits(bytes, position, JpegBits.Stuffing.BIT, ERRORS);
        new JpegLsScan(raster, count, coding, bits, ERRORS).decode(places, interleaving == 2, values);
        position = bits.position();
        return count;
    }

    private int place(int id) {
        for (int i = 0; i < ids.size(); i++) {
            if (ids.get(i) == id && !decoded[i]) {
                decoded[i] = true;
                return i;
            }
        }
        throw ERRORS.damaged("a scan refers to component %d, which is missing or already decoded".formatted(id));
    }
}
