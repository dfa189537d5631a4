package klarsyn.data;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import klarsyn.base.DataException;
import klarsyn.base.Json;
import klarsyn.base.Where;

/** Medical Segmentation Decathlon: {@code dataset.json} lists labels, modalities and pairs of files. */
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
        refuseNames(hints, Where.file(folder.resolve(DESCRIPTION)));
        Task task = new Task.Segmentation(labels(json));
        List<Cohort.Channel> channels = channels(json, "modality");
        List<Case> cases = cases(json);
        return new Cohort(
                json.text("name").orElse(Listing.nameOf(folder)),
                folder,
                "Medical Segmentation Decathlon (dataset.json)",
                FileKinds.of(cases.getFirst().file()).orElse(Kind.VOLUME),
                task,
                channels,
                cases,
                List.of());
    }

    /** Where a description names labels and channels, a second one could only contradict it. */
    static void refuseNames(Hints hints, Where described) {
        if (!hints.labels().isEmpty() || !hints.channels().isEmpty()) {
            throw new DataException(
                    "labels and channels are named here and by " + HintsFile.NAME,
                    described,
                    "take them out of %s".formatted(HintsFile.NAME));
        }
    }

    private static Labels labels(DescriptionFile json) {
        return consecutive(
                json.numbered(
                        "labels",
                        "an object such as {\"0\": \"background\", \"1\": \"liver\"}: number first, then name"),
                json.at("labels"));
    }

    /** Labels that are numbered 1, 2, 3 … beside background, 0. */
    static Labels consecutive(TreeMap<Integer, String> named, Where where) {
        List<Labels.Label> labels = new ArrayList<>();
        named.tailMap(1).forEach((value, name) -> labels.add(new Labels.Label(value, name)));
        if (labels.isEmpty()) {
            throw new DataException(
                    "no label but background, so there is nothing to find", where, "name at least \"1\"");
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
            throw new DataException("two labels have one name: " + labels, where, "name each differently");
        }
        return new Labels(labels);
    }

    static List<Cohort.Channel> channels(DescriptionFile json, String key) {
        TreeMap<Integer, String> names =
                json.numbered(key, "an object such as {\"0\": \"MRI\"}: one number a channel, from 0");
        if (names.firstKey() != 0 || names.lastKey() != names.size() - 1) {
            throw new DataException(
                    "the channels %s are not numbered from 0 without a gap".formatted(names.keySet()),
                    json.at(key),
                    "number them 0 to " + (names.size() - 1));
        }
        return Cohort.channels(List.copyOf(names.values()));
    }

    private static List<Case> cases(DescriptionFile json) {
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
                        "rename one of the files, or take it out of the list");
            }
            DescriptionFile.requireImage(id, imageFile, "image", where);
            DescriptionFile.requireImage(id, labelFile, "label map", where);
            cases.add(Case.ofImages(id, id, List.of(imageFile), labelFile));
        }
        return cases;
    }

    private static String text(Json entry, String key, Where where) {
        if (entry instanceof Json.Members(var members)
                && members.get(key) instanceof Json.Text(String text)
                && !text.isBlank()) {
            return text;
        }
        throw new DataException(
                "this case has no \"%s\": %s".formatted(key, entry.compact()), where, "name the file, as in " + CASE);
    }
}
