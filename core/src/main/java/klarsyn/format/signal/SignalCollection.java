package klarsyn.format.signal;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import klarsyn.base.DataException;
import klarsyn.base.Where;
import klarsyn.format.file.TextBytes;
import klarsyn.signal.Signal;

/**
 * A collection of signals: the signal files of a folder and its subfolders, or the text files of a zip archive.
 *
 * @param place the folder or archive
 */
record SignalCollection(Path place) {

    private static final int MAX_ENTRIES = 100_000;
    private static final int MAX_DEPTH = 4;

    /** Maximum compression ratio: numbers as text compress to a tenth, a flat line far more; small texts are exempt. */
    private static final long LARGEST_RATIO = 200;

    private static final long ALWAYS_ALLOWED = 16 << 20;

    /** Sorted names, with {@code /} between folders. */
    List<String> entries(Predicate<Path> isSignal) {
        return Files.isDirectory(place) ? files(isSignal) : texts();
    }

    private List<String> files(Predicate<Path> isSignal) {
        try (Stream<Path> files = Files.walk(place, MAX_DEPTH)) {
            List<Path> found = files.filter(isSignal)
                    .filter(Files::isRegularFile)
                    .limit(MAX_ENTRIES + 1L)
                    .toList();
            rejectMany(found.size());
            return found.stream()
                    .map(file -> place.relativize(file).toString().replace('\\', '/'))
                    .sorted()
                    .toList();
        } catch (IOException failure) {
            throw TextBytes.unreadable(place, failure);
        } catch (UncheckedIOException failure) {
            throw TextBytes.unreadable(place, new IOException(failure.getMessage(), failure));
        }
    }

    private List<String> texts() {
        try (ZipFile zip = new ZipFile(place.toFile())) {
            rejectMany(zip.size());
            return zip.stream()
                    .filter(entry -> !entry.isDirectory())
                    .map(ZipEntry::getName)
                    .filter(SignalCollection::isText)
                    .sorted()
                    .toList();
        } catch (IOException | IllegalArgumentException failure) {
            throw broken(failure);
        }
    }

    /** Other zip entries: macOS metadata and read-me files. */
    private static boolean isText(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        String last = lower.substring(lower.lastIndexOf('/') + 1);
        return new TextSignal().endings().stream().anyMatch(lower::endsWith)
                && !lower.startsWith("__macosx/")
                && !last.startsWith(".")
                && !last.startsWith("readme");
    }

    /** The file of a folder's entry. */
    Path file(String entry) {
        try {
            Path folder = place.toAbsolutePath().normalize();
            Path file = folder.resolve(entry).normalize();
            if (file.startsWith(folder) && Files.isRegularFile(file)) {
                return file;
            }
        } catch (InvalidPathException impossible) {
            // handled below
        }
        throw missing(entry);
    }

    /** The signal of an archive's entry. */
    Signal read(String entry) {
        try (ZipFile zip = new ZipFile(place.toFile())) {
            ZipEntry found = zip.getEntry(entry);
            if (found == null || found.isDirectory()) {
                throw missing(entry);
            }
            Where where = Where.of(place + ", entry " + entry);
            return TextChannels.read(TextBytes.decode(inflate(zip, found, where), where), where);
        } catch (IOException | IllegalArgumentException failure) {
            throw broken(failure);
        }
    }

    private static byte[] inflate(ZipFile zip, ZipEntry entry, Where where) throws IOException {
        long likely = Math.max(ALWAYS_ALLOWED, LARGEST_RATIO * Math.max(0, entry.getCompressedSize()));
        int most = (int) Math.min(TextSignal.MAX_BYTES, likely);
        try (InputStream in = zip.getInputStream(entry)) {
            byte[] text = in.readNBytes(most + 1);
            if (text.length > most) {
                throw new DataException(
                        "the %d compressed bytes decompress to more than %d".formatted(entry.getCompressedSize(), most),
                        where,
                        "unpack the archive, or exclude the entry");
            }
            return text;
        }
    }

    private void rejectMany(int entries) {
        if (entries > MAX_ENTRIES) {
            throw new DataException(
                    "there are more than %d entries".formatted(MAX_ENTRIES),
                    Where.file(place),
                    "split the signals into several folders or archives");
        }
    }

    private DataException missing(String entry) {
        return new DataException(
                "there is no signal named %s".formatted(entry), Where.file(place), "choose an existing one");
    }

    private DataException broken(Exception failure) {
        return new DataException(
                "the archive cannot be read (" + failure.getMessage() + ")",
                Where.file(place),
                "create or copy it again",
                failure);
    }
}
