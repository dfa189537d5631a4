package klarsyn.codec.jpeg;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import klarsyn.base.DataException;
import klarsyn.codec.CodecErrors;
import klarsyn.codec.JpegBits;
import klarsyn.codec.Raster;
import klarsyn.codec.Samples;

/**
 * JPEG (ITU-T T.81) with Huffman coding: lossless (process 14, 2 to 16 bits, all predictors, point transform), baseline
 * and extended sequential (processes 1, 2 and 4, 8 or 12 bits).
 *
 * <p>Rejects progressive, hierarchical and arithmetic-coded frames. Colors are returned as stored: the container of the
 * codestream states whether three components are RGB or luminance and chrominance.
 */
public final class Jpeg {

    private static final CodecErrors ERRORS = new CodecErrors("JPEG");

    private final byte[] bytes;
    private final Raster raster;
    private final Map<Integer, JpegHuffman> huffman = new HashMap<>();
    private final Map<Integer, int[]> quantization = new HashMap<>();
    private int position;
    private int restartInterval;
    private Optional<JpegFrame> frame = Optional.empty();
    private int[] values = {};

    private Jpeg(byte[] bytes, Raster raster) {
        this.bytes = bytes;
        this.raster = raster;
    }

    /**
     * Decodes one frame.
     *
     * @throws DataException if the codestream is damaged, of another size, or of an unsupported kind
     */
    public static Samples decode(byte[] bytes, Raster raster) {
        return ERRORS.guard(raster, bytes, () -> new Jpeg(bytes, raster).decode());
    }

    private Samples decode() {
        if (nextMarker() != 0xD8) {
            throw ERRORS.damaged("the image does not start with a JPEG marker");
        }
        for (int marker = nextMarker(); marker != 0xD9; marker = nextMarker()) {
            readSegment(marker);
            if (frame.isPresent() && frame.get().components().stream().allMatch(component -> component.decoded)) {
                break;
            }
        }
        JpegFrame found = frame.orElseThrow(() -> ERRORS.damaged("there is no frame header"));
        if (!found.components().stream().allMatch(component -> component.decoded)) {
            throw ERRORS.damaged("there are fewer scans than components");
        }
        if (!found.lossless()) {
            values = new int[raster.count()];
            JpegBlockScan.interleave(found, values);
        }
        return new Samples(raster, found.precision(), false, values);
    }

    /** Code of the next marker; skips anything before it. */
    private int nextMarker() {
        while (position + 1 < bytes.length) {
            int code = bytes[position + 1] & 0xFF;
            if ((bytes[position] & 0xFF) == 0xFF && code != 0 && code != 0xFF) {
                position += 2;
                return code;
            }
            position++;
        }
        throw ERRORS.damaged("the compressed image is truncated");
    }

    private void readSegment(int marker) {
        if (marker == 0x01 || (marker >= 0xD0 && marker <= 0xD7)) {
            return;
        }
        int from = position + 2;
        int length = from <= bytes.length ? JpegBits.unsignedShort(bytes, position) : 0;
        int to = position + length;
        if (length < 2 || to > bytes.length) {
            throw ERRORS.damaged("a marker segment exceeds the data");
        }
        position = to;
        switch (marker) {
            case 0xC0, 0xC1, 0xC3 -> readFrame(marker, from, to);
            case 0xC4 -> readHuffman(from, to);
            case 0xDA -> readScan(from, to);
            case 0xDB -> readQuantization(from, to);
            case 0xDD -> restartInterval = JpegBits.unsignedShort(bytes, from);
            case 0xC2 -> throw ERRORS.unsupported("progressive frames are not supported");
            case 0xC5, 0xC6, 0xC7, 0xCD, 0xCE, 0xCF ->
                throw ERRORS.unsupported("hierarchical frames are not supported");
            case 0xC9, 0xCA, 0xCB -> throw ERRORS.unsupported("arithmetic coding is not supported");
            default -> {
                // Comments, application segments and later extensions do not affect samples.
            }
        }
    }

