package klarsyn.format;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Writes small EDF and BDF files, including invalid ones. */
public final class EdfFile {

    /** One signal of the header, each field as text. */
    public record Line(String label, String unit, String min, String max, String steps, String most, String samples) {

        public static Line of(String label, int samples) {
            return new Line(label, "uV", "-100", "100", "-1000", "1000", Integer.toString(samples));
        }

        public static Line annotations(int samples) {
            return new Line("EDF Annotations", "", "-1", "1", "-32768", "32767", Integer.toString(samples));
        }

        public Line withRange(String other, String otherMax) {
            return new Line(label, unit, other, otherMax, steps, most, samples);
        }

        public Line withSteps(String other, String otherMost) {
            return new Line(label, unit, min, max, other, otherMost, samples);
        }
    }

    private final List<Line> lines;
    private final ByteArrayOutputStream records = new ByteArrayOutputStream();
    private String version = "0";
    private String kind = "";
    private String count = "-1";
    private String seconds = "1";
    private Charset charset = StandardCharsets.US_ASCII;
    private String padding = " ";

    public EdfFile(Line... lines) {
        this.lines = List.of(lines);
    }

    public EdfFile kind(String word) {
        kind = word;
        return this;
    }

    public EdfFile bdf() {
        version = "\u00ffBIOSEMI";
        return this;
    }

    public EdfFile count(String word) {
        count = word;
        return this;
    }

    public EdfFile seconds(String word) {
        seconds = word;
        return this;
    }

    public EdfFile charset(Charset other) {
        charset = other;
        return this;
    }

    /** Padding of each field, the last character repeated. */
    public EdfFile padding(String characters) {
        padding = characters;
        return this;
    }

    public EdfFile samples(int... steps) {
        for (int step : steps) {
            records.write(step);
            records.write(step >> 8);
            if (!version.equals("0")) {
                records.write(step >> 16);
            }
        }
        return this;
    }

    /** Annotations of a data record: {@code +} time, {@code ^} for 20, {@code ~} for 21, {@code |} for 0. */
    public EdfFile texts(String text, int bytes) {
        byte[] padded = new byte[bytes];
        byte[] content = text.replace('^', (char) 20)
                .replace('~', (char) 21)
                .replace('|', (char) 0)
                .getBytes(StandardCharsets.UTF_8);
        System.arraycopy(content, 0, padded, 0, content.length);
        records.writeBytes(padded);
        return this;
    }

    public Path write(Path file) throws IOException {
        Files.write(file, bytes());
        return file;
    }

    public byte[] bytes() {
        var out = new ByteArrayOutputStream();
        out.writeBytes(field(version, 8, StandardCharsets.ISO_8859_1));
        out.writeBytes(field("X X X X", 80, charset));
        out.writeBytes(field("Startdate X X X X", 80, charset));
        out.writeBytes(field("01.02.0304.05.06", 16, charset));
        out.writeBytes(field(Integer.toString(256 * (lines.size() + 1)), 8, charset));
        out.writeBytes(field(kind, 44, charset));
        out.writeBytes(field(count, 8, charset));
        out.writeBytes(field(seconds, 8, charset));
        out.writeBytes(field(Integer.toString(lines.size()), 4, charset));
        write(out, 16, Line::label);
        write(out, 80, line -> "");
        write(out, 8, Line::unit);
        write(out, 8, Line::min);
        write(out, 8, Line::max);
        write(out, 8, Line::steps);
        write(out, 8, Line::most);
        write(out, 80, line -> "");
        write(out, 8, Line::samples);
        write(out, 32, line -> "");
        out.writeBytes(records.toByteArray());
        return out.toByteArray();
    }

    private void write(ByteArrayOutputStream out, int width, Function<Line, String> part) {
        List<String> words = new ArrayList<>(lines.stream().map(part).toList());
        words.forEach(word -> out.writeBytes(field(word, width, charset)));
    }

    private byte[] field(String text, int width, Charset charset) {
        byte[] field = new byte[width];
        byte[] content = text.getBytes(charset);
        for (int i = content.length; i < width; i++) {
            field[i] = (byte) padding.charAt(Math.min(i - content.length, padding.length() - 1));
        }
        System.arraycopy(content, 0, field, 0, content.length);
        return field;
    }
}
