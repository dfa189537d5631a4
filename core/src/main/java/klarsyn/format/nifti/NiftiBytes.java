package klarsyn.format.nifti;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.nio.ByteBuffer;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import klarsyn.base.DataException;
import klarsyn.base.Where;
import klarsyn.format.file.Contents;
import klarsyn.format.file.VoxelSink;
import klarsyn.format.file.VoxelType;

/** A validated header and the bytes after it up to the last one claimed, inflated if needed. */
final class NiftiBytes implements AutoCloseable {

    /**
     * Buffer size for compressed and inflated bytes: zlib is a sixth slower in blocks of 16 KiB, and larger blocks
     * leave the CPU cache between inflating, scaling and storing.
     */
    private static final int BUFFER = 1 << 16;

    /** Above the maximum compression ratio of deflate (1032 to 1). */
    private static final int LARGEST_RATIO = 1100;

    /** A ratio that no scan and few label maps reach; a larger claim is accepted only after counting the bytes. */
    private static final int USUAL_RATIO = 50;

    /** Claims up to this size are accepted without counting. */
    private static final int SMALL_CLAIM = 1 << 24;

    /** Bytes after the last voxel that are read to reach the checksum; the rest is ignored. */
    private static final int LARGEST_TAIL = 1 << 20;

    private final Path file;
    private final InputStream in;
    private final NiftiHeader header;
    private long position;

    private NiftiBytes(Path file, InputStream in, long position, NiftiHeader header) {
        this.file = file;
        this.in = in;
        this.position = position;
        this.header = header;
    }

    /** Uses an open stream; takes over closing it on success. */
    @FunctionalInterface
    private interface Opening<T> {
        T on(InputStream in) throws IOException;
    }

    /** Opens a file that contains header and voxels. */
    static NiftiBytes single(Path file) {
        return open(file, in -> {
            byte[] start = headerBytes(in, file);
            NiftiVersion version = NiftiHeader.versionOf(start, file);
            if (!version.isSingle(start) && !version.isPair(start)) {
                throw NiftiHeader.unmarked(version, file);
            }
            return of(NiftiHeader.parse(start, version, true, file), file, in, start.length);
        });
    }

    /** Opens a header and the separate file with its voxels. */
    static NiftiBytes pair(Path file) {
        NiftiPair.Part part = open(file, in -> {
            try (in) {
                byte[] start = headerBytes(in, file);
                NiftiVersion version = NiftiHeader.versionOf(start, file);
                return NiftiPair.part(start, version, file);
            }
        });
        return part.single() ? single(file) : open(part.voxels(), in -> of(part.header(), part.voxels(), in, 0));
    }

    private static NiftiBytes of(NiftiHeader header, Path file, InputStream in, long position) throws IOException {
        rejectTooLargeClaim(header, Files.size(file), in instanceof GZIPInputStream, file);
        return new NiftiBytes(file, in, position, header);
    }

    private static <T> T open(Path file, Opening<T> opening) {
        try {
            InputStream raw = Files.newInputStream(file);
            try {
                var marked = new PushbackInputStream(raw, 2);
                byte[] start = marked.readNBytes(2);
                marked.unread(start);
                boolean gzip = start.length == 2 && start[0] == 0x1f && start[1] == (byte) 0x8b;
                return opening.on(gzip ? new GZIPInputStream(marked, BUFFER) : marked);
            } catch (IOException | RuntimeException failure) {
                try (raw) {
                    throw failure;
                }
            }
        } catch (IOException failure) {
            throw unreadable(file, failure);
        }
    }

    /** All bytes of the header at the start of the file. */
    private static byte[] headerBytes(InputStream in, Path file) throws IOException {
        byte[] start = new byte[NiftiVersion.TWO.headerBytes()];
        int wanted = NiftiVersion.ONE.headerBytes();
        int there = in.readNBytes(start, 0, wanted);
        if (there == wanted && NiftiHeader.versionOf(Arrays.copyOf(start, there), file) == NiftiVersion.TWO) {
            wanted = NiftiVersion.TWO.headerBytes();
            there += in.readNBytes(start, there, wanted - there);
        }
        if (there < wanted) {
            throw NiftiHeader.bad(
                    file,
                    "the file ends after %d of the %d bytes of a NIfTI header, it seems to contain %s"
                            .formatted(there, wanted, Contents.describe(Arrays.copyOf(start, there))));
        }
        return Arrays.copyOf(start, wanted);
    }

