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

/** Text of files whose encoding nobody states: by byte order mark, else UTF-16 or UTF-8 where it is that, else Windows-1252. */
public final class TextBytes {

    private TextBytes() {}

    /**
     * The text of a file.
     *
     * @param most bytes that are read; a larger file is refused before any is
     */
    public static String read(Path file, long most) {
        try {
            long size = Files.size(file);
            if (size > most) {
                throw new DataException(
                        "the file has %d MiB, and text is read up to %d".formatted(size >> 20, most >> 20),
                        Where.file(file),
                        "cut it into parts");
            }
            return decode(Files.readAllBytes(file), Where.file(file));
        } catch (IOException failure) {
            throw unreadable(file, failure);
        }
    }

    /** Text of bytes that came from a file; refused where it holds NUL, which text does not. */
    public static String decode(byte[] bytes, Where where) {
        String text = decode(bytes);
        if (text.indexOf('\0') >= 0) {
            throw new DataException(
                    "this is no text, it seems to hold " + Contents.describe(bytes),
                    where,
                    "give text, or the name's ending that belongs to the content");
        }
        return text;
    }

    /** Text of bytes, without a byte order mark. */
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

    /** UTF-16 without a byte order mark: every other byte of mostly Latin text is zero, and none between them. */
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
            return decode(bytes, from, StandardCharsets.ISO_8859_1); // without a copy of two bytes a letter
        }
        try {
            ByteBuffer content = ByteBuffer.wrap(bytes, from, bytes.length - from);
            return StandardCharsets.UTF_8.newDecoder().decode(content).toString();
        } catch (CharacterCodingException other) {
            return latin1(bytes, from);
        }
    }

    /** Windows-1252, which fills Latin-1's control codes with quotes, dashes and the euro sign. */
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

    /** The file's content, which is there, does not fit into the memory that Java may take. */
    public static DataException tooLarge(Path file, OutOfMemoryError cause) {
        return new DataException(
                "the file holds more than fits into the %d MiB of memory that Java may take"
                        .formatted(Runtime.getRuntime().maxMemory() >> 20),
                Where.file(file),
                Heap.MORE + ", or cut the file into parts",
                cause);
    }

    public static DataException unreadable(Path file, IOException failure) {
        String what = failure instanceof AccessDeniedException
                ? "the file may not be read"
                : "the file cannot be read (" + failure.getMessage() + ")";
        return new DataException(what, Where.file(file), "copy or export it again, or leave it out", failure);
    }
}
