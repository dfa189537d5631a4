package klarsyn.model;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import klarsyn.base.ModelException;
import klarsyn.base.Where;

/**
 * Reads a zip file with uncompressed entries, and their offsets in the file.
 *
 * <p>{@code java.util.zip} does not expose offsets. Features that models never use are rejected: compression,
 * encryption, more than 64 entries, 4 GiB and more, duplicate names, overlapping entries.
 */
final class StoredZip implements AutoCloseable {

    private static final int END = 22;
    private static final int CENTRAL = 46;
    private static final int LOCAL = 30;
    private static final int MAX_ENTRIES = 64;
    private static final int LONGEST_DIRECTORY = 1 << 20;
    private static final int CHUNK = 1 << 20;

    private final Path file;
    private final FileChannel channel;
    private final Map<String, Region> regions = new HashMap<>();

    /**
     * Location of an entry.
     *
     * @param offset first byte in the file
     * @param length number of bytes
     * @param crc    expected checksum
     */
    record Region(long offset, long length, long crc) {}

    private StoredZip(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /**
     * Opens a file and checks its directory.
     *
     * @throws ModelException if it is not such a zip file
     */
    static StoredZip open(Path file) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
        try {
            StoredZip zip = new StoredZip(file, channel);
            zip.readDirectory();
            return zip;
        } catch (IOException | RuntimeException failure) {
            channel.close();
            throw failure;
        }
    }

    FileChannel channel() {
        return channel;
    }

    /** Location of an entry, with a verified checksum. */
    Region region(String name) throws IOException {
        Region region = regions.get(name);
        if (region == null) {
            throw error("missing entry " + name);
        }
        requireChecksum(name, region);
        return region;
    }

    /** An entry as UTF-8 text. */
    String text(String name, int largest) throws IOException {
        Region region = region(name);
        if (region.length > largest) {
            throw error("%s has %d bytes, more than any model".formatted(name, region.length));
        }
        return new String(bytes(region.offset, (int) region.length).array(), StandardCharsets.UTF_8);
    }

    private void requireChecksum(String name, Region region) throws IOException {
        CRC32 crc = new CRC32();
        ByteBuffer chunk = ByteBuffer.allocate((int) Math.min(CHUNK, region.length));
        long at = 0;
        while (at < region.length) {
            chunk.clear().limit((int) Math.min(chunk.capacity(), region.length - at));
            int read = channel.read(chunk, region.offset + at);
            if (read < 0) {
                throw error("the file is truncated within " + name);
            }
            crc.update(chunk.flip());
            at += read;
        }
        if (crc.getValue() != region.crc) {
            throw error(name + " is damaged: wrong checksum");
        }
    }

    private void readDirectory() throws IOException {
        long size = channel.size();
        if (size < END) {
            throw error("this is not a model: too short for a zip file");
        }
        ByteBuffer end = bytes(size - END, END);
        if (end.getInt(0) != 0x06054b50) {
            throw error("this is not a model, or is truncated: no zip directory at the end");
        }
        int entries = Short.toUnsignedInt(end.getShort(10));
        long length = Integer.toUnsignedLong(end.getInt(12));
        long offset = Integer.toUnsignedLong(end.getInt(16));
        if (entries > MAX_ENTRIES || length > LONGEST_DIRECTORY || offset + length != size - END) {
            throw error("invalid zip directory");
        }
        ByteBuffer directory = bytes(offset, (int) length);
        List<Region> found = new ArrayList<>();
        for (int entry = 0; entry < entries; entry++) {
            found.add(readEntry(directory, offset));
        }
        requireApart(found);
    }

    private Region readEntry(ByteBuffer directory, long directoryOffset) throws IOException {
        int at = directory.position();
        if (directory.remaining() < CENTRAL || directory.getInt(at) != 0x02014b50) {
            throw error("invalid zip directory");
        }
        int nameLength = Short.toUnsignedInt(directory.getShort(at + 28));
        int rest = Short.toUnsignedInt(directory.getShort(at + 30)) + Short.toUnsignedInt(directory.getShort(at + 32));
        if (directory.remaining() < CENTRAL + nameLength + rest) {
            throw error("invalid zip directory");
        }
        String name = StandardCharsets.UTF_8
                .decode(directory.slice(at + CENTRAL, nameLength))
                .toString();
        boolean encrypted = (directory.getShort(at + 8) & 1) != 0;
        if (directory.getShort(at + 10) != 0 || encrypted) {
            throw error(name + " is compressed or encrypted, which is not allowed in a model");
        }
        long crc = Integer.toUnsignedLong(directory.getInt(at + 16));
        long stored = Integer.toUnsignedLong(directory.getInt(at + 20));
        long length = Integer.toUnsignedLong(directory.getInt(at + 24));
        long local = Integer.toUnsignedLong(directory.getInt(at + 42));
        if (stored != length || local + LOCAL > directoryOffset) {
            throw error(name + " is outside the file");
        }
        ByteBuffer header = bytes(local, LOCAL);
        long offset =
                local + LOCAL + Short.toUnsignedInt(header.getShort(26)) + Short.toUnsignedInt(header.getShort(28));
        if (header.getInt(0) != 0x04034b50 || offset + length > directoryOffset) {
            throw error(name + " is outside the file");
        }
        Region region = new Region(offset, length, crc);
        if (regions.put(name, region) != null) {
            throw error(name + " occurs twice");
        }
        directory.position(at + CENTRAL + nameLength + rest);
        return region;
    }

    private void requireApart(List<Region> found) {
        List<Region> sorted = new ArrayList<>(found);
        sorted.sort(Comparator.comparingLong(Region::offset));
        long end = 0;
        for (Region region : sorted) {
            if (region.offset < end + LOCAL) {
                throw error("entries overlap");
            }
            end = region.offset + region.length;
        }
    }

    private ByteBuffer bytes(long offset, int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        while (bytes.hasRemaining()) {
            if (channel.read(bytes, offset + bytes.position()) < 0) {
                throw error("the file is truncated");
            }
        }
        return bytes.flip();
    }

    private ModelException error(String what) {
        return new ModelException(what, Where.file(file), "use a .klarsyn file, or copy it again from its source");
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
