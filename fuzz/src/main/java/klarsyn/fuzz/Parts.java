package klarsyn.fuzz;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Several files as one input: Jazzer moves the mark between them as it moves any other bytes. */
final class Parts {

    private static final byte[] MARK = "\n=next=\n".getBytes(StandardCharsets.US_ASCII);

    private Parts() {}

    static byte[] join(byte[]... files) {
        var out = new ByteArrayOutputStream();
        for (int i = 0; i < files.length; i++) {
            out.writeBytes(i == 0 ? new byte[0] : MARK);
            out.writeBytes(files[i]);
        }
        return out.toByteArray();
    }

    /** At most so many files, the last one with all that is left. */
    static List<byte[]> split(byte[] input, int most) {
        List<byte[]> parts = new ArrayList<>();
        int from = 0;
        for (int at = 0; at + MARK.length <= input.length && parts.size() < most - 1; at++) {
            if (Arrays.equals(input, at, at + MARK.length, MARK, 0, MARK.length)) {
                parts.add(Arrays.copyOfRange(input, from, at));
                from = at + MARK.length;
                at = from - 1;
            }
        }
        parts.add(Arrays.copyOfRange(input, from, input.length));
        return parts;
    }
}
