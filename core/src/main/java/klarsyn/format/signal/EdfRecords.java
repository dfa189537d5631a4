package klarsyn.format.signal;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import klarsyn.format.file.TextBytes;

/** Iterates over the data records of an EDF or BDF file, with one of them in memory. */
record EdfRecords(EdfHeader header) {

    /** Receives each record in order; the array is reused. */
    @FunctionalInterface
    interface Visitor {
        void visit(int index, byte[] bytes);
    }

    void forEach(Visitor visitor) {
        if (header.records() == 0) {
            return; // allocates a record only after the first one proves to be present
        }
        byte[] record = new byte[header.recordBytes()];
        try (InputStream in = new BufferedInputStream(Files.newInputStream(header.file()), 1 << 16)) {
            in.skipNBytes(header.offset());
            for (int index = 0; index < header.records(); index++) {
                if (in.readNBytes(record, 0, record.length) < record.length) {
                    throw EdfLine.bad(header.file(), "the file ends within data record %d".formatted(index + 1));
                }
                visitor.visit(index, record);
            }
        } catch (IOException failure) {
            throw TextBytes.unreadable(header.file(), failure);
        }
    }
}
