package klarsyn.format.rawdata;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.IntFunction;
import klarsyn.base.DataException;
import klarsyn.base.Heap;
import klarsyn.base.Where;
import klarsyn.format.file.StoredLabels;
import klarsyn.format.file.VoxelSink;
import klarsyn.format.file.VoxelType;
import klarsyn.image.Geometry;

/**
 * The voxels described by a text header, in equal parts in one or more files.
 *
 * @param header   the file named in messages
 * @param files    files with the voxels, in order; the header itself if they follow it
 * @param start    of the voxels in each file
 * @param encoding of the voxels in each file
 * @param type     of one voxel
 * @param order    byte order
 * @param axes     lengths of the axes, and which of them are channels
 */
public record StoredVoxels(
        Path header,
        List<Path> files,
        VoxelStart start,
        VoxelEncoding encoding,
        VoxelType type,
        ByteOrder order,
        VoxelAxes axes) {

    /** Receives voxels in file order. */
    @FunctionalInterface
    interface Numbers {
        void accept(double[] values, int count);
    }

    private static final int BUFFER = 1 << 16;

    /** Small enough for the numbers to stay in the CPU cache between inflating and storing. */
    private static final int VOXELS_AT_ONCE = 1 << 13;

    /** Bytes after the last voxel that are read to reach the checksum; the rest is ignored. */
    private static final int LARGEST_TAIL = 1 << 20;

    /** Rejects a size that the files cannot provide, before allocation. */
    public StoredVoxels {
        files = List.copyOf(files);
        long voxels = axes.voxels();
        if (voxels % files.size() != 0) {
            throw bad(header, "%d voxels do not make equal parts for %d files".formatted(voxels, files.size()));
        }
        long share = voxels / files.size();
        long fewest = encoding.fewestBytes(share, type.bytes());
        for (Path file : files) {
            long there = start.bytesAfter(sizeOf(header, file), encoding);
            if (there < fewest) {
                throw bad(
                        header,
                        "the header claims %s voxels of %d bytes, but %s has %d bytes for %d of them%s"
                                .formatted(
                                        axes,
                                        type.bytes(),
                                        file.equals(header) ? "the file" : file.getFileName(),
                                        Math.max(0, there),
                                        share,
                                        encoding.isCompressed()
                                                ? ", not enough even when inflated"
                                                : ": it is truncated"));
            }
        }
    }

    private static long sizeOf(Path header, Path file) {
        try {
            return Files.size(file);
        } catch (IOException failure) {
            throw unreadable(header, failure);
        }
    }

    /** Intensities, one array per channel. */
    public float[][] intensities() {
        prove();
        float[][] channels = allocate(float[][]::new, axes.channels());
        int voxels = axes.shape().voxels();
        for (int channel = 0; channel < channels.length; channel++) {
            channels[channel] = allocate(float[]::new, voxels);
        }
        handTo(axes.scatterTo(channels));
        return channels;
    }

    /** Labels of a single channel. */
    public StoredLabels labels(Geometry geometry) {
        if (axes.channels() != 1) {
            throw new DataException(
                    "a label map has one channel, but this file has " + axes.channels(),
                    Where.file(header),
                    "write one label per voxel");
        }
        prove();
        var labels = new VoxelSink.Labels(allocate(short[]::new, axes.shape().voxels()));
        handTo((values, count) -> labels.accept(values, count));
        return labels.on(geometry, Where.file(header));
    }

    /** Inflates the data once just to check the size, if nothing else can. */
    private void prove() {
        long share = axes.voxels() / files.size() * type.bytes();
        for (Path file : files) {
            if (encoding == VoxelEncoding.BZIP2
                    && share > VoxelEncoding.LARGEST_RATIO * start.bytesAfter(sizeOf(header, file), encoding)) {
                if (axes.voxels() > Runtime.getRuntime().maxMemory()) {
                    throw tooLarge();
                }
                try (InputStream in = start.open(file, 0, encoding)) {
                    in.skipNBytes(share);
                } catch (EOFException end) {
                    throw cutShort();
                } catch (IOException | IndexOutOfBoundsException | IllegalArgumentException failure) {
                    throw undecodable(failure);
                }
            }
        }
    }

    private <A> A allocate(IntFunction<A> constructor, int length) {
        try {
            return constructor.apply(length);
        } catch (OutOfMemoryError tooLarge) {
            DataException error = tooLarge();
            error.addSuppressed(tooLarge);
            throw error;
        }
    }

    private DataException tooLarge() {
        return new DataException(
                "the image has %s voxels, too many for the %d MiB of Java memory"
                        .formatted(axes, Runtime.getRuntime().maxMemory() >> 20),
                Where.file(header),
                Heap.MORE);
    }

    private void handTo(Numbers sink) {
        long share = axes.voxels() / files.size();
        for (Path file : files) {
            try (InputStream in = start.open(file, share * type.bytes(), encoding)) {
                if (encoding == VoxelEncoding.TEXT) {
                    numbers(in, share, sink);
                } else {
                    bytes(in, share, sink);
                }
                if (encoding.isCompressed()) {
                    finish(in);
                }
            } catch (EOFException end) {
                throw cutShort();
            } catch (IOException failure) {
                throw undecodable(failure);
            } catch (IndexOutOfBoundsException | IllegalArgumentException failure) {
                if (encoding == VoxelEncoding.BZIP2) { // sometimes thrown by commons-compress for damaged data
                    throw undecodable(failure);
                }
                throw failure;
            }
        }
    }

    private void bytes(InputStream in, long voxels, Numbers sink) throws IOException {
        long left = voxels;
        double[] values = new double[(int) Math.min(left, VOXELS_AT_ONCE)];
        byte[] raw = new byte[values.length * type.bytes()];
        ByteBuffer ordered = ByteBuffer.wrap(raw).order(order);
        while (left > 0) {
            int count = (int) Math.min(left, values.length);
            if (in.readNBytes(raw, 0, count * type.bytes()) < count * type.bytes()) {
                throw new EOFException();
            }
            type.decode(ordered, values, count);
            sink.accept(values, count);
            left -= count;
        }
    }

    private void numbers(InputStream in, long voxels, Numbers sink) throws IOException {
        var words = new NumberWords(in);
        long left = voxels;
        double[] values = new double[(int) Math.min(left, VOXELS_AT_ONCE)];
        while (left > 0) {
            int count = (int) Math.min(left, values.length);
            for (int i = 0; i < count; i++) {
                values[i] = words.next();
            }
            sink.accept(values, count);
            left -= count;
        }
    }

    /** Reads to the end so that the checksum is verified, unless much more data follow than expected. */
    private static void finish(InputStream in) throws IOException {
        byte[] rest = new byte[1 << 12];
        int tail = 0;
        int read = 0;
        while (read >= 0 && tail < LARGEST_TAIL) {
            read = in.read(rest);
            tail += Math.max(read, 0);
        }
    }

    private DataException cutShort() {
        return bad(
                header, "the file ends before the %d voxels (%s) claimed by its header".formatted(axes.voxels(), axes));
    }

    private DataException undecodable(Exception failure) {
        return new DataException(
                "the voxels, stored as %s, cannot be read (%s)".formatted(encoding, failure.getMessage()),
                Where.file(header),
                "copy or export it again, or exclude it",
                failure);
    }

    public static DataException bad(Path file, String what) {
        return new DataException(what, Where.file(file), "copy or export it again, or exclude it");
    }

    static DataException unreadable(Path file, IOException failure) {
        String what = failure instanceof AccessDeniedException
                ? "no permission to read the file"
                : "the file cannot be read (" + failure.getMessage() + ")";
        return new DataException(what, Where.file(file), "copy or export it again, or exclude it", failure);
    }

    /** A buffered stream that supports mark. */
    static InputStream buffered(Path file) throws IOException {
        return new BufferedInputStream(Files.newInputStream(file), BUFFER);
    }
}
