package klarsyn.dicom;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/**
 * Decodes text by the character sets of PS3.3, section C.12.1.1.2: one without code extensions, or several selected by
 * ISO 2022 escape sequences. Invalid bytes become U+FFFD.
 */
final class TextDecoder {

    private static final int ESCAPE = 0x1b;

    /** The default repertoire is ASCII; other bytes in files without a character set are usually Latin-1. */
    static final TextDecoder DEFAULT = new TextDecoder(Repertoire.single(StandardCharsets.ISO_8859_1), false);

    private final Repertoire first;
    private final boolean escapes;

    private TextDecoder(Repertoire first, boolean escapes) {
        this.first = first;
        this.escapes = escapes;
    }

    /** From the values of Specific Character Set; an unknown name selects the default. */
    static TextDecoder of(List<String> names) {
        if (names.isEmpty()) {
            return DEFAULT;
        }
        Repertoire first = Repertoire.named(names.getFirst().toUpperCase(Locale.ROOT));
        boolean escapes =
                names.size() > 1 || names.getFirst().toUpperCase(Locale.ROOT).startsWith("ISO 2022");
        return new TextDecoder(first, escapes);
    }

    String decode(byte[] bytes, ValueRepresentation representation) {
        if (!escapes || indexOfEscape(bytes) < 0) {
            return first.decode(bytes);
        }
        return decodeExtended(bytes, representation == ValueRepresentation.PN);
    }

