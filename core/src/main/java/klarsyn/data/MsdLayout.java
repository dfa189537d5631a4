package klarsyn.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import klarsyn.base.DataException;
import klarsyn.base.Where;
import klarsyn.format.Images;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Medical Segmentation Decathlon: {@code dataset.json} lists labels, modalities and pairs of files. */
record MsdLayout() implements Layout {

    static final String DESCRIPTION = "dataset.json";

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    @Override
    public String keyword() {
        return "msd";
    }

    @Override
    public String marks() {
        return "Medical Segmentation Decathlon: dataset.json with labels, modality and training";
    }

    @Override
    public boolean fits(Listing listing) {
        return listing.has(DESCRIPTION);
    }

    @Override
    public Cohort read(Listing listing) {
        Path folder = listing.root();
        Path file = folder.resolve(DESCRIPTION);
        JsonNode json = parse(file);
        Labels labels = labels(json.path("labels"), at(file, "labels"));
        List<Cohort.Channel> channels = channels(json.path("modality"), at(file, "modality"));
        List<Case> cases = cases(folder, json.path("training"), file);
        String name = json.path("name").asString("").strip();
        return new Cohort(
                name.isEmpty() ? nameOf(folder) : name,
                folder,
                "Medical Segmentation Decathlon (dataset.json)",
                Kind.VOLUME,
                new Task.Segmentation(labels),
                channels,
                cases,
                List.of());
    }

    private static String nameOf(Path folder) {
        Path last = folder.toAbsolutePath().normalize().getFileName();
        return last == null ? folder.toString() : last.toString();
    }

    private static JsonNode parse(Path file) {
        try {
            JsonNode json = JSON.readTree(Files.readAllBytes(file));
            if (!json.isObject()) {
                throw new DataException(
                        "this is no JSON object",
                        Where.file(file),
                        "an object {…} with the keys labels, modality and training");
            }
            return json;
        } catch (JacksonException broken) {
            throw new DataException(
                    "broken JSON (%s)".formatted(broken.getOriginalMessage()),
                    Where.of("%s, line %d, column %d"
                            .formatted(
                                    file,
                                    broken.getLocation().getLineNr(),
                                    broken.getLocation().getColumnNr())),
                    "correct that place; a JSON checker shows it",
                    broken);
        } catch (IOException failure) {
            throw new DataException(
                    "cannot be read (%s)".formatted(failure), Where.file(file), "make it readable", failure);
        }
    }

    private static Labels labels(JsonNode node, Where where) {
        TreeMap<Integer, String> names = numbered(
                node, where, "an object such as {\"0\": \"background\", \"1\": \"liver\"}: number first, then name");
        names.remove(0);
        List<Labels.Label> labels = new ArrayList<>();
        for (Map.Entry<Integer, String> entry : names.entrySet()) {
            labels.add(new Labels.Label(entry.getKey(), entry.getValue()));
        }
        if (labels.isEmpty()) {
            throw new DataException(
                    "no label but background, so there is nothing to find", where, "name at least \"1\"");
        }
        for (int i = 0; i < labels.size(); i++) {
            if (labels.get(i).value() != i + 1) {
                throw new DataException(
                        "the labels %s are not consecutive: %d is missing".formatted(names.keySet(), i + 1),
                        where,
                        "number them 1 to %d here and in the label maps".formatted(labels.size()));
            }
        }
        return new Labels(labels);
    }

    private static List<Cohort.Channel> channels(JsonNode node, Where where) {
        TreeMap<Integer, String> names =
                numbered(node, where, "an object such as {\"0\": \"MRI\"}: one number a channel, from 0");
        List<Cohort.Channel> channels = new ArrayList<>();
        for (Map.Entry<Integer, String> entry : names.entrySet()) {
            if (entry.getKey() != channels.size()) {
                throw new DataException(
                        "the channels %s are not numbered from 0 without a gap".formatted(names.keySet()),
                        where,
                        "number them 0 to " + (names.size() - 1));
            }
            channels.add(new Cohort.Channel(entry.getKey(), entry.getValue()));
        }
        return channels;
    }

