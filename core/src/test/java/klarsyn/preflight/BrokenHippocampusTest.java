package klarsyn.preflight;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import klarsyn.base.SharedData;
import klarsyn.data.Case;
import klarsyn.data.Cohort;
import klarsyn.format.Images;
import klarsyn.image.Affine;
import klarsyn.image.Geometry;
import klarsyn.image.LabelMap;
import klarsyn.image.Volume;
import klarsyn.layout.Layouts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BrokenHippocampusTest {

    @TempDir
    private Path folder;

    @Test
    void five_faults_in_a_real_data_set_are_five_errors_each_with_its_case() throws IOException {
        List<String> ids = copy(12);
        byte[] whole = Files.readAllBytes(image(ids.get(0)));
        Files.write(image(ids.get(0)), Arrays.copyOf(whole, whole.length / 2));
        Volume flipped = Images.read(image(ids.get(1)));
        Affine affine = flipped.geometry().affine();
        Affine mirrored = new Affine(
                -affine.at(0, 0),
                affine.at(0, 1),
                affine.at(0, 2),
                affine.at(0, 3),
                affine.at(1, 0),
                affine.at(1, 1),
                affine.at(1, 2),
                affine.at(1, 3),
                affine.at(2, 0),
                affine.at(2, 1),
                affine.at(2, 2),
                affine.at(2, 3));
        Images.write(new Volume(new Geometry(flipped.shape(), mirrored), flipped.voxels()), image(ids.get(1)));
        LabelMap stray = Images.readLabels(labels(ids.get(2)));
        short[] values = stray.voxels().clone();
        values[0] = 7;
        Images.write(new LabelMap(stray.geometry(), values), labels(ids.get(2)));
        Volume broken = Images.read(image(ids.get(3)));
        float[] voxels = broken.voxels().clone();
        voxels[99] = Float.NaN;
        Images.write(new Volume(broken.geometry(), voxels), image(ids.get(3)));
        Files.copy(image(ids.get(4)), image("twin"));
        Files.copy(labels(ids.get(4)), labels("twin"));
        ids.add("twin");
        describe(ids);

        Preflight.Result result = Preflight.scan(Layouts.open(folder), 2);

        assertThat(result.errors())
                .extracting(finding -> finding.where().text().split("[ ,]+", 3)[1])
                .containsExactly(ids.get(0), ids.get(1), ids.get(2), ids.get(3), "twin");
        assertThat(result.errors().get(0).what()).contains("the file ends after");
        assertThat(result.errors().get(1).what()).contains("axis 0 is flipped", "labels", "image", "affine");
        assertThat(result.errors().get(2).what()).contains("label value 7 (1 voxels)");
        assertThat(result.errors().get(3).what()).contains("1 of ", "channel 0 has voxels that are NaN");
        assertThat(result.errors().get(4).what()).contains("the same image as case " + ids.get(4));
    }

    private List<String> copy(int cases) throws IOException {
        Cohort original = Layouts.open(SharedData.folder("Task04_Hippocampus"));
        Files.createDirectories(folder.resolve("imagesTr"));
        Files.createDirectories(folder.resolve("labelsTr"));
        List<String> ids = new ArrayList<>();
        for (Case one : original.cases().subList(0, cases)) {
            Files.copy(one.file(), image(one.id()));
            Files.copy(one.labelFile(), labels(one.id()));
            ids.add(one.id());
        }
        return ids;
    }

    private Path image(String id) {
        return folder.resolve("imagesTr").resolve(id + ".nii.gz");
    }

    private Path labels(String id) {
        return folder.resolve("labelsTr").resolve(id + ".nii.gz");
    }

    private void describe(List<String> ids) throws IOException {
        String training = ids.stream()
                .map("{\"image\": \"imagesTr/%1$s.nii.gz\", \"label\": \"labelsTr/%1$s.nii.gz\"}"::formatted)
                .collect(Collectors.joining(", "));
        Files.writeString(folder.resolve("dataset.json"), """
            {"modality": {"0": "MRI"}, "labels": {"0": "background", "1": "Anterior", "2": "Posterior"},
             "training": [%s]}\
            """.formatted(training));
    }
}
