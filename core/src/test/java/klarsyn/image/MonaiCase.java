package klarsyn.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import klarsyn.base.Recorded;
import klarsyn.base.SharedData;
import klarsyn.image.region.Connectivity;

/** One recorded case of a MONAI transform. */
public record MonaiCase(Recorded node) {

    /** The cases of {@code transforms.test_MODULE.json}. */
    static Stream<MonaiCase> of(String module) {
        return Recorded.file(SharedData.conformance("monai").resolve("transforms.test_" + module + ".json"))
                .get("cases")
                .elements()
                .stream()
                .map(MonaiCase::new);
    }

    String name() {
        return node.get("name").text();
    }

    /** An argument of the call, otherwise of the constructor. */
    public Recorded argument(String key) {
        return node.get("call_kwargs").get(key).or(node.get("kwargs").get(key));
    }

    boolean isRejected() {
        return node.get("expected_error").truth(false);
    }

    public RecordedArray image() {
        return RecordedArray.of(node.get("input").get("image")).withExtraAxesFirst();
    }

    RecordedArray expected() {
        return RecordedArray.of(node.get("monai_output").or(node.get("expected")))
                .withExtraAxesFirst();
    }

    /** An array argument or the identity, as an affine of the image's axes. */
    Affine affine(Recorded array) {
        return array.isThere()
                ? RecordedArray.of(array).affine(image().spatialAxes())
                : Affine.scaling(Spacing.isotropic(1));
    }

    /** The volumes of the image on the grid of the case's input. */
    List<Volume> volumes() {
        Geometry grid = new Geometry(image().shape(), affine(node.get("input").get("affine")));
        return image().volumes().stream()
                .map(voxels -> new Volume(grid, voxels))
                .toList();
    }

    /** Requires the recorded values to 10⁻⁴, and values from MONAI's test to the tolerance stated there. */
    public void requireExpected(List<float[]> volumes) {
        requireEqual(volumes, expected().volumes(), 1e-5, 1e-5);
        if (node.has("monai_output")) {
            Recorded tolerance = node.get("tolerance");
            requireEqual(
                    volumes,
                    RecordedArray.of(node.get("expected")).withExtraAxesFirst().volumes(),
                    tolerance.get("atol").number() + 1e-5,
                    tolerance.get("rtol").number());
        }
    }

    static void requireEqual(List<float[]> volumes, List<float[]> expected, double absolute, double relative) {
        assertThat(volumes).hasSameSizeAs(expected);
        for (int volume = 0; volume < volumes.size(); volume++) {
            float[] own = volumes.get(volume);
            float[] theirs = expected.get(volume);
            assertThat(own).hasSameSizeAs(theirs);
            for (int i = 0; i < own.length; i++) {
                assertThat(isClose(own[i], theirs[i], absolute, relative))
                        .as("volume %d, voxel %d: %s, not %s", volume, i, own[i], theirs[i])
                        .isTrue();
            }
        }
    }

    static boolean isClose(float own, float theirs, double absolute, double relative) {
        return Float.compare(own, theirs) == 0
                || Math.abs((double) own - theirs) <= absolute + relative * Math.abs(theirs);
    }

    /** Requires a grid at the recorded affine, to 10⁻⁶ of a voxel at its corners. */
    void requireAffine(Geometry grid) {
        if (node.has("expected_affine")) {
            Affine affine = affine(node.get("expected_affine"));
            assertThat(grid.affine().equalsWithin(affine, grid.shape(), 1e-6))
                    .as("%s, not %s", grid.affine(), affine)
                    .isTrue();
        }
    }

    public static Connectivity connectivity(Recorded steps, int axes) {
        return switch (steps.isThere() ? steps.integer() : axes) {
            case 1 -> Connectivity.FACES;
            case 2 -> Connectivity.EDGES;
            default -> Connectivity.CORNERS;
        };
    }
}
