package klarsyn.layout;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import klarsyn.base.DataException;
import klarsyn.base.Json;
import klarsyn.base.Where;
import klarsyn.data.Case;
import klarsyn.data.Cohort;
import klarsyn.data.Finding;
import klarsyn.data.Hints;
import klarsyn.data.Task;
import klarsyn.data.file.FileKinds;
import klarsyn.data.file.FileName;
import klarsyn.data.file.Kind;
import klarsyn.data.label.Labels;
import klarsyn.layout.name.Listing;

/**
 * Medical Segmentation Decathlon: {@code dataset.json} lists labels, modalities and pairs of files.
 *
 * <p>Version 1 of nnU-Net has the same description, but stores one file per channel: {@code imagesTr/a.nii.gz} in the
 * list is {@code imagesTr/a_0000.nii.gz}, {@code imagesTr/a_0001.nii.gz} … in the folder.
 */
record MsdLayout() implements Layout {

    static final String DESCRIPTION = "dataset.json";

    private static final String CASE = "{\"image\": \"./imagesTr/a.nii.gz\", \"label\": \"./labelsTr/a.nii.gz\"}";

    @Override
    public String keyword() {
        return "msd";
    }

    @Override
    public String marks() {
        return "Medical Segmentation Decathlon: dataset.json with the keys labels, modality and training";
    }

    @Override
    public boolean fits(Listing listing) {
        return listing.has(DESCRIPTION) && !NnunetLayout.isNnunet(listing);
    }

    @Override
    public Cohort read(Listing listing, Hints hints) {
        Path folder = listing.root();
        DescriptionFile json = DescriptionFile.read(folder.resolve(DESCRIPTION));
        rejectNames(hints, Where.file(folder.resolve(DESCRIPTION)));
        Optional<Task> task = Optional.of(new Task.Segmentation(labels(json)));
        List<Cohort.Channel> channels = channels(json, "modality");
        List<Case> cases = cases(json, channels.size());
        return new Cohort(
                json.text("name").orElse(Listing.nameOf(folder)),
                folder,
                hasFilePerChannel(cases, channels.size())
                        ? "nnU-Net raw, version 1 (dataset.json, one file per channel)"
                        : "Medical Segmentation Decathlon (dataset.json)",
                FileKinds.of(cases.getFirst().file()).orElse(Kind.VOLUME),
                task,
                channels,
                cases,
                unused(json));
    }

    /** Labeled cases under another key than training, as in AMOS. */
    private static List<Finding> unused(DescriptionFile json) {
        long labeled = json.find("validation")
                .filter(Json.Elements.class::isInstance)
                .map(list -> ((Json.Elements) list)
                        .values().stream()
                                .filter(entry ->
                                        entry instanceof Json.Members(var members) && members.containsKey("label"))
                                .count())
                .orElse(0L);
        return labeled == 0
                ? List.of()
                : List.of(Finding.warning(
                        json.at("validation"),
                        "labeled cases listed under \"validation\" are not used: %d".formatted(labeled),
                        "list them under \"training\" too, to use them"));
    }

    private static boolean hasFilePerChannel(List<Case> cases, int channels) {
        return cases.stream()
                .allMatch(one -> one.sources().size() == channels
                        && FileName.of(one.file()).stem().endsWith(NnunetLayout.CHANNEL.formatted(0)));
    }

    /** Hints for labels and channels would only contradict a description that names them. */
    static void rejectNames(Hints hints, Where described) {
        if (!hints.labels().isEmpty() || !hints.channels().isEmpty()) {
            throw new DataException(
                    "labels and channels are also defined by " + HintsFile.NAME,
                    described,
                    "remove them from %s".formatted(HintsFile.NAME));
        }
    }

    private static Labels labels(DescriptionFile json) {
        return consecutive(
                json.numberedEitherWay(
                        "labels",
                        "write an object such as {\"0\": \"background\", \"1\": \"liver\"}: numbers with names"),
                json.at("labels"));
    }

    /** Labels numbered 1, 2, 3 … besides background, 0. */
    static Labels consecutive(TreeMap<Integer, String> named, Where where) {
        List<Labels.Label> labels = new ArrayList<>();
        named.tailMap(1).forEach((value, name) -> labels.add(new Labels.Label(value, name)));
        if (labels.isEmpty()) {
            throw new DataException(
                    "only background is labeled, so there is nothing to segment", where, "add at least label \"1\"");
        }
        for (int i = 0; i < labels.size(); i++) {
            if (labels.get(i).value() != i + 1) {
                throw new DataException(
                        "the labels %s are not consecutive: %d is missing"
                                .formatted(named.tailMap(1).keySet(), i + 1),
                        where,
                        "number them 1 to %d here and in the label maps".formatted(labels.size()));
            }
        }
        long names = labels.stream().map(Labels.Label::name).distinct().count();
        if (names < labels.size()) {
            throw new DataException("two labels have the name " + labels, where, "use different names");
        }
        return new Labels(labels);
    }

    static List<Cohort.Channel> channels(DescriptionFile json, String key) {
        TreeMap<Integer, String> names =
                json.numbered(key, "write an object such as {\"0\": \"MRI\"}: one number per channel, from 0");
        if (names.firstKey() != 0 || names.lastKey() != names.size() - 1) {
            throw new DataException(
                    "the channels %s are not numbered from 0 without a gap".formatted(names.keySet()),
                    json.at(key),
                    "number them 0 to " + (names.size() - 1));
        }
        return Cohort.channels(List.copyOf(names.values()));
    }

    private static List<Case> cases(DescriptionFile json, int channels) {
        List<Json> entries = json.find("training")
                .filter(Json.Elements.class::isInstance)
                .map(list -> ((Json.Elements) list).values())
                .orElse(List.of());
        if (entries.isEmpty()) {
            throw new DataException("no cases", json.at("training"), "list them: [%s, …]".formatted(CASE));
        }
        List<Case> cases = new ArrayList<>();
        Map<String, String> imageOf = new HashMap<>();
        for (Json entry : entries) {
            Where where = json.at("training[%d]".formatted(cases.size()));
            String image = text(entry, "image", where);
            Path imageFile = json.inside(image, where);
            Path labelFile = json.inside(text(entry, "label", where), where);
            String id = FileName.of(imageFile).stem();
            String earlier = imageOf.putIfAbsent(id, image);
            if (earlier != null) {
                throw new DataException(
                        "two cases have the name %s (%s and %s)".formatted(id, earlier, image),
                        where,
                        "rename one of the files, or remove it from the list");
            }
            List<Path> images = images(imageFile, channels);
            images.forEach(file -> DescriptionFile.requireImage(id, file, "image", where));
            DescriptionFile.requireImage(id, labelFile, "label map", where);
            cases.add(Case.ofImages(id, id, images, labelFile));
        }
        return cases;
    }

    /** The file itself or, if it is missing and its first channel exists, one file per channel. */
    private static List<Path> images(Path file, int channels) {
        FileName name = FileName.of(file);
        List<Path> numbered = IntStream.range(0, channels)
                .mapToObj(channel ->
                        file.resolveSibling(name.stem() + NnunetLayout.CHANNEL.formatted(channel) + name.ending()))
                .toList();
        return !Files.exists(file) && Files.exists(numbered.getFirst()) ? numbered : List.of(file);
    }

    private static String text(Json entry, String key, Where where) {
        if (entry instanceof Json.Members(var members)
                && members.get(key) instanceof Json.Text(String text)
                && !text.isBlank()) {
            return text;
        }
        throw new DataException(
                "this case has no \"%s\": %s".formatted(key, entry.compact()), where, "add the file, as in " + CASE);
    }
}
