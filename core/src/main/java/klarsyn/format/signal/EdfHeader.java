package klarsyn.format.signal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import klarsyn.base.Count;
import klarsyn.format.file.Contents;
import klarsyn.format.file.TextBytes;

/**
 * A validated EDF or BDF header.
 *
 * <p>Sources: B. Kemp et al. (1992), "A simple format for exchange of digitized polygraphic recordings"; B. Kemp and J.
 * Olivan (2003), EDF+; BioSemi's description of BDF, which has 24 bits instead of 16.
 *
 * @param file          the file
 * @param sampleBytes   2 in EDF, 3 in BDF
 * @param kind          the reserved field, such as {@code EDF+C}
 * @param offset        of the first data record in bytes
 * @param records       number of records present
 * @param recordSeconds duration of a record
 * @param lines         signals in order, including annotations
 */
record EdfHeader(
        Path file, int sampleBytes, String kind, long offset, int records, double recordSeconds, List<EdfLine> lines) {

    private static final int FIXED = 256;
    private static final int MAX_SIGNALS = 9999;

    /** Reads and checks the header of a file. */
    static EdfHeader read(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] fixed = in.readNBytes(FIXED);
            if (fixed.length < FIXED || !(isEdf(fixed) || isBdf(fixed))) {
                throw EdfLine.bad(file, "this is neither EDF nor BDF: it seems to contain " + Contents.describe(fixed));
            }
            int signals = signals(fixed, file);
            byte[] rest = in.readNBytes(signals * FIXED);
            if (rest.length < signals * FIXED) {
                throw EdfLine.bad(file, "the file ends within its header, which is of " + Count.of(signals, "signal"));
            }
            var fields = new EdfFields(rest, signals, file);
            List<EdfLine> lines = IntStream.range(0, signals)
                    .mapToObj(index -> EdfLine.of(fields, index, file))
                    .toList();
            return of(fixed, lines, Files.size(file), file);
        } catch (IOException failure) {
            throw TextBytes.unreadable(file, failure);
        }
    }

    private static boolean isEdf(byte[] fixed) {
        return EdfFields.text(fixed, 0, 8).equals("0");
    }

    private static boolean isBdf(byte[] fixed) {
        return new String(fixed, 0, 8, StandardCharsets.ISO_8859_1).equals("\u00ffBIOSEMI");
    }

    private static int signals(byte[] fixed, Path file) {
        double signals = EdfFields.number(EdfFields.text(fixed, 252, 4), "number of signals", file);
        double bytes = EdfFields.number(EdfFields.text(fixed, 184, 8), "number of bytes in header record", file);
        if (!(signals >= 1 && signals <= MAX_SIGNALS) || signals != Math.rint(signals)) {
            throw EdfLine.bad(
                    file,
                    "the header states %s signals, but 1 to %d are allowed"
                            .formatted(EdfFields.plain(signals), MAX_SIGNALS));
        }
        if (bytes != FIXED * (signals + 1)) {
            throw EdfLine.bad(
                    file,
                    "the header states a length of %s bytes, but with %s it has %s"
                            .formatted(
                                    EdfFields.plain(bytes),
                                    signals == 1 ? "1 signal" : EdfFields.plain(signals) + " signals",
                                    EdfFields.plain(FIXED * (signals + 1))));
        }
        return (int) signals;
    }

    private static EdfHeader of(byte[] fixed, List<EdfLine> lines, long size, Path file) {
        int sampleBytes = isBdf(fixed) ? 3 : 2;
        long offset = FIXED * (lines.size() + 1L);
        long recordBytes =
                sampleBytes * lines.stream().mapToLong(EdfLine::perRecord).sum();
        if (recordBytes < 1 || recordBytes > Integer.MAX_VALUE - 64) {
            throw EdfLine.bad(file, "the header claims data records of %d bytes".formatted(recordBytes));
        }
        double claimed = EdfFields.number(EdfFields.text(fixed, 236, 8), "number of data records", file);
        long held = (size - offset) / recordBytes;
        if (claimed != Math.rint(claimed) || claimed < -1 || claimed > held) {
            throw EdfLine.bad(
                    file,
                    "the header claims %s data %s of %d bytes, but the file contains %d: it is truncated"
                            .formatted(
                                    EdfFields.plain(claimed), claimed == 1 ? "record" : "records", recordBytes, held));
        }
        double seconds = EdfFields.number(EdfFields.text(fixed, 244, 8), "duration of a data record", file);
        boolean timed = lines.stream().anyMatch(line -> !line.isAnnotations());
        if (!(seconds >= 0 && seconds <= 1e9) || (timed && seconds < 1e-9)) {
            throw EdfLine.bad(file, "the header states data records of %s seconds".formatted(EdfFields.plain(seconds)));
        }
        String kind = EdfFields.text(fixed, 192, 44);
        int records = (int) Math.min(Integer.MAX_VALUE, claimed == -1 ? held : (long) claimed);
        return new EdfHeader(file, sampleBytes, kind, offset, records, seconds, lines);
    }

    /** Such as {@code EDF}, {@code EDF+C}, {@code BDF+D}. */
    String format() {
        String plain = sampleBytes == 3 ? "BDF" : "EDF";
        return kind.startsWith(plain + "+") ? kind.substring(0, Math.min(5, kind.length())) : plain;
    }

    /** Whether there may be pauses between records. */
    boolean isDiscontinuous() {
        return format().endsWith("+D");
    }

    /** Byte offset of each signal in a record, followed by the record size. */
    int[] starts() {
        int[] starts = new int[lines.size() + 1];
        for (int i = 0; i < lines.size(); i++) {
            starts[i + 1] = starts[i] + sampleBytes * lines.get(i).perRecord();
        }
        return starts;
    }

    int recordBytes() {
        return starts()[lines.size()];
    }

    double rateHz(EdfLine line) {
        return line.perRecord() / recordSeconds;
    }

    /** Size of a record, which must fit into an array. */
    int step(byte[] record, int place) {
        int low = record[place] & 0xFF;
        int middle = record[place + 1];
        return sampleBytes == 2 ? middle << 8 | low : record[place + 2] << 16 | (middle & 0xFF) << 8 | low;
    }
}