    private static void rejectTooLargeClaim(NiftiHeader header, long size, boolean gzip, Path file) {
        long claimed = header.claimedBytes();
        long most = gzip ? LARGEST_RATIO * (size + 1) : size;
        if (claimed > most) {
            throw NiftiHeader.bad(
                    file,
                    "the header claims %s voxels in %d channels, %d bytes in total, but the file has %d%s"
                            .formatted(
                                    header.geometry().shape(),
                                    header.channels(),
                                    claimed,
                                    size,
                                    gzip ? ", not enough even when inflated" : ": it is truncated"));
        }
    }

    NiftiHeader header() {
        return header;
    }

    /** The file with the voxels. */
    Path file() {
        return file;
    }

    /** Rejects a file whose unusually high compression ratio is false, before allocation. */
    void rejectEmptyClaim() {
        try {
            long plausible = Math.max(USUAL_RATIO * Files.size(file), SMALL_CLAIM);
            if (in instanceof GZIPInputStream && header.claimedBytes() > plausible) {
                long there = open(file, second -> {
                    try (second) {
                        return count(second, header.claimedBytes());
                    }
                });
                if (there < header.claimedBytes()) {
                    throw endsAfter(there);
                }
            }
        } catch (IOException failure) {
            throw unreadable(file, failure);
        }
    }

    /** Number of bytes of a stream, counted at most up to {@code enough}. */
    private static long count(InputStream in, long enough) throws IOException {
        byte[] buffer = new byte[BUFFER];
        long there = 0;
        for (int read = 0; read >= 0 && there < enough; read = in.read(buffer)) {
            there += read;
        }
        return there;
    }

    /** Passes on all numbers of the next volume, scaled according to the header. */
    void readVolume(VoxelSink sink) {
        try {
            if (position < header.offset()) {
                in.skipNBytes(header.offset() - position);
                position = header.offset();
            }
            VoxelType type = header.voxel().type();
            long left =
                    (long) header.geometry().shape().voxels() * header.voxel().components();
            int most = (int) Math.min(left, BUFFER / type.bytes());
            double[] scaled = new double[isScaled() ? most : 0];
            byte[] raw = new byte[most * type.bytes()];
            ByteBuffer ordered = ByteBuffer.wrap(raw).order(header.order());
            while (left > 0) {
                int count = (int) Math.min(left, most);
                fill(raw, count * type.bytes());
                if (isScaled()) {
                    type.decode(ordered, scaled, count);
                    scale(scaled, count);
                    sink.accept(scaled, count);
                } else {
                    sink.accept(ordered, type, count);
                }
                left -= count;
            }
        } catch (EOFException end) {
            throw endsAfter(position);
        } catch (IOException failure) {
            throw unreadable(file, failure);
        }
    }

    private DataException endsAfter(long bytes) {
        return NiftiHeader.bad(
                file,
                "the file ends after %d of the %d bytes (inflated) claimed by its header"
                        .formatted(bytes, header.claimedBytes()));
    }

    private boolean isScaled() {
        return header.slope() != 1 || header.intercept() != 0;
    }

    private void scale(double[] values, int count) {
        double slope = header.slope();
        double intercept = header.intercept();
        for (int i = 0; i < count; i++) {
            values[i] = values[i] * slope + intercept;
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

    /** Reads to the end so that the gzip checksum is verified, unless much more data follow than expected. */
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
            case AccessDeniedException denied -> "no permission to read the file";
            case EOFException end -> "the file's gzip data are truncated";
            default -> "the file cannot be read (" + failure.getMessage() + ")";
        };
        return new DataException(what, Where.file(file), "copy or export it again, or exclude it", failure);
    }
}
