package klarsyn.format.rawdata;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Reads the lines of a text header and the position of the data after it. */
public final class HeaderLines implements AutoCloseable {

    /** Headers with hundreds of gradients or segments take some hundred thousand bytes. */
    private static final int LARGEST = 1 << 22;

    private final Path file;
    private final InputStream in;
    private final byte[] buffer = new byte[1 << 13];
    private int filled;
    private int at;
    private long position;

    private HeaderLines(Path file, InputStream in) {
        this.file = file;
        this.in = in;
    }

    public static HeaderLines open(Path file) {
        try {
            return new HeaderLines(file, Files.newInputStream(file));
        } catch (IOException failure) {
            throw StoredVoxels.unreadable(file, failure);
        }
    }

    /** The next line without its line end, LF or CR LF; empty at the end. */
    public Optional<String> next() {
        var line = new ByteArrayOutputStream();
        try {
            int read = read();
            boolean any = read >= 0;
            while (read >= 0) {
                position++;
                if (position > LARGEST) {
                    throw StoredVoxels.bad(file, "the header is longer than %d bytes".formatted(LARGEST));
                }
                if (read == '\n') {
                    break;
                }
                line.write(read);
                read = read();
            }
            String text = line.toString(StandardCharsets.UTF_8);
            return any
                    ? Optional.of(text.endsWith("\r") ? text.substring(0, text.length() - 1) : text)
                    : Optional.empty();
        } catch (IOException failure) {
            throw StoredVoxels.unreadable(file, failure);
        }
    }

    private int read() throws IOException {
        if (at == filled) {
            filled = in.read(buffer);
            at = 0;
            if (filled <= 0) {
                filled = 0;
                return -1;
            }
        }
        return buffer[at++] & 0xff;
    }

    /** Position in the file of the next byte not yet read as a line. */
    public long position() {
        return position;
    }

    @Override
    public void close() {
        try {
            in.close();
        } catch (IOException failure) {
            throw StoredVoxels.unreadable(file, failure);
        }
    }
}
