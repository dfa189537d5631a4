package klarsyn.layout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import klarsyn.base.DataException;
import klarsyn.data.Case;
import klarsyn.data.Cohort;
import klarsyn.data.Hints;
import klarsyn.data.Part;
import klarsyn.data.file.Kind;
import klarsyn.image.Volume;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ArraysLayoutTest {

    /** Pictures of one line of two pixels. */
    private static final int[] TWO_PICTURES = {2, 1, 2};

    private SmallFolder folder;

    @BeforeEach
    void emptyFolder(@TempDir Path root) {
        folder = new SmallFolder(root);
    }

    private Cohort npz(Map<String, byte[]> arrays) {
        return Layouts.open(folder.npz("set.npz", arrays).root());
    }

    private static Case.Target category(String name) {
        return new Case.Target.Category(name);
    }

    @Test
    void arrays_of_an_archive_keep_their_side_of_the_split() {
        Cohort cohort = npz(Map.of(
                "train_images", SmallFolder.npy("2, 1, 2", 1, 2, 3, 4),
                "train_labels", SmallFolder.npy("2, 1", 7, 5),
                "val_images", SmallFolder.npy("1, 1, 2", 5, 6),
                "val_labels", SmallFolder.npy("1, 1", 5),
                "test_images", SmallFolder.npy("1, 1, 2", 7, 8),
                "test_labels", SmallFolder.npy("1, 1", 7)));

        assertThat(cohort.name()).isEqualTo("set");
        assertThat(cohort.kind()).isEqualTo(Kind.PICTURE);
        assertThat(cohort.cases())
                .extracting(Case::part, Case::target)
                .containsExactlyInAnyOrder(
                        tuple(Part.TRAIN, category("7")),
                        tuple(Part.TRAIN, category("5")),
                        tuple(Part.VALIDATION, category("5")),
                        tuple(Part.TEST, category("7")));
    }

    @ParameterizedTest
    @CsvSource({"images,labels", "x,y", "X,Y", "Images,labels"})
    void an_archive_may_have_one_array_of_images_alone(String images, String labels) {
        Cohort cohort = npz(Map.of(
                images,
                SmallFolder.npy("2, 1, 2", 1, 2, 3, 4),
                labels,
                SmallFolder.npy("2,", 0, 1),
                "notes",
                SmallFolder.npy("1,", 9)));

        assertThat(cohort.cases()).extracting(Case::part).containsOnly(Part.ANY);
        assertThat(pixels(cohort)).containsExactly(List.of(1f, 2f), List.of(3f, 4f));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-idx%d-ubyte", ".idx%d-ubyte"})
    void arrays_of_mnist_are_pairs_of_files(String ending) {
        folder.bytes("train-images" + ending.formatted(3), SmallFolder.idx(TWO_PICTURES, 1, 2, 3, 4))
                .bytes("train-labels" + ending.formatted(1), SmallFolder.idx(new int[] {2}, 9, 4))
                .bytes("t10k-images" + ending.formatted(3), SmallFolder.idx(new int[] {1, 1, 2}, 5, 255))
                .bytes("t10k-labels" + ending.formatted(1), SmallFolder.idx(new int[] {1}, 9));

        Cohort cohort = Layouts.open(folder.root());

        assertThat(cohort.layout()).startsWith("idx arrays");
        assertThat(cohort.cases())
                .extracting(Case::part, Case::target)
                .containsExactlyInAnyOrder(
                        tuple(Part.TRAIN, category("9")),
                        tuple(Part.TRAIN, category("4")),
                        tuple(Part.TEST, category("9")));
        assertThat(pixels(cohort)).containsExactlyInAnyOrder(List.of(1f, 2f), List.of(3f, 4f), List.of(5f, 255f));
    }

    private static List<List<Float>> pixels(Cohort cohort) {
        return cohort.cases().stream()
                .map(one -> one.sources().getFirst().readImage().getFirst())
                .map(ArraysLayoutTest::values)
                .toList();
    }

    private static List<Float> values(Volume volume) {
        return List.of(volume.voxels()[0], volume.voxels()[1]);
    }

    @Test
    void images_with_a_depth_axis_are_volumes() {
        Cohort cohort = npz(Map.of(
                "images", SmallFolder.npy("1, 2, 1, 2", 1, 2, 3, 4),
                "labels", SmallFolder.npy("1,", 0)));

        assertThat(cohort.kind()).isEqualTo(Kind.VOLUME);
    }

    @Test
    void colors_of_a_picture_are_its_channels() {
        Cohort cohort = npz(Map.of(
                "images", SmallFolder.npy("1, 1, 2, 3", 1, 2, 3, 4, 5, 6),
                "labels", SmallFolder.npy("1,", 0)));

        assertThat(cohort.channels()).extracting(Cohort.Channel::modality).containsExactly("red", "green", "blue");
    }

    @Test
    void each_archive_of_a_folder_is_a_data_set() {
        Map<String, byte[]> arrays =
                Map.of("images", SmallFolder.npy("1, 1, 2", 1, 2), "labels", SmallFolder.npy("1,", 0));
        folder.npz("one.npz", arrays).npz("two.npz", arrays);

        assertThat(Layouts.openAll(folder.root(), Hints.none()))
                .extracting(Cohort::name)
                .containsExactly("one", "two");
        assertThat(Layouts.open(folder.root().resolve("two.npz")).name()).isEqualTo("two");
    }

    @Test
    void as_many_labels_as_images_are_wanted() {
        assertThatThrownBy(() -> npz(Map.of(
                        "images", SmallFolder.npy("2, 1, 2", 1, 2, 3, 4), "labels", SmallFolder.npy("3,", 0, 1, 0))))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("there are 2 images and 3 labels");
    }

    @Test
    void images_without_labels_are_rejected() {
        assertThatThrownBy(() -> npz(
                        Map.of("train_images", SmallFolder.npy("1, 1, 2", 1, 2), "labels", SmallFolder.npy("1,", 0))))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("no image array has a label array of the same length");
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.5, -0.25, Double.NaN, Double.POSITIVE_INFINITY, 1e10})
    void a_label_that_is_no_number_of_a_class_is_rejected(double label) {
        assertThatThrownBy(() -> npz(Map.of(
                        "images", SmallFolder.npy("2, 1, 2", 1, 2, 3, 4), "labels", SmallFolder.npy("2,", 1, label))))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("set.npz")
                .hasMessageContaining("no number of a class");
    }
}
