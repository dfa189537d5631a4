package klarsyn.format.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import klarsyn.base.DataException;
import klarsyn.base.Heap;
import klarsyn.base.Where;

/**
 * Decodes text of unstated encoding: by byte order mark, otherwise UTF-16 or UTF-8 if valid, otherwise Windows-1252.
 */
public final class TextBytes {

    private TextBytes() {}

    /**
     * The text of a file.
     *
     * @param most maximum size in bytes; a larger file is rejected before reading
     */
    public static String read(Path file, long most) {
        try {
            long size = Files.size(file);
            if (size > most) {
                throw new DataException(
                        "the file has %d MiB, but text files are limited to %d".formatted(size >> 20, most >> 20),
                        Where.file(file),
                        "split it into parts");
            }
            return decode(Files.readAllBytes(file), Where.file(file));
        } catch (IOException failure) {
            throw unreadable(file, failure);
        }
    }

    /** Decodes bytes of a file; rejects NUL, which does not occur in text. */
    public static String decode(byte[] bytes, Where where) {
        String text = decode(bytes);
        if (text.indexOf('\0') >= 0) {
            throw new DataException(
                    "not a text file: it seems to contain " + Contents.describe(bytes),
                    where,
                    "provide a text file, or correct the file name extension");
        }
        return text;
    }

    /** Decodes bytes, without a byte order mark. */
    public static String decode(byte[] bytes) {
        if (startsWith(bytes, 0xEF, 0xBB, 0xBF)) {
            return utf8OrLatin1(bytes, 3);
        } else if (startsWith(bytes, 0xFF, 0xFE)) {
            return decode(bytes, 2, StandardCharsets.UTF_16LE);
        } else if (startsWith(bytes, 0xFE, 0xFF)) {
            return decode(bytes, 2, StandardCharsets.UTF_16BE);
        }
        return unmarkedUtf16(bytes).map(charset -> decode(bytes, 0, charset)).orElseGet(() -> utf8OrLatin1(bytes, 0));
    }

    /** UTF-16 without a byte order mark: in mostly Latin text every other byte is zero, and none in between. */
    private static Optional<Charset> unmarkedUtf16(byte[] bytes) {
        int sample = Math.min(bytes.length, 4096) & ~1;
        int[] zeros = new int[2];
        for (int i = 0; i < sample; i++) {
            zeros[i & 1] += bytes[i] == 0 ? 1 : 0;
        }
        boolean pairs = sample >= 4 && bytes.length % 2 == 0;
        if (pairs && zeros[0] == 0 && zeros[1] * 10 >= sample * 4) {
            return Optional.of(StandardCharsets.UTF_16LE);
        }
        return pairs && zeros[1] == 0 && zeros[0] * 10 >= sample * 4
                ? Optional.of(StandardCharsets.UTF_16BE)
                : Optional.empty();
    }

    private static String utf8OrLatin1(byte[] bytes, int from) {
        if (isAscii(bytes, from)) {
            return decode(bytes, from, StandardCharsets.ISO_8859_1); // avoids a copy with two bytes per character
        }
        try {
            ByteBuffer content = ByteBuffer.wrap(bytes, from, bytes.length - from);
            return StandardCharsets.UTF_8.newDecoder().decode(content).toString();
        } catch (CharacterCodingException other) {
            return latin1(bytes, from);
        }
    }

    /** Windows-1252, which uses Latin-1's control codes for quotes, dashes and the euro sign. */
    private static String latin1(byte[] bytes, int from) {
        String windows = decode(bytes, from, Charset.forName("windows-1252"));
        return windows.indexOf('\uFFFD') < 0 ? windows : decode(bytes, from, StandardCharsets.ISO_8859_1);
    }

    private static boolean isAscii(byte[] bytes, int from) {
        for (int i = from; i < bytes.length; i++) {
            if (bytes[i] < 0) {
                return false;
            }
        }
        return true;
    }

    private static String decode(byte[] bytes, int from, Charset charset) {
        return new String(bytes, from, bytes.length - from, charset);
    }

    private static boolean startsWith(byte[] bytes, int... mark) {
        for (int i = 0; i < mark.length; i++) {
            if (i >= bytes.length || (bytes[i] & 0xFF) != mark[i]) {
                return false;
            }
        }
        return true;
    }

    /** The content of the existing file does not fit into Java memory. */
    public static DataException tooLarge(Path file, OutOfMemoryError cause) {
        return new DataException(
                "the file is larger than the %d MiB of Java memory"
                        .formatted(Runtime.getRuntime().maxMemory() >> 20),
                Where.file(file),
                Heap.MORE + ", or split the file into parts",
                cause);
    }

    public static DataException unreadable(Path file, IOException failure) {
        String what = failure instanceof AccessDeniedException
                ? "no permission to read the file"
                : "the file cannot be read (" + failure.getMessage() + ")";
        return new DataException(what, Where.file(file), "copy or export it again, or exclude it", failure);
    }
}