    private static int indexOfEscape(byte[] bytes) {
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == ESCAPE) {
                return i;
            }
        }
        return -1;
    }

    private String decodeExtended(byte[] bytes, boolean isName) {
        StringBuilder text = new StringBuilder();
        ByteArrayOutputStream pending = new ByteArrayOutputStream();
        Repertoire active = first;
        int at = 0;
        while (at < bytes.length) {
            int value = bytes[at];
            if (value == ESCAPE) {
                text.append(active.decode(pending.toByteArray()));
                pending.reset();
                int length = Repertoire.escapeLength(bytes, at + 1);
                active = Repertoire.designated(bytes, at + 1, length, active);
                at += 1 + length;
                continue;
            }
            pending.write(value);
            if (!active.isTwoBytesInG0() && isDelimiter(value, isName)) {
                text.append(active.decode(pending.toByteArray()));
                pending.reset();
                active = first; // as required by PS3.5, section 6.1.2.5.3
            }
            at++;
        }
        return text.append(active.decode(pending.toByteArray())).toString();
    }

    private static boolean isDelimiter(int value, boolean isName) {
        return switch (value) {
            case '\\', '\n', '\r', '\f', '\t' -> true;
            case '^', '=' -> isName;
            default -> false;
        };
    }

    /**
     * The character set between two escape sequences.
     *
     * @param charset decodes the bytes
     * @param shape   how the bytes are prepared
     */
    private record Repertoire(Charset charset, Shape shape) {

        private enum Shape {
            AS_IS,
            KATAKANA,
            TWO_BYTES,
            TWO_BYTES_SUPPLEMENT
        }

        static Repertoire single(Charset charset) {
            return new Repertoire(charset, Shape.AS_IS);
        }

        private static Repertoire of(String charset) {
            return Charset.isSupported(charset)
                    ? single(Charset.forName(charset))
                    : single(StandardCharsets.ISO_8859_1);
        }

        static Repertoire named(String name) {
            String plain = name.replace("ISO 2022 IR", "ISO_IR")
                    .replace("ISO-IR", "ISO_IR")
                    .strip();
            return switch (plain) {
                case "ISO_IR 192" -> single(StandardCharsets.UTF_8);
                case "GB18030" -> of("GB18030");
                case "GBK" -> of("GBK");
                case "ISO_IR 100" -> single(StandardCharsets.ISO_8859_1);
                case "ISO_IR 101" -> of("ISO-8859-2");
                case "ISO_IR 109" -> of("ISO-8859-3");
                case "ISO_IR 110" -> of("ISO-8859-4");
                case "ISO_IR 126" -> of("ISO-8859-7");
                case "ISO_IR 127" -> of("ISO-8859-6");
                case "ISO_IR 138" -> of("ISO-8859-8");
                case "ISO_IR 144" -> of("ISO-8859-5");
                case "ISO_IR 148" -> of("ISO-8859-9");
                case "ISO_IR 203" -> of("ISO-8859-15");
                case "ISO_IR 166" -> of("TIS-620");
                case "ISO_IR 13" -> new Repertoire(StandardCharsets.ISO_8859_1, Shape.KATAKANA);
                case "ISO_IR 149" -> of("EUC-KR");
                case "ISO_IR 58" -> of("GB2312");
                default -> single(StandardCharsets.ISO_8859_1);
            };
        }

        /** Length of an escape sequence after the escape byte: intermediate bytes, then a final one. */
        static int escapeLength(byte[] bytes, int start) {
            int at = start;
            while (at < bytes.length && bytes[at] >= 0x20 && bytes[at] <= 0x2f) {
                at++;
            }
            return Math.min(at + 1, bytes.length) - start;
        }

        static Repertoire designated(byte[] bytes, int start, int length, Repertoire before) {
            String sequence = new String(bytes, start, length, StandardCharsets.ISO_8859_1);
            return switch (sequence) {
                case "(B" -> single(StandardCharsets.ISO_8859_1);
                case "(J", ")I" -> new Repertoire(StandardCharsets.ISO_8859_1, Shape.KATAKANA);
                case "$B", "$@", "$(B" -> new Repertoire(of("EUC-JP").charset(), Shape.TWO_BYTES);
                case "$(D" -> new Repertoire(of("EUC-JP").charset(), Shape.TWO_BYTES_SUPPLEMENT);
                case "$)C" -> of("EUC-KR");
                case "$)A" -> of("GB2312");
                case "-A" -> single(StandardCharsets.ISO_8859_1);
                case "-B" -> of("ISO-8859-2");
                case "-C" -> of("ISO-8859-3");
                case "-D" -> of("ISO-8859-4");
                case "-F" -> of("ISO-8859-7");
                case "-G" -> of("ISO-8859-6");
                case "-H" -> of("ISO-8859-8");
                case "-L" -> of("ISO-8859-5");
                case "-M" -> of("ISO-8859-9");
                case "-b" -> of("ISO-8859-15");
                case "-T" -> of("TIS-620");
                default -> before;
            };
        }

        boolean isTwoBytesInG0() {
            return shape == Shape.TWO_BYTES || shape == Shape.TWO_BYTES_SUPPLEMENT;
        }

        String decode(byte[] bytes) {
            return switch (shape) {
                case AS_IS -> new String(bytes, charset);
                case KATAKANA -> katakana(bytes);
                case TWO_BYTES -> new String(highBits(bytes, new byte[0]), charset);
                case TWO_BYTES_SUPPLEMENT -> new String(highBits(bytes, new byte[] {(byte) 0x8f}), charset);
            };
        }

        /** JIS X 0201: half-width katakana from A1 on; the backslash is kept, as it separates values. */
        private static String katakana(byte[] bytes) {
            StringBuilder text = new StringBuilder(bytes.length);
            for (byte each : bytes) {
                int value = each & 0xff;
                boolean isKana = value >= 0xa1 && value <= 0xdf;
                text.append((char) (isKana ? value - 0xa1 + 0xff61 : value < 0x80 ? value : 0xfffd));
            }
            return text.toString();
        }

        /** Converts pairs of 7 bits to the 8-bit pairs of EUC. */
        private static byte[] highBits(byte[] bytes, byte[] prefix) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            int at = 0;
            while (at < bytes.length) {
                boolean isPair = bytes[at] > ' ' && at + 1 < bytes.length;
                if (isPair) {
                    out.writeBytes(prefix);
                    out.write(bytes[at] | 0x80);
                    out.write(bytes[at + 1] | 0x80);
                } else {
                    out.write(bytes[at]);
                }
                at += isPair ? 2 : 1;
            }
            return out.toByteArray();
        }
    }
}