    private void readFrame(int marker, int from, int to) {
        if (frame.isPresent()) {
            throw ERRORS.damaged("there are two frame headers");
        }
        JpegFrame header = JpegFrame.read(marker, bytes, from, to, raster, ERRORS);
        frame = Optional.of(header);
        if (header.lossless()) {
            values = new int[raster.count()];
        }
    }

    private void readHuffman(int from, int to) {
        for (int at = from; at < to; ) {
            int[] counts = new int[16];
            int sum = 0;
            for (int i = 0; i < 16; i++) {
                counts[i] = bytes[at + 1 + i] & 0xFF;
                sum += counts[i];
            }
            int end = at + 17 + sum;
            if (end > to) {
                throw ERRORS.damaged("a Huffman table exceeds its segment");
            }
            byte[] symbols = Arrays.copyOfRange(bytes, at + 17, end);
            huffman.put(bytes[at] & 0xFF, new JpegHuffman(counts, symbols, ERRORS));
            at = end;
        }
    }

    private void readQuantization(int from, int to) {
        for (int at = from; at < to; ) {
            boolean wide = (bytes[at] & 0xF0) != 0;
            int end = at + 1 + (wide ? 128 : 64);
            if (end > to) {
                throw ERRORS.damaged("a quantization table exceeds its segment");
            }
            int[] table = new int[64];
            for (int i = 0; i < 64; i++) {
                table[i] = wide ? JpegBits.unsignedShort(bytes, at + 1 + 2 * i) : bytes[at + 1 + i] & 0xFF;
            }
            quantization.put(bytes[at] & 0xF, table);
            at = end;
        }
    }

    private void readScan(int from, int to) {
        JpegFrame header = frame.orElseThrow(() -> ERRORS.damaged("a scan precedes the frame header"));
        int count = bytes[from] & 0xFF;
        if (to - from < 4 + 2 * count || count < 1) {
            throw ERRORS.damaged("a scan header is too short");
        }
        List<JpegScan.Part> parts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            parts.add(part(header, bytes[from + 1 + 2 * i] & 0xFF, bytes[from + 2 + 2 * i] & 0xFF));
        }
        int at = from + 1 + 2 * count;
        JpegScan scan = new JpegScan(List.copyOf(parts), bytes[at] & 0xFF, bytes[at + 2] & 0xF, restartInterval);
        JpegBits bits = new JpegBits(bytes, position, JpegBits.Stuffing.BYTE, ERRORS);
        if (!header.lossless()) {
            new JpegBlockScan(header, scan, bits, ERRORS).decode();
        } else if (scan.selection() < 1 || scan.selection() > 7 || scan.pointTransform() >= header.precision()) {
            throw ERRORS.damaged("predictor %d, point transform %d of %d bits"
                    .formatted(scan.selection(), scan.pointTransform(), header.precision()));
        } else {
            new JpegLosslessScan(header, scan, bits, values).decode(ERRORS);
        }
        position = bits.position();
    }

    private JpegScan.Part part(JpegFrame header, int id, int tables) {
        for (int place = 0; place < header.components().size(); place++) {
            JpegComponent component = header.components().get(place);
            if (component.id == id && !component.decoded) {
                component.decoded = true;
                JpegHuffman dc = huffman(tables >> 4);
                JpegHuffman ac = header.lossless() ? dc : huffman(0x10 | (tables & 0xF));
                int[] table = quantization.getOrDefault(component.quantization, new int[0]);
                if (!header.lossless() && table.length == 0) {
                    throw ERRORS.damaged("quantization table %d is missing".formatted(component.quantization));
                }
                return new JpegScan.Part(component, place, dc, ac, table);
            }
        }
        throw ERRORS.damaged("a scan refers to component %d, which is missing or already decoded".formatted(id));
    }

    private JpegHuffman huffman(int key) {
        return Optional.ofNullable(huffman.get(key))
                .orElseThrow(() -> ERRORS.damaged("the Huffman table of a scan is missing"));
    }
}
