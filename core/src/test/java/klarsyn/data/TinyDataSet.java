package klarsyn.data;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import klarsyn.format.Images;
import klarsyn.image.Geometry;
import klarsyn.image.LabelMap;
import klarsyn.image.Shape;
import klarsyn.image.Spacing;
import klarsyn.image.Volume;
import klarsyn.layout.Layouts;

/** A data set with a few voxels per case, to be damaged by tests. */
public record TinyDataSet(Path folder) {

    public static final Geometry GRID = Geometry.of(new Shape(5, 4, 3), new Spacing(1, 1, 2));

    public static TinyDataSet of(Path folder, String... ids) {
        TinyDataSet data = new TinyDataSet(folder);
        for (int i = 0; i < ids.length; i++) {
            data.image(ids[i], noise(i)).labels(ids[i], halves());
        }
        return data.describe("\"0\": \"MRI\"", "\"0\": \"background\", \"1\": \"head\", \"2\": \"body\"", ids);
    }

    public TinyDataSet describe(String modality, String labels, String... ids) {
        String pairs = String.join(
                ",\n",
                List.of(ids).stream()
                        .map(id -> "{\"image\": \"./imagesTr/%s.nii.gz\", \"label\": \"./labelsTr/%s.nii.gz\"}"
                                .formatted(id, id))
                        .toList());
        return json("{\"name\": \"tiny\", \"modality\": {%s}, \"labels\": {%s},\n\"training\": [%s]}"
                .formatted(modality, labels, pairs));
    }

    public TinyDataSet json(String text) {
        return write("dataset.json", text);
    }

    public TinyDataSet write(String name, String text) {
        try {
            Files.writeString(folder.resolve(name), text);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return this;
    }

    public TinyDataSet delete(String name) {
        try {
            Files.delete(folder.resolve(name));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return this;
    }

    public TinyDataSet cut(String name) {
        try {
            byte[] bytes = Files.readAllBytes(folder.resolve(name));
            Files.write(folder.resolve(name), java.util.Arrays.copyOf(bytes, bytes.length / 2));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return this;
    }

    public TinyDataSet image(String id, float[] voxels) {
        Images.write(new Volume(GRID, voxels), folder.resolve("imagesTr/" + id + ".nii.gz"));
        return this;
    }

    public TinyDataSet labels(String id, short[] voxels) {
        return labels(id, GRID, voxels);
    }

    public TinyDataSet labels(String id, Geometry grid, short[] voxels) {
        Images.write(new LabelMap(grid, voxels), folder.resolve("labelsTr/" + id + ".nii.gz"));
        return this;
    }

    public Cohort open() {
        return Layouts.open(folder);
    }

    public static float[] noise(int seed) {
        Random random = new Random(seed);
        float[] voxels = new float[GRID.shape().voxels()];
        for (int i = 0; i < voxels.length; i++) {
            voxels[i] = 1 + random.nextInt(1000);
        }
        return voxels;
    }

    /** Label 1 in 10 voxels, label 2 in 20, background in 30. */
    public static short[] halves() {
        short[] voxels = new short[GRID.shape().voxels()];
        for (int i = 0; i < 30; i++) {
            voxels[i] = (short) (i < 10 ? 1 : 2);
        }
        return voxels;
    }
}
