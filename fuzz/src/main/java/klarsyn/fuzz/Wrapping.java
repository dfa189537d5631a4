package klarsyn.fuzz;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.zip.CRC32;
import java.util.zip.GZIPOutputStream;

/** Done to an input before it is read, so that broken bytes get past the sums that guard them. */
enum Wrapping {
    NONE,
    GZIP,
    PNG_SUMS,
    CHECKPOINT;

    byte[] apply(byte[] input) {
        return switch (this) {
            case NONE -> input;
            case GZIP -> gzip(input);
            case PNG_SUMS -> withSums(input.clone());
            case CHECKPOINT -> SmallCheckpoints.file(input);
        };
    }

    private static byte[] gzip(byte[] input) {
        var bytes = new ByteArrayOutputStream();
        try (var out = new GZIPOutputStream(bytes)) {
            out.write(input);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    /** Writes the sum behind every chunk whose length is true. */
    private static byte[] withSums(byte[] png) {
        ByteBuffer bytes = ByteBuffer.wrap(png);
        int at = 8;
        while (at + 12 <= png.length) {
            int length = bytes.getInt(at);
            if (length < 0 || length > png.length - at - 12) {
                break;
            }
            var sum = new CRC32();
            sum.update(png, at + 4, length + 4);
            bytes.putInt(at + 8 + length, (int) sum.getValue());
            at += length + 12;
        }
        return png;
    }
}
