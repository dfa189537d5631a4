package klarsyn.dicom.pixel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import klarsyn.base.SharedData;
import klarsyn.dicom.DicomFile;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The files of pydicom's tests with the results of pydicom 3.0.2 and other decoders. */
public final class DicomIndex {

    private final Map<String, Entry> entries;

    private DicomIndex(Map<String, Entry> entries) {
        this.entries = entries;
    }

    /** The index; skips the test if it is missing. */
    public static DicomIndex open() {
        Path folder = SharedData.folder("dicom/pydicom");
        Map<String, Entry> entries = JsonMapper.shared()
                .readTree(folder.resolve("index.json").toFile())
                .valueStream()
                .map(node -> new Entry(folder, node))
                .collect(Collectors.toMap(
                        Entry::name, Function.identity(), (one, other) -> one, java.util.LinkedHashMap::new));
        return new DicomIndex(entries);
    }

    public List<Entry> entries() {
        return List.copyOf(entries.values());
    }

    /** The expected result for one file. */
    public record Entry(Path folder, JsonNode node) {

        public String name() {
            return node.get("file").asString();
        }

        public Path path() {
            return folder.resolve(name());
        }

        public Optional<String> text(String key) {
            return node.hasNonNull(key) ? Optional.of(node.get(key).asString()) : Optional.empty();
        }

        public boolean isImage() {
            return node.get("kind").asString().equals("image");
        }

        public boolean isDirectory() {
            return node.get("kind").asString().equals("dicomdir");
        }

        /** Whether pydicom decodes the pixels, or they were decoded manually. */
        public boolean hasPixels() {
            return node.path("decodes").asBoolean(false) || node.hasNonNull("expected_stored");
        }

        /** Whether decoders may differ by rounding. */
        public boolean isLossy() {
            return node.path("lossy").asBoolean(false);
        }

        public String transferSyntax() {
            return text("transfer_syntax").orElse("");
        }

        @Override
        public String toString() {
            return name();
        }
    }

    /** The values of pydicom for another file with the same pixels. */
    private JsonNode stored(Entry entry) {
        return entry.node.hasNonNull("expected_stored") ? entry.node.get("expected_stored") : entry.node.get("stored");
    }

    /** Compares format, stored values and colors with the entry's. */
    public void checkPixels(Entry entry, DicomFile file) {
        PixelData pixels = PixelData.of(file);
        PixelFormat format = pixels.format();
        JsonNode stored = stored(entry);
        int[] shape = {format.frames(), format.rows(), format.columns(), format.samples()};
        assertThat(shape)
                .containsExactly(stored.get("shape")
                        .valueStream()
                        .mapToInt(JsonNode::asInt)
                        .toArray());
        if (pixels.isFloat()) {
            checkFloats(pixels, stored);
            return;
        }
        int[] all = frames(pixels, Function.identity());
        check(all, stored, entry, format);
        if (entry.node.hasNonNull("rgb")) {
            ColorConversion colors = ColorConversion.of(file.dataSet(), format);
            check(frames(pixels, colors::apply), entry.node.get("rgb"), entry, colors.format());
        }
    }

    private static int[] frames(PixelData pixels, Function<int[], int[]> step) {
        int[][] frames = new int[pixels.format().frames()][];
        for (int i = 0; i < frames.length; i++) {
            frames[i] = step.apply(pixels.frame(i));
        }
        return Arrays.stream(frames).flatMapToInt(Arrays::stream).toArray();
    }

    private static void check(int[] values, JsonNode expected, Entry entry, PixelFormat format) {
        if (sha256(values).equals(expected.get("sha256").asString())) {
            return;
        }
        double[] numbers = StoredBits.asNumbers(values, format);
        String found = "%s: min %s max %s mean %s first %s"
                .formatted(
                        entry,
                        Arrays.stream(numbers).min().orElse(0),
                        Arrays.stream(numbers).max().orElse(0),
                        Arrays.stream(numbers).average().orElse(0),
                        Arrays.toString(Arrays.copyOf(values, 8)));
        assertThat(entry.isLossy()).as(found + " where " + expected).isTrue();
        double mean = Arrays.stream(numbers).average().orElse(0);
        assertThat(mean).as(found).isCloseTo(expected.get("mean").asDouble(), within(0.5));
        assertThat(Arrays.stream(numbers).min().orElse(0))
                .as(found)
                .isCloseTo(expected.get("min").asDouble(), within(2.0));
        assertThat(Arrays.stream(numbers).max().orElse(0))
                .as(found)
                .isCloseTo(expected.get("max").asDouble(), within(2.0));
        JsonNode first = expected.path("first_values");
        for (int i = 0; i < first.size(); i++) {
            assertThat(values[i]).as(found).isCloseTo(first.get(i).asInt(), org.assertj.core.api.Assertions.within(2));
        }
    }

    private static void checkFloats(PixelData pixels, JsonNode expected) {
        ByteBuffer bytes = ByteBuffer.allocate(
                        8 * pixels.format().frames() * pixels.format().samplesOfFrame())
                .order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < pixels.format().frames(); i++) {
            for (double value : pixels.values(i)) {
                bytes.putDouble(value);
            }
        }
        assertThat(sha256(bytes.array())).isEqualTo(expected.get("sha256").asString());
    }

    private static String sha256(int[] values) {
        ByteBuffer bytes = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asIntBuffer().put(values);
        return sha256(bytes.array());
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