    private static TreeMap<Integer, String> numbered(JsonNode node, Where where, String mend) {
        if (!node.isObject() || node.isEmpty()) {
            throw new DataException(node.isMissingNode() ? "the key is missing" : "not as expected", where, mend);
        }
        TreeMap<Integer, String> names = new TreeMap<>();
        for (Map.Entry<String, JsonNode> entry : node.properties()) {
            if (!entry.getKey().matches("\\d{1,5}") || !entry.getValue().isString()) {
                throw new DataException(
                        "\"%s\": %s is not a number with a name".formatted(entry.getKey(), entry.getValue()),
                        where,
                        mend);
            }
            int number = Integer.parseInt(entry.getKey());
            if (names.put(number, entry.getValue().asString()) != null) {
                throw new DataException("the number %d is there twice".formatted(number), where, "keep one of them");
            }
        }
        return names;
    }

    private static List<Case> cases(Path folder, JsonNode training, Path file) {
        if (!training.isArray() || training.isEmpty()) {
            throw new DataException(
                    "no cases",
                    at(file, "training"),
                    "list them: [{\"image\": \"./imagesTr/a.nii.gz\", \"label\": \"./labelsTr/a.nii.gz\"}, …]");
        }
        List<Case> cases = new ArrayList<>();
        Map<String, String> imageOf = new HashMap<>();
        for (JsonNode entry : training) {
            Where where = at(file, "training[%d]".formatted(cases.size()));
            String image = text(entry, "image", where);
            String label = text(entry, "label", where);
            String id = idOf(image);
            Path imageFile = inside(folder, image, where);
            Path labelFile = inside(folder, label, where);
            String earlier = imageOf.putIfAbsent(id, image);
            if (earlier != null) {
                throw new DataException(
                        "two cases have the name %s (%s and %s)".formatted(id, earlier, image),
                        where,
                        "rename one of the files, or take it out of the list");
            }
            requireFile(id, imageFile, "image", where);
            requireFile(id, labelFile, "label map", where);
            cases.add(Case.ofImages(id, id, List.of(imageFile), labelFile));
        }
        return cases;
    }

    private static String text(JsonNode entry, String key, Where where) {
        JsonNode value = entry.path(key);
        if (!value.isString() || value.asString().isBlank()) {
            throw new DataException(
                    "this case has no \"%s\": %s".formatted(key, entry),
                    where,
                    "name the file, as in {\"image\": \"./imagesTr/a.nii.gz\", \"label\": \"./labelsTr/a.nii.gz\"}");
        }
        return value.asString();
    }

    private static String idOf(String image) {
        String name = image.substring(image.lastIndexOf('/') + 1);
        return name.replaceFirst("(\\.nii|\\.[A-Za-z]+)?(\\.gz)?$", "");
    }

    private static Path inside(Path folder, String text, Where where) {
        Path root = folder.toAbsolutePath().normalize();
        try {
            Path relative = Path.of(text);
            if (!relative.isAbsolute() && root.resolve(relative).normalize().startsWith(root)) {
                return folder.resolve(relative).normalize();
            }
        } catch (InvalidPathException unusable) {
            throw new DataException("\"%s\" is no path".formatted(text), where, "a path inside the folder", unusable);
        }
        throw new DataException(
                "\"%s\" leads out of the data set's folder".formatted(text),
                where,
                "a path inside the folder, such as ./imagesTr/a.nii.gz");
    }

    private static void requireFile(String id, Path file, String kind, Where listed) {
        String mend = "put the file there, or take the case out of " + listed;
        if (!Files.exists(file)) {
            throw new DataException("the %s is missing".formatted(kind), Where.of(id, file), mend);
        }
        if (!Files.isRegularFile(file)) {
            throw new DataException("the %s is a folder, not a file".formatted(kind), Where.of(id, file), mend);
        }
        if (!Images.hasKnownEnding(file)) {
            throw new DataException(
                    "the %s is no image of a known format, by its name".formatted(kind),
                    Where.of(id, file),
                    "convert it to NIfTI (.nii.gz), or take the case out of " + listed);
        }
    }

    private static Where at(Path file, String key) {
        return Where.of(file + ", key " + key);
    }
}
