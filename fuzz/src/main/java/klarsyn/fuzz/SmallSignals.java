package klarsyn.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** Recordings of two channels and a few samples. */
final class SmallSignals {

    /** Numbers of WFDB's ways to store samples. */
    private static final int[] STORAGES = {8, 16, 24, 32, 61, 80, 160, 212, 310, 311, 508, 516, 524};

    private SmallSignals() {}

    static Map<String, byte[]> wfdb() {
        Map<String, byte[]> all = new HashMap<>();
        byte[] samples = new byte[96];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (byte) (37 * i);
        }
        byte[] marks = {18, 4, 5, 4, 0, (byte) 0xEC, 1, 0, 20, 0, 3, (byte) 0xFC, 'a', 'b', 'c', 0, 7, 4, 0, 0};
        for (int storage : STORAGES) {
            String header = "case 2 360 12\ncase.dat %d 200(1024)/mV 12 1024 0 0 0 MLII\n".formatted(storage)
                    + "case.dat %d 100 12 0 0 0 0 V5\n# note\n".formatted(storage);
            all.put("storage" + storage, Parts.join(SmallFiles.text(header), samples, marks));
        }
        return all;
    }

    static Map<String, byte[]> edf(boolean threeBytes) {
        int width = threeBytes ? 3 : 2;
        String annotations = threeBytes ? "BDF Annotations" : "EDF Annotations";
        String header = (threeBytes ? "\u00ffBIOSEMI" : field("0", 8)) + field("X X X X", 80)
                + field("Startdate X X X X", 80) + "01.02.0304.05.06" + field("768", 8)
                + field(threeBytes ? "BDF+C" : "EDF+C", 44) + field("2", 8) + field("1", 8) + field("2", 4)
                + field("Fpz-Cz", 16) + field(annotations, 16) + field("", 160)
                + field("uV", 8) + field("", 8) + field("-100", 8) + field("-1", 8) + field("100", 8) + field("1", 8)
                + field("-1000", 8) + field("-32768", 8) + field("1000", 8) + field("32767", 8) + field("", 160)
                + field("4", 8) + field("12", 8) + field("", 64);
        String first = header + "\1".repeat(4 * width) + padded("+0\24\24\0+0.5\0251\24mark\24\0", 12 * width);
        String both = first + "\2".repeat(4 * width) + padded("+1\24\24\0", 12 * width);
        return Map.of("plus", both.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static String field(String text, int width) {
        return text + " ".repeat(width - text.length());
    }

    private static String padded(String text, int width) {
        return text + "\0".repeat(width - text.length());
    }
}
