package klarsyn.codec.jpeg;

import java.util.ArrayList;
import java.util.List;
import klarsyn.codec.CodecErrors;
import klarsyn.codec.JpegBits;
import klarsyn.codec.Raster;

/** A JPEG frame header (T.81, B.2.2). */
record JpegFrame(boolean lossless, int precision, int columns, int rows, List<JpegComponent> components) {

    /** Parses the header; rejects one that does not match the raster. */
    static JpegFrame read(int marker, byte[] bytes, int from, int to, Raster raster, CodecErrors errors) {
        boolean lossless = marker == 0xC3;
        if (to - from < 6) {
            throw errors.damaged("the frame header is too short");
        }
        int precision = bytes[from] & 0xFF;
        int rows = JpegBits.unsignedShort(bytes, from + 1);
        int columns = JpegBits.unsignedShort(bytes, from + 3);
        int count = bytes[from + 5] & 0xFF;
        errors.requireSame(raster, columns, rows, count);
        if (lossless ? precision < 2 || precision > 16 : precision != 8 && precision != 12) {
            throw errors.damaged("the frame header states %d bits per sample".formatted(precision));
        }
        if (to - from < 6 + 3 * count) {
            throw errors.damaged("the frame header is too short");
        }
        List<JpegComponent> components = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int at = from + 6 + 3 * i;
            int across = bytes[at + 1] >> 4 & 0xF;
            int down = bytes[at + 1] & 0xF;
            if (across < 1 || across > 4 || down < 1 || down > 4) {
                throw errors.damaged("sampling factors are %d and %d".formatted(across, down));
            }
            components.add(new JpegComponent(
                    bytes[at] & 0xFF, count == 1 ? 1 : across, count == 1 ? 1 : down, bytes[at + 2] & 0xFF));
        }
        return new JpegFrame(lossless, precision, columns, rows, List.copyOf(components)).rejectUnevenSampling(errors);
    }

    private JpegFrame rejectUnevenSampling(CodecErrors errors) {
        for (JpegComponent component : components) {
            boolean whole = widest() % component.across == 0 && tallest() % component.down == 0;
            boolean full = component.across == widest() && component.down == tallest();
            if (!whole || (lossless && !full)) {
                throw errors.unsupported("components of these different sizes are not supported");
            }
        }
        return this;
    }

    int widest() {
        return components.stream().mapToInt(component -> component.across).max().orElseThrow();
    }

    int tallest() {
        return components.stream().mapToInt(component -> component.down).max().orElseThrow();
    }
}
