package klarsyn.layout;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeMap;
import klarsyn.base.DataException;
import klarsyn.base.Json;
import klarsyn.base.JsonReader;
import klarsyn.base.Where;
import klarsyn.format.Images;

/**
 * A JSON description of a data set, with errors that name the key.
 *
 * @param file where it lies
 * @param json its content, an object
 */
record DescriptionFile(Path file, JsonReader json) {

    private static final long LARGEST = 64L << 20;

    static DescriptionFile read(Path file) {
        JsonReader json = JsonReader.parse(text(file), Where.file(file), JsonReader.Problem.DATA);
        json.members(); // refuses what is no object
        return new DescriptionFile(file, json);
    }

    private static String text(Path file) {
        try {
            if (Files.size(file) > LARGEST) {
                throw new DataException(
                        "the file is larger than 64 MiB, the limit for descriptions",
                        Where.file(file),
                        "check that it is the right file");
            }
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (IOException failure) {
            throw new DataException(
                    "the file is not UTF-8 text (%s)".formatted(failure),
                    Where.file(file),
                    "make it a readable text file",
                    failure);
        }
    }

    Path folder() {
        return file.resolveSibling("");
    }

    Where at(String key) {
        return json.where(key);
    }

    Optional<Json> find(String key) {
        return json.find(key).map(JsonReader::json);
    }

    /** A non-blank string. */
    Optional<String> text(String key) {
        return json.find(key).map(value -> {
            if (value.text().isBlank()) {
                throw value.wrong("a string that is not blank");
            }
            return value.text().strip();
        });
    }

    /** An object from integers to names, such as {@code {"0": "MRI"}}, by number. */
    TreeMap<Integer, String> numbered(String key, String fix) {
        TreeMap<Integer, String> names = new TreeMap<>();
        for (Map.Entry<String, Json> entry : object(key, fix).entrySet()) {
            if (!entry.getKey().matches("\\d{1,8}") || !(entry.getValue() instanceof Json.Text(String name))) {
                throw new DataException(
                        "\"%s\": %s is not a number with a name"
                                .formatted(entry.getKey(), entry.getValue().compact()),
                        at(key),
                        fix);
            }
            int number = Integer.parseInt(entry.getKey());
            if (names.put(number, name) != null) {
                throw new DataException("the number %d is repeated".formatted(number), at(key), "keep one of them");
            }
        }
        return names;
    }

    /** As {@link #numbered}, or reversed as in nnU-Net 2: {@code {"liver": 1}}. */
    TreeMap<Integer, String> numberedEitherWay(String key, String fix) {
        SequencedMap<String, Json> entries = object(key, fix);
        boolean byName = entries.values().stream().allMatch(Json.Numeric.class::isInstance);
        if (!byName) {
            return numbered(key, fix);
        }
        TreeMap<Integer, String> names = new TreeMap<>();
        entries.forEach((name, value) -> {
            String number = value.compact();
            if (!number.matches("\\d{1,5}") || names.put(Integer.parseInt(number), name) != null) {
                throw new DataException(
                        "\"%s\": %s is not a label number, or is repeated".formatted(name, number), at(key), fix);
            }
        });
        return names;
    }

    /** A non-empty object. */
    SequencedMap<String, Json> object(String key, String fix) {
        Json value = find(key).orElseThrow(() -> new DataException("the key is missing", at(key), fix));
        if (value instanceof Json.Members(SequencedMap<String, Json> inner) && !inner.isEmpty()) {
            return new LinkedHashMap<>(inner);
        }
        throw new DataException("the value does not have the expected form", at(key), fix);
    }

    /** A file inside the folder of this one, named by a relative path. */
    Path inside(String text, Where where) {
        Path folder = folder();
        Path root = folder.toAbsolutePath().normalize();
        try {
            Path relative = Path.of(text);
            if (!relative.isAbsolute() && root.resolve(relative).normalize().startsWith(root)) {
                return folder.resolve(relative).normalize();
            }
        } catch (InvalidPathException unusable) {
            throw new DataException(
                    "\"%s\" is not a path".formatted(text), where, "use a path inside the folder", unusable);
        }
        throw new DataException(
                "\"%s\" is outside the data set folder".formatted(text),
                where,
                "use a path inside the folder, such as ./imagesTr/a.nii.gz");
    }

    /** Rejects a missing file, a folder, and a file whose name is not that of an image. */
    static void requireImage(String id, Path file, String kind, Where listed) {
        String fix = "add the file, or remove the case from " + listed;
        if (!Files.exists(file)) {
            throw new DataException("the %s is missing".formatted(kind), Where.of(id, file), fix);
        }
        if (!Files.isRegularFile(file)) {
            throw new DataException("the %s is a folder instead of a file".formatted(kind), Where.of(id, file), fix);
        }
        if (!Images.hasKnownEnding(file)) {
            throw new DataException(
                    "the %s is not an image of a known format, by its name".formatted(kind),
                    Where.of(id, file),
                    "convert it to NIfTI (.nii.gz), or remove the case from " + listed);
        }
    }
}
