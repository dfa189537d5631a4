package klarsyn.format.metaimage;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import klarsyn.format.file.Contents;
import klarsyn.format.rawdata.DataFiles;
import klarsyn.format.rawdata.HeaderLines;
import klarsyn.format.rawdata.NumberWords;
import klarsyn.format.rawdata.StoredVoxels;

/**
 * The fields of a MetaImage header as written.
 *
 * @param file      named in messages
 * @param values    by lower-case name; the last one wins if a name is repeated
 * @param dataFiles names that follow the header; empty if voxels do
 * @param end       end of the header
 */
record MetaImageFields(Path file, Map<String, String> values, List<String> dataFiles, long end) {

    private static final int MAX_FIELDS = 1000;

    private static final String LAST = "elementdatafile";

    MetaImageFields {
        values = Map.copyOf(values);
        dataFiles = List.copyOf(dataFiles);
    }

    static MetaImageFields read(Path file) {
        try (HeaderLines lines = HeaderLines.open(file)) {
            Map<String, String> values = new TreeMap<>();
            while (!values.containsKey(LAST)) {
                String line = lines.next()
                        .orElseThrow(() -> StoredVoxels.bad(
                                file, "the header has no ElementDataFile, which ends it" + Contents.describe(file)));
                int sign = separator(line);
                if (values.size() > MAX_FIELDS) {
                    throw StoredVoxels.bad(file, "the header has more than %d fields".formatted(MAX_FIELDS));
                } else if (sign > 0) {
                    values.put(
                            line.substring(0, sign).strip().toLowerCase(Locale.ROOT),
                            line.substring(sign + 1).strip());
                } else if (!line.isBlank()) {
                    throw StoredVoxels.bad(
                            file, "a line of the header is not of the form name = value" + Contents.describe(file));
                }
            }
            List<String> dataFiles =
                    DataFiles.isList(values.getOrDefault(LAST, "")) ? DataFiles.list(lines, file) : List.of();
            return new MetaImageFields(file, values, dataFiles, lines.position());
        }
    }

    private static int separator(String line) {
        int equals = line.indexOf('=');
        return equals > 0 ? equals : line.indexOf(':');
    }

    /** The value of the first of these names that the header has. */
    Optional<String> value(String... names) {
        for (String name : names) {
            String value = values.get(name.toLowerCase(Locale.ROOT));
            if (value != null && !value.isEmpty()) {
                return Optional.of(value);
            }
        }
        return Optional.empty();
    }

    String required(String name) {
        return value(name).orElseThrow(() -> StoredVoxels.bad(file, "the header lacks the field " + name));
    }

    /** As in MetaIO: true if it starts with T or 1. */
    boolean isTrue(String name, boolean otherwise) {
        return value(name).map(text -> text.matches("[Tt1].*")).orElse(otherwise);
    }

    long whole(String name, String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException no) {
            throw StoredVoxels.bad(
                    file,
                    "the header field %s contains %s instead of a whole number"
                            .formatted(name, text.substring(0, Math.min(20, text.length()))));
        }
    }

    /** The given number of finite numbers, of the first of these names that the header has; empty if it has none. */
    double[] numbers(int count, String... names) {
        String text = value(names).orElse("");
        if (text.isEmpty()) {
            return new double[0];
        }
        String[] words = text.split("[\\s,]+", count + 1);
        if (words.length < count) {
            throw StoredVoxels.bad(
                    file, "the header field %s has %d numbers instead of %d".formatted(names[0], words.length, count));
        }
        double[] numbers = new double[count];
        for (int i = 0; i < count; i++) {
            numbers[i] = NumberWords.parse(words[i]).orElse(Double.NaN);
            if (!Double.isFinite(numbers[i])) {
                throw StoredVoxels.bad(
                        file, "the header field %s has an entry that is not a number".formatted(names[0]));
            }
        }
        return numbers;
    }
}
