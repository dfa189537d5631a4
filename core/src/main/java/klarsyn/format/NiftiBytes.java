package klarsyn.format;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.nio.ByteBuffer;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import klarsyn.base.DataException;
import klarsyn.base.Where;

/** The bytes of a NIfTI file from the first to the last that its header claims, inflated on the way if need be. */
final class NiftiBytes implements AutoCloseable {

    private static final int BUFFER = 1 << 16;

    /** Few enough for their numbers to stay in the processor's cache between inflating, scaling and storing. */
    private static final int VOXELS_AT_ONCE = 1 << 13;

    /** More than deflate can ever gain (1032 to 1), so a greater claim cannot be met. */
    private static final int LARGEST_RATIO = 1100;

    /** Bytes behind the last voxel that are read in the hope of the check sum; the rest is left alone. */
    private static final int LARGEST_TAIL = 1 << 20;

    private final Path file;
    private final InputStream in;
    private final NiftiHeader header;
    private long position = NiftiHeader.BYTES;

    private NiftiBytes(Path file, InputStream in, NiftiHeader header) {
        this.file = file;
        this.in = in;
        this.header = header;
    }

    /** Reads and checks the header; the stream then stands behind it. */
    static NiftiBytes open(Path file) {
        try {
            InputStream raw = Files.newInputStream(file);
            try {
                var marked = new PushbackInputStream(raw, 2);
                byte[] start = marked.readNBytes(2);
                marked.unread(start);
                boolean gzip = start.length == 2 && start[0] == 0x1f && start[1] == (byte) 0x8b;
                InputStream in = gzip ? new GZIPInputStream(marked, BUFFER) : marked;
                NiftiHeader header = NiftiHeader.parse(in.readNBytes(NiftiHeader.BYTES), file);
                refuseTooLargeClaim(header, Files.size(file), gzip, file);
                return new NiftiBytes(file, in, header);
            } catch (IOException | RuntimeException failure) {
                try (raw) {
                    throw failure;
                }
            }
        } catch (EOFException end) {
            throw NiftiHeader.bad(
                    file,
                    "the file's gzip data end before the %d bytes of a NIfTI-1 header".formatted(NiftiHeader.BYTES));
        } catch (IOException failure) {
            throw unreadable(file, failure);
        }
    }

    private static void refuseTooLargeClaim(NiftiHeader header, long size, boolean gzip, Path file) {
        long claimed = header.claimedBytes();
        long most = gzip ? LARGEST_RATIO * (size + 1) : size;
        if (claimed > most) {
            throw NiftiHeader.bad(
                    file,
                    "the header claims %s voxels in %d channels, %d bytes in all, and the file has %d%s"
                            .formatted(
                                    header.geometry().shape(),
                                    header.channels(),
                                    claimed,
                                    size,
                                    gzip ? ", too few even when inflated" : ": it is cut short"));
        }
    }

    NiftiHeader header() {
        return header;
    }

    /** Hands the next channel's voxels over, scaled as the header says. */
    void readChannel(VoxelSink sink) {
        try {
            if (position < header.offset()) {
                in.skipNBytes(header.offset() - position);
                position = header.offset();
            }
            int size = header.type().bytes();
            int left = header.geometry().shape().voxels();
            double[] values = new double[Math.min(left, VOXELS_AT_ONCE)];
            byte[] raw = new byte[values.length * size];
            ByteBuffer ordered = ByteBuffer.wrap(raw).order(header.order());
            while (left > 0) {
                int count = Math.min(left, values.length);
                fill(raw, count * size);
                header.type().decode(ordered, values, count);
                scale(values, count);
                sink.accept(values, count);
                left -= count;
            }
        } catch (EOFException end) {
            throw NiftiHeader.bad(
                    file,
                    "the file ends after %d of the %d bytes (inflated) that its header claims"
                            .formatted(position, header.claimedBytes()));
        } catch (IOException failure) {
            throw unreadable(file, failure);
        }
    }

    private void scale(double[] values, int count) {
        double slope = header.slope();
        double intercept = header.intercept();
        if (slope != 1 || intercept != 0) {
            for (int i = 0; i < count; i++) {
                values[i] = values[i] * slope + intercept;
            }
        }
    }

    private void fill(byte[] raw, int count) throws IOException {
        int done = 0;
        while (done < count) {
            int read = in.read(raw, done, count - done);
            if (read < 0) {
                throw new EOFException();
            }
            done += read;
            position += read;
        }
    }

    /** Reads on to the end so that gzip's check sum is compared, unless much more follows than the header claims. */
    void finish() {
        try {
            byte[] rest = new byte[1 << 12];
            int tail = 0;
            int read = 0;
            while (read >= 0 && tail < LARGEST_TAIL) {
                read = in.read(rest);
                tail += Math.max(read, 0);
            }
        } catch (IOException failure) {
            throw unreadable(file, failure);
        }
    }

    @Override
    public void close() {
        try {
            in.close();
        } catch (IOException failure) {
            throw unreadable(file, failure);
        }
    }

    private static DataException unreadable(Path file, IOException failure) {
        String what = switch (failure) {
            case AccessDeniedException denied -> "the file may not be read";
            case EOFException end -> "the file's gzip data end too early";
            default -> "the file cannot be read (" + failure.getMessage() + ")";
        };
        return new DataException(what, Where.file(file), "copy or export it again, or leave it out", failure);
    }
}
