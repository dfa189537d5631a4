package klarsyn.phantom;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import klarsyn.base.AtomicFile;
import klarsyn.base.DataException;
import klarsyn.base.Seed;
import klarsyn.base.Where;
import klarsyn.base.Workers;
import klarsyn.data.Cohort;
import klarsyn.data.label.Labels;
import klarsyn.format.Images;
import klarsyn.layout.Layouts;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Writes phantoms as a data set in the layout of the Medical Segmentation Decathlon. */
final class PhantomFolder {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private PhantomFolder() {}

    private record Participant(String id, double ageYears, Phantom.Lesion lesion) {}

    static Cohort write(Path folder, int count, PhantomRecipe recipe, Seed seed) {
        if (count < 1) {
            throw new IllegalArgumentException("count is " + count + ", must be at least 1");
        }
        requireEmpty(folder);
        List<Integer> indices = IntStream.range(0, count).boxed().toList();
        List<Participant> participants = new Workers(Runtime.getRuntime().availableProcessors())
                .map(indices, PhantomFolder::id, index -> writeCase(folder, index, recipe, seed));
        AtomicFile.writeText(folder.resolve("participants.tsv"), table(participants));
        AtomicFile.writeText(folder.resolve("dataset.json"), description(participants));
        return Layouts.open(folder);
    }

    private static void requireEmpty(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> content = Files.list(folder)) {
            if (content.findAny().isEmpty()) {
                return;
            }
        } catch (IOException failure) {
            throw new DataException(
                    "cannot list the folder (%s)".formatted(failure),
                    Where.file(folder),
                    "choose a new folder",
                    failure);
        }
        throw new DataException("the folder is not empty", Where.file(folder), "choose a new folder");
    }

    private static String id(int index) {
        return String.format(Locale.ROOT, "phantom_%03d", index + 1);
    }

    private static Participant writeCase(Path folder, int index, PhantomRecipe recipe, Seed seed) {
        Phantom phantom = Phantoms.generate(recipe, seed.child("phantom", index));
        String id = id(index);
        Images.write(phantom.image(), folder.resolve(image(id)));
        Images.write(phantom.labels(), folder.resolve(label(id)));
        return new Participant(id, phantom.ageYears(), phantom.lesion());
    }

    private static String image(String id) {
        return "imagesTr/" + id + ".nii.gz";
    }

    private static String label(String id) {
        return "labelsTr/" + id + ".nii.gz";
    }

    private static String table(List<Participant> participants) {
        StringBuilder text = new StringBuilder("id\tage\tlesion\n");
        for (Participant one : participants) {
            text.append(String.format(
                    Locale.ROOT,
                    "%s\t%.1f\t%s\n",
                    one.id(),
                    one.ageYears(),
                    one.lesion() == Phantom.Lesion.PRESENT ? "yes" : "no"));
        }
        return text.toString();
    }

    private static String description(List<Participant> participants) {
        ObjectNode json = JSON.createObjectNode();
        json.put("name", "Phantoms");
        json.put("description", "Synthetic T1-like heads with the two parts of the hippocampus; no patient data");
        json.put("licence", "Apache-2.0");
        json.put("tensorImageSize", "3D");
        json.putObject("modality").put("0", "MRI");
        ObjectNode labels = json.putObject("labels").put("0", "background");
        for (Labels.Label label : Phantom.LABELS.foreground()) {
            labels.put(Integer.toString(label.value()), label.name());
        }
        json.put("numTraining", participants.size());
        ArrayNode training = json.putArray("training");
        for (Participant one : participants) {
            training.addObject().put("image", "./" + image(one.id())).put("label", "./" + label(one.id()));
        }
        return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(json) + "\n";
    }
}
