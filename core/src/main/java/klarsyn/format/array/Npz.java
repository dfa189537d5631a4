package klarsyn.format.array;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import klarsyn.base.DataException;
import klarsyn.base.Where;
import klarsyn.format.file.FileBytes;
import klarsyn.format.file.NumericArray;

/** Several named arrays as saved by NumPy: a zip file of .npy files, stored or deflated. */
final class Npz {

    private static final String ENDING = ".npy";
    private static final int MAX_ENTRIES = 1 << 16;

    private Npz() {}

    static Map<String, NumericArray> read(Path file) {
        Where where = Where.file(file);
        try (ZipFile zip = new ZipFile(new File(file.toString()))) {
            List<ZipEntry> entries = entriesOf(zip, Files.size(file), where);
            Map<String, NumericArray> arrays = new LinkedHashMap<>();
            for (ZipEntry entry : entries) {
                String name = entry.getName().substring(0, entry.getName().length() - ENDING.length());
                if (arrays.put(name, read(zip, entry, new Where(where + ", array " + name))) != null) {
                    throw bad(where, "two arrays have the name " + name);
                }
            }
            return Collections.unmodifiableMap(arrays);
        } catch (IOException failure) {
            throw FileBytes.unreadable(file, failure);
        } catch (IllegalArgumentException | IllegalStateException strange) {
            throw new DataException(
                    "the zip archive is damaged (" + strange.getMessage() + ")",
                    where,
                    "save it again with numpy.savez",
                    strange);
        }
    }

    /** The array entries in archive order, after all checks that need no reading. */
    private static List<ZipEntry> entriesOf(ZipFile zip, long fileSize, Where where) {
        if (zip.size() > MAX_ENTRIES) {
            throw bad(where, "it has %d entries, more than %d".formatted(zip.size(), MAX_ENTRIES));
        }
        List<? extends ZipEntry> all = zip.stream().toList();
        long packed = 0;
        for (ZipEntry entry : all) {
            rejectStrangeName(entry.getName(), where);
            packed += entry.getCompressedSize();
            if (entry.getCompressedSize() < 0 || packed > fileSize) {
                throw bad(where, "its entries claim more bytes than the file has: they overlap");
            }
        }
        List<ZipEntry> arrays = all.stream()
                .filter(entry -> entry.getName().endsWith(ENDING))
                .map(entry -> (ZipEntry) entry)
                .toList();
        if (arrays.isEmpty()) {
            throw bad(where, "it has no array");
        }
        return arrays;
    }

    private static void rejectStrangeName(String name, Where where) {
        boolean strange = name.startsWith("/")
                || name.indexOf('\\') >= 0
                || List.of(name.split("/", -1)).contains("..")
                || name.chars().anyMatch(Character::isISOControl);
        if (strange) {
            throw bad(where, "an entry name points outside the archive");
        }
    }

    private static NumericArray read(ZipFile zip, ZipEntry entry, Where where) throws IOException {
        byte[] bytes;
        CRC32 sum = new CRC32();
        try (InputStream in = new CheckedInputStream(zip.getInputStream(entry), sum)) {
            bytes = FileBytes.exactly(in, entry.getSize(), entry.getCompressedSize(), where);
            if (in.read() >= 0) {
                throw bad(where, "it holds more than the claimed %d bytes".formatted(entry.getSize()));
            }
        }
        if (entry.getCrc() >= 0 && entry.getCrc() != sum.getValue()) {
            throw bad(where, "its checksum is wrong: it is damaged");
        }
        return Npy.parse(MemorySegment.ofArray(bytes), where);
    }

    private static DataException bad(Where where, String what) {
        return new DataException(
                "the .npz archive is incomplete or damaged: " + what,
                where,
                "copy it again, or save it again with numpy.savez");
    }
}
