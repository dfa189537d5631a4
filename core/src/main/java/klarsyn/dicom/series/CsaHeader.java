package klarsyn.dicom.series;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * Siemens' private CSA header inside a DICOM element, of the older or the newer kind (SV10).
 *
 * <p>The layout was never published by Siemens; this follows NiBabel's documentation ("Siemens format DICOM with CSA
 * header"). Data that do not fit this layout are ignored.
 *
 * @param texts the values of each entry
 */
record CsaHeader(Map<String, List<String>> texts) {

    private static final int MAX_ENTRIES = 512;
    private static final int MAX_VALUES = 4096;
    private static final int NAME = 64;
    private static final String PROTOCOL_BEGIN = "### ASCCONV BEGIN";
    private static final String PROTOCOL_END = "### ASCCONV END";

    /** The entries of a header; empty if the bytes are something else. */
    static CsaHeader of(byte[] bytes) {
        Map<String, List<String>> texts = new HashMap<>();
        ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        boolean newer = bytes.length > 16 && new String(bytes, 0, 4, StandardCharsets.ISO_8859_1).equals("SV10");
        in.position(newer ? 8 : 0);
        if (in.remaining() >= 8) {
            int entries = in.getInt();
            in.getInt();
            int first = 0;
            for (int i = 0; i < Math.min(entries, MAX_ENTRIES) && in.remaining() >= NAME + 20; i++) {
                String name = text(in, NAME);
                in.getLong();
                in.getInt();
                int values = in.getInt();
                in.getInt();
                first = i == 0 ? values : first;
                texts.put(name, values(in, values, newer ? 0 : first, newer));
            }
        }
        return new CsaHeader(texts);
    }

    private static List<String> values(ByteBuffer in, int count, int lengthOffset, boolean newer) {
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < Math.min(count, MAX_VALUES) && in.remaining() >= 16; i++) {
            int first = in.getInt();
            int second = in.getInt();
            in.getLong();
            int length = newer ? second : first - lengthOffset;
            if (length < 0 || length > in.remaining()) {
                in.position(in.limit());
                break;
            }
            String text = text(in, length);
            in.position(Math.min(in.limit(), in.position() + (-length & 3)));
            if (!text.isBlank()) {
                texts.add(text.strip());
            }
        }
        return texts;
    }

    private static String text(ByteBuffer in, int length) {
        byte[] bytes = new byte[length];
        in.get(bytes);
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        int end = text.indexOf('\0');
        return end < 0 ? text : text.substring(0, end);
    }

    /** The numbers of an entry; empty if it is missing or not numeric. */
    double[] numbers(String name) {
        List<String> values = texts.getOrDefault(name, List.of());
        double[] numbers = new double[values.size()];
        for (int i = 0; i < numbers.length; i++) {
            OptionalDouble number = number(values.get(i));
            if (number.isEmpty()) {
                return new double[0];
            }
            numbers[i] = number.getAsDouble();
        }
        return numbers;
    }

    /** The scanner protocol, a list of names and values, found anywhere in these bytes. */
    static Map<String, String> protocol(byte[] bytes) {
        Map<String, String> entries = new HashMap<>();
        String all = new String(bytes, StandardCharsets.ISO_8859_1);
        int begin = all.indexOf(PROTOCOL_BEGIN);
        int end = begin < 0 ? -1 : all.indexOf(PROTOCOL_END, begin);
        if (end >= 0) {
            all.substring(begin, end).lines().skip(1).forEach(line -> {
                int equals = line.indexOf('=');
                if (equals > 0) {
                    entries.put(
                            line.substring(0, equals).strip(),
                            line.substring(equals + 1).strip());
                }
            });
        }
        return entries;
    }

    /** Parses a number of the protocol or the header. */
    static OptionalDouble number(String text) {
        try {
            return OptionalDouble.of(Double.parseDouble(text.strip()));
        } catch (NumberFormatException other) {
            return OptionalDouble.empty();
        }
    }
}
