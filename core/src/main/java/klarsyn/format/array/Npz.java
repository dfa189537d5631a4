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
        return each(file, Npz::read);
    }

    static NumericArray read(Path file, String name) {
        Where where = Where.file(file);
        return inZip(file, zip -> {
            List<ZipEntry> entries = entriesOf(zip, Files.size(file), where);
            for (ZipEntry entry : entries) {
                if (nameOf(entry).equals(name)) {
                    return read(zip, entry, new Where(where + ", array " + name));
                }
            }
            throw new DataException(
                    "there is no array " + name,
                    where,
                    "name one of "
                            + String.join(
                                    ", ", entries.stream().map(Npz::nameOf).toList()));
        });
    }

    /** Numbers along each axis of every array, from the headers alone. */
    static Map<String, List<Integer>> shapes(Path file) {
        return each(file, Npz::shape);
    }

    private interface Reading<T> {
        T of(ZipFile zip, ZipEntry entry, Where where) throws IOException;
    }

    private interface Use<T> {
        T of(ZipFile zip) throws IOException;
    }

    private static <T> Map<String, T> each(Path file, Reading<T> reading) {
        Where where = Where.file(file);
        return inZip(file, zip -> {
            Map<String, T> values = new LinkedHashMap<>();
            for (ZipEntry entry : entriesOf(zip, Files.size(file), where)) {
                String name = nameOf(entry);
                if (values.put(name, reading.of(zip, entry, new Where(where + ", array " + name))) != null) {
                    throw bad(where, "two arrays have the name " + name);
                }
            }
            return Collections.unmodifiableMap(values);
        });
    }

    private static <T> T inZip(Path file, Use<T> use) {
        try (ZipFile zip = new ZipFile(new File(file.toString()))) {
            return use.of(zip);
        } catch (IOException failure) {
            throw FileBytes.unreadable(file, failure);
        } catch (IllegalArgumentException | IllegalStateException strange) {
            throw new DataException(
                    "this is no sound zip archive (" + strange.getMessage() + ")",
                    Where.file(file),
                    "save it again with numpy.savez",
                    strange);
        }
    }

    private static String nameOf(ZipEntry entry) {
        return entry.getName().substring(0, entry.getName().length() - ENDING.length());
    }

    private static List<Integer> shape(ZipFile zip, ZipEntry entry, Where where) throws IOException {
        try (InputStream in = zip.getInputStream(entry)) {
            byte[] head = in.readNBytes(NpyHeader.LARGEST);
            return NpyHeader.parse(MemorySegment.ofArray(head), where).shape();
        }
    }

    /** The arrays' entries in the archive's order, after all that can be checked without reading them. */
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
                throw bad(where, "it contains more than the claimed %d bytes".formatted(entry.getSize()));
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
