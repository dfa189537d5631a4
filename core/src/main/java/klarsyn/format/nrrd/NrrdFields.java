package klarsyn.format.nrrd;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import klarsyn.format.file.Contents;
import klarsyn.format.rawdata.DataFiles;
import klarsyn.format.rawdata.HeaderLines;
import klarsyn.format.rawdata.NumberWords;
import klarsyn.format.rawdata.StoredVoxels;

/**
 * The fields of a NRRD header as written.
 *
 * @param file      named in messages
 * @param values    by name, lower case and without spaces, synonyms unified
 * @param keys      custom key/value pairs ({@code Segment0_Name:=liver}), by their names as written
 * @param dataFiles names of a list of data files; empty if there is none
 * @param end       end of the header, where voxels are if no data file is named
 */
record NrrdFields(Path file, Map<String, String> values, Map<String, String> keys, List<String> dataFiles, long end) {

    /** A quoted word, a vector in parentheses, or text between spaces. */
    private static final Pattern WORD = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*+)\"|\\(([^()]*+)\\)|[^\\s\"(]\\S*+");

    private static final Pattern MAGIC = Pattern.compile("NRRD(000[1-5]|00\\.01)");

    private static final int MAX_FIELDS = 1000;
    private static final int MAX_KEYS = 100_000;

    private static final Map<String, String> SYNONYMS = Map.of("centers", "centerings", "centering", "centerings");

    NrrdFields {
        values = Map.copyOf(values);
        keys = Map.copyOf(keys);
        dataFiles = List.copyOf(dataFiles);
    }

    static NrrdFields read(Path file) {
        try (HeaderLines lines = HeaderLines.open(file)) {
            String magic = lines.next().orElse("").strip();
            if (!MAGIC.matcher(magic).matches()) {
                throw StoredVoxels.bad(
                        file,
                        magic.startsWith("NRRD")
                                ? "the magic number is %s, but only NRRD0001 to NRRD0005 are supported"
                                        .formatted(magic.substring(0, Math.min(12, magic.length())))
                                : "the file does not start with NRRD" + Contents.describe(file));
            }
            return read(lines, file);
        }
    }

    private static NrrdFields read(HeaderLines lines, Path file) {
        Map<String, String> values = new TreeMap<>();
        Map<String, String> keys = new TreeMap<>();
        List<String> dataFiles = new ArrayList<>();
        Optional<String> line = lines.next();
        while (line.isPresent() && !line.get().isBlank()) {
            field(line.get(), values, keys, file);
            if (DataFiles.isList(values.getOrDefault("datafile", ""))) {
                dataFiles.addAll(DataFiles.list(lines, file));
                break;
            }
            line = lines.next();
        }
        return new NrrdFields(file, values, keys, dataFiles, lines.position());
    }

    private static void field(String line, Map<String, String> values, Map<String, String> keys, Path file) {
        int colon = line.indexOf(':');
        if (line.startsWith("#")) {
            return;
        }
        if (colon > 0 && line.startsWith(":=", colon)) {
            if (keys.size() < MAX_KEYS) {
                keys.put(
                        line.substring(0, colon).strip(),
                        line.substring(colon + 2).strip());
            }
            return;
        }
        if (colon < 0) {
            throw StoredVoxels.bad(file, "a header line is not a field, a comment or a key with a value");
        }
        String name = line.substring(0, colon).toLowerCase(Locale.ROOT).replace(" ", "");
        String value = line.substring(colon + 1).strip();
        if (values.size() > MAX_FIELDS) {
            throw StoredVoxels.bad(file, "the header has more than %d fields".formatted(MAX_FIELDS));
        }
        String old = values.putIfAbsent(SYNONYMS.getOrDefault(name, name), value);
        if (old != null && !old.equals(value)) {
            throw StoredVoxels.bad(file, "the header field %s is repeated".formatted(line.substring(0, colon)));
        }
    }

    Optional<String> value(String name) {
        return Optional.ofNullable(values.get(name)).filter(value -> !value.isEmpty());
    }

    String required(String name) {
        return value(name).orElseThrow(() -> StoredVoxels.bad(file, "the header lacks the field " + name));
    }

    /** An integer, or a default if the field is missing. */
    long number(String name, long otherwise) {
        return value(name).map(text -> whole(name, text)).orElse(otherwise);
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

    /** A decimal number; accepts {@code nan} and {@code inf} as printed by C. */
    double decimal(String name, String text) {
        return NumberWords.parse(text.strip())
                .orElseThrow(() -> StoredVoxels.bad(
                        file,
                        "the header field %s contains %s instead of a number"
                                .formatted(name, text.substring(0, Math.min(20, text.length())))));
    }

    /** The parts of a field separated by spaces, with quotes and parentheses; empty if the field is missing. */
    List<String> words(String name) {
        return value(name).map(NrrdFields::split).orElse(List.of());
    }

    private static List<String> split(String value) {
        return WORD.matcher(value).results().map(found -> found.group()).toList();
    }

    /** One word per axis, or none at all. */
    List<String> perAxis(String name, int axes) {
        List<String> words = words(name);
        if (!words.isEmpty() && words.size() != axes) {
            throw StoredVoxels.bad(
                    file, "the header field %s has %d entries for %d axes".formatted(name, words.size(), axes));
        }
        return words;
    }

    /** A word without quotes. */
    static String unquoted(String word) {
        Matcher quoted = WORD.matcher(word);
        return quoted.matches() && quoted.group(1) != null ? quoted.group(1) : word;
    }

    /** The numbers of a vector in parentheses; empty for {@code none}, and if all of them are NaN. */
    double[] vector(String name, String word, int dimension) {
        if (word.equalsIgnoreCase("none")) {
            return new double[0];
        }
        if (!word.startsWith("(") || !word.endsWith(")")) {
            throw StoredVoxels.bad(
                    file,
                    "the header field %s contains %s instead of a vector (x,y,z)"
                            .formatted(name, word.substring(0, Math.min(20, word.length()))));
        }
        String[] parts = word.substring(1, word.length() - 1).split(",", -1);
        if (parts.length != dimension) {
            throw StoredVoxels.bad(
                    file,
                    "the header field %s has a vector of %d numbers in a space of %d dimensions"
                            .formatted(name, parts.length, dimension));
        }
        double[] vector = new double[dimension];
        int known = 0;
        for (int i = 0; i < dimension; i++) {
            vector[i] = decimal(name, parts[i]);
            known += Double.isNaN(vector[i]) ? 0 : 1;
        }
        return known == 0 ? new double[0] : vector;
    }
}
