package klarsyn.nnunet;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Writes files in the format of PyTorch's {@code torch.save}; the same content gives the same bytes. */
final class TorchFileWriter implements AutoCloseable {

    private static final LocalDateTime NO_TIME = LocalDateTime.of(1980, 1, 1, 0, 0);
    private static final String NAME = "archive/";

    private final ZipOutputStream zip;

    private TorchFileWriter(ZipOutputStream zip) {
        this.zip = zip;
    }

    /** Starts the file with its pickle; the storages follow. */
    static TorchFileWriter create(Path file, byte[] pickle) throws IOException {
        TorchFileWriter writer = new TorchFileWriter(
                new ZipOutputStream(new BufferedOutputStream(Files.newOutputStream(file), 1 << 16)));
        try {
            writer.add("data.pkl", pickle);
            writer.add("byteorder", "little".getBytes(StandardCharsets.US_ASCII));
            return writer;
        } catch (IOException failure) {
            writer.zip.close();
            throw failure;
        }
    }

    void storage(String key, float[] numbers) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(Math.multiplyExact(numbers.length, Float.BYTES))
                .order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(numbers);
        add("data/" + key, bytes.array());
    }

    private void add(String name, byte[] bytes) throws IOException {
        CRC32 sum = new CRC32();
        sum.update(bytes);
        ZipEntry entry = new ZipEntry(NAME + name);
        entry.setMethod(ZipEntry.STORED);
        entry.setTimeLocal(NO_TIME);
        entry.setSize(bytes.length);
        entry.setCrc(sum.getValue());
        zip.putNextEntry(entry);
        zip.write(bytes);
        zip.closeEntry();
    }

    /** Ends the file with the version of its format. */
    @Override
    public void close() throws IOException {
        try (ZipOutputStream _ = zip) {
            add("version", "3\n".getBytes(StandardCharsets.US_ASCII));
        }
    }
}
