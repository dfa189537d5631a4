package klarsyn.model;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Writes a zip file with uncompressed entries; the same content always gives the same bytes. */
final class StoredZipWriter implements AutoCloseable {

    private static final LocalDateTime NO_TIME = LocalDateTime.of(1980, 1, 1, 0, 0);
    private static final long LIMIT = 0xFFFF_FFFFL;

    private final ZipOutputStream zip;
    private long written;

    private StoredZipWriter(ZipOutputStream zip) {
        this.zip = zip;
    }

    /** Content of an entry; requested twice, first for the checksum. */
    @FunctionalInterface
    interface Content {
        void writeTo(WritableByteChannel channel) throws IOException;
    }

    static StoredZipWriter create(Path file) throws IOException {
        return new StoredZipWriter(new ZipOutputStream(new BufferedOutputStream(Files.newOutputStream(file), 1 << 16)));
    }

    void add(String name, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        add(name, channel -> channel.write(ByteBuffer.wrap(bytes)));
    }

    void add(String name, Content content) throws IOException {
        Checksum checksum = new Checksum();
        content.writeTo(checksum);
        written += checksum.length;
        if (written >= LIMIT) {
            throw new IOException("a model file is limited to 4 GiB");
        }
        ZipEntry entry = new ZipEntry(name);
        entry.setMethod(ZipEntry.STORED);
        entry.setTimeLocal(NO_TIME);
        entry.setSize(checksum.length);
        entry.setCrc(checksum.crc.getValue());
        zip.putNextEntry(entry);
        content.writeTo(Channels.newChannel(zip));
        zip.closeEntry();
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }

    /** Counts the bytes and computes their checksum. */
    private static final class Checksum implements WritableByteChannel {

        private final CRC32 crc = new CRC32();
        private long length;

        @Override
        public int write(ByteBuffer bytes) {
            int count = bytes.remaining();
            crc.update(bytes);
            length += count;
            return count;
        }

        @Override
        public boolean isOpen() {
            return true;
        }

        @Override
        public void close() {
            // no resources
        }
    }
}
