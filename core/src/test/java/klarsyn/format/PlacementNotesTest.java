package klarsyn.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import klarsyn.base.DataException;
import klarsyn.format.file.PlacementNote;
import klarsyn.format.file.PlacementNote.Cause;
import klarsyn.image.Affine;
import klarsyn.image.LabelMap;
import klarsyn.image.SampleGrids;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Headers whose placement statements disagree or are unusable: read as stated here, and reported. */
class PlacementNotesTest {

    private static final Affine SPACING_ONLY = new Affine(2, 0, 0, 0, 0, 3, 0, 0, 0, 0, 4, 0);

    @TempDir
    private Path folder;

    /** 4 × 3 × 2 voxels of 2 × 3 × 4 mm with agreeing sform and qform, except for some changes. */
    private Path nifti(Consumer<ByteBuffer> changes) {
        NiftiFile content = NiftiFile.small();
        content.bytes.putShort(252, (short) 1);
        changes.accept(content.bytes);
        return content.writeTo(folder.resolve("image.nii"));
    }

    private static void zeroSform(ByteBuffer header) {
        for (int entry = 0; entry < 12; entry++) {
            header.putFloat(280 + 4 * entry, 0);
        }
    }

    private static void noCodes(ByteBuffer header) {
        header.putShort(252, (short) 0).putShort(254, (short) 0);
    }

    private static void assertNoted(Path file, Affine affine, Cause cause, String... words) {
        assertThat(Images.readGeometry(file).affine()).isEqualTo(affine);
        assertThat(Images.placementNotes(file)).singleElement().satisfies(note -> {
            assertThat(note.cause()).isEqualTo(cause);
            assertThat(note.what()).contains(words);
        });
    }

    private static void assertRejected(Path file, String what, String fix) {
        assertThatThrownBy(() -> Images.readGeometry(file)).isInstanceOfSatisfying(DataException.class, error -> {
            assertThat(error.what()).contains(what);
            assertThat(error.fix()).contains(fix);
        });
    }

    @Test
    void forms_that_agree_need_no_note() {
        assertThat(Images.placementNotes(nifti(_ -> {}))).isEmpty();
    }

    @Test
    void a_qform_elsewhere_than_the_sform_is_noted_with_both() {
        assertNoted(
                nifti(header -> header.putFloat(268, 40)),
                SPACING_ONLY,
                Cause.FORMS_DISAGREE,
                "shifted by (-40, 0, 0) mm",
                "sform [[2, 0, 0, 0], [0, 3, 0, 0], [0, 0, 4, 0]]",
                "qform [[2, 0, 0, 40], [0, 3, 0, 0], [0, 0, 4, 0]]",
                "the sform was used");
        assertNoted(nifti(header -> header.putFloat(76, -1)), SPACING_ONLY, Cause.FORMS_DISAGREE, "axis 2 is flipped");
        assertNoted(nifti(header -> header.putFloat(80, 0.5f)), SPACING_ONLY, Cause.FORMS_DISAGREE, "0.5×3×4 mm");
    }

    @Test
    void what_a_quaternion_of_floats_loses_near_half_a_turn_is_no_disagreement() {
        double angle = Math.PI - 0.02; // about z
        Path file = nifti(header -> {
            header.putFloat(264, (float) Math.sin(angle / 2));
            header.putFloat(280, (float) (2 * Math.cos(angle))).putFloat(284, (float) (-3 * Math.sin(angle)));
            header.putFloat(296, (float) (2 * Math.sin(angle))).putFloat(300, (float) (3 * Math.cos(angle)));
        });

        assertThat(Images.placementNotes(file)).isEmpty();
    }

    @Test
    void an_sform_of_zeros_gives_way_to_the_qform() {
        Affine moved = new Affine(2, 0, 0, 7, 0, 3, 0, 0, 0, 0, 4, 0);
        assertNoted(
                nifti(header -> {
                    zeroSform(header);
                    header.putFloat(268, 7);
                }),
                moved,
                Cause.SFORM_UNUSABLE,
                "the sform (code 1) is zero",
                "the qform (code 1) was used: [[2, 0, 0, 7]");
    }

    @Test
    void an_sform_of_zeros_with_an_offset_gives_way_as_well() {
        assertNoted(
                nifti(header -> {
                    zeroSform(header);
                    header.putFloat(292, 5);
                }),
                SPACING_ONLY,
                Cause.SFORM_UNUSABLE,
                "[0, 0, 0, 5]");
    }

    @Test
    void an_sform_that_is_not_finite_gives_way_to_a_qform_that_it_does_not_contradict() {
        assertNoted(
                nifti(header -> header.putFloat(280, Float.NaN)),
                SPACING_ONLY,
                Cause.SFORM_UNUSABLE,
                "not finite",
                "[[NaN, 0, 0, 0]");
        assertNoted(
                nifti(header -> header.putFloat(292, Float.POSITIVE_INFINITY)),
                SPACING_ONLY,
                Cause.SFORM_UNUSABLE,
                "not finite");
        assertRejected(
                nifti(header -> header.putFloat(280, Float.NaN).putFloat(300, -3)),
                "its other entries differ from the qform",
                "if the qform is right, set sform_code to 0");
    }

    @Test
    void an_sform_in_a_plane_is_rejected_where_the_qform_is_another() {
        assertNoted(nifti(header -> header.putFloat(320, 0)), SPACING_ONLY, Cause.SFORM_UNUSABLE, "span no volume");
        assertRejected(
                nifti(header -> header.putFloat(284, 2).putFloat(300, 0)), // x and y run alike
                "span no volume",
                "set sform_code to 0");
    }

    @Test
    void an_sform_of_zeros_without_a_qform_is_rejected_with_what_is_left() {
        assertRejected(
                nifti(header -> {
                    zeroSform(header);
                    header.putShort(252, (short) 0);
                }),
                "the qform (code 0) is unusable",
                "spacing of 2.00×3.00×4.00 mm alone");
        assertRejected(
                nifti(header -> {
                    zeroSform(header);
                    header.putFloat(256, 0.9f).putFloat(260, 0.9f);
                }),
                "the qform (code 1) is unusable",
                "right affine");
    }

    @Test
    void a_qform_that_is_no_rotation_is_noted_beside_an_sform_and_rejected_without() {
        assertNoted(
                nifti(header -> header.putFloat(256, 0.9f).putFloat(260, 0.9f)),
                SPACING_ONLY,
                Cause.QFORM_UNUSABLE,
                "0.9000, 0.9000, 0.000",
                "the sform (code 1) was used");
        assertNoted(nifti(header -> header.putFloat(268, Float.NaN)), SPACING_ONLY, Cause.QFORM_UNUSABLE, "offset NaN");
        assertRejected(
                nifti(header -> header.putShort(254, (short) 0).putFloat(256, Float.NaN)),
                "there is no sform (code 0)",
                "set qform_code to 0");
    }

    @Test
    void the_spacing_alone_does_not_state_which_side_is_left() {
        assertNoted(
                nifti(header -> {
                    noCodes(header);
                    zeroSform(header);
                }),
                SPACING_ONLY,
                Cause.UNPLACED,
                "sform_code and qform_code are 0",
                "spacing of 2.00×3.00×4.00 mm alone");
        assertNoted(
                nifti(header -> {
                    noCodes(header);
                    header.putFloat(280, -2);
                }),
                SPACING_ONLY,
                Cause.UNPLACED,
                "the sform would give [[-2, 0, 0, 0]");
    }

    @Test
    void a_spacing_that_is_missing_where_it_is_needed_is_rejected() {
        for (float spacing : new float[] {0, Float.NaN, Float.NEGATIVE_INFINITY}) {
            assertRejected(
                    nifti(header -> {
                        noCodes(header);
                        header.putFloat(88, spacing);
                    }),
                    "the distance between the 2 voxels along z is unknown",
                    "whose columns contain the distances");
        }
        assertRejected(
                nifti(header -> header.putShort(254, (short) 0).putFloat(80, 0)), "pixdim[1] is 0", "right affine");
    }

    @Test
    void a_spacing_that_is_not_needed_is_compared_with_the_sform() {
        assertNoted(
                nifti(header -> header.putShort(252, (short) 0).putFloat(88, 0)),
                SPACING_ONLY,
                Cause.SPACING_DISAGREES,
                "pixdim gives voxels of 2×3×0, the sform (code 1) of 2.00×3.00×4.00 mm");
        assertNoted(nifti(header -> header.putFloat(88, Float.NaN)), SPACING_ONLY, Cause.SPACING_DISAGREES, "2×3×NaN");
    }

    @Test
    void the_distance_between_tilted_slices_may_stand_for_the_length_of_a_step() {
        Path file = nifti(header -> header.putShort(252, (short) 0).putFloat(304, 2.5f));

        assertThat(Images.placementNotes(file)).isEmpty();
        assertThat(PlacementNote.onShear(Images.readGeometry(file)))
                .hasValueSatisfying(note ->
                        assertThat(note.what()).contains("57.99° between y and z", "has 24.0000 mm³, not 28.3019"));
    }

    @Test
    void the_signs_of_the_spacing_are_ignored() {
        Path file =
                nifti(header -> header.putShort(254, (short) 0).putFloat(80, -2).putFloat(84, -3));

        assertNoted(file, SPACING_ONLY, Cause.SPACING_NEGATIVE, "-2×-3×4", "signs were ignored");
        assertNoted(
                nifti(header -> header.putFloat(88, -4)), // with an sform
                SPACING_ONLY,
                Cause.SPACING_NEGATIVE,
                "2×3×-4");
    }

    @Test
    void a_single_slice_without_a_thickness_is_taken_as_one_millimeter_thick() {
        NiftiFile slice = new NiftiFile(ByteOrder.LITTLE_ENDIAN, 2, 1, 4, 3, 1);
        slice.bytes.putShort(252, (short) 1).putShort(254, (short) 0).putFloat(88, 0);

        assertNoted(
                slice.writeTo(folder.resolve("slice.nii")),
                new Affine(2, 0, 0, 0, 0, 3, 0, 0, 0, 0, 1, 0),
                Cause.THICKNESS_UNKNOWN,
                "taken as 1 mm");
    }

    @Test
    void an_image_of_two_axes_needs_no_thickness() {
        NiftiFile picture = new NiftiFile(ByteOrder.LITTLE_ENDIAN, 2, 1, 4, 3);
        picture.bytes.putShort(252, (short) 1).putShort(254, (short) 0).putFloat(88, 0);

        assertThat(Images.placementNotes(picture.writeTo(folder.resolve("picture.nii"))))
                .isEmpty();
    }

    @Test
    void version_two_and_pairs_are_read_alike() throws IOException {
        byte[] second = NiftiFile.second(ByteOrder.BIG_ENDIAN);
        ByteBuffer.wrap(second).putInt(344, 1).put(400, new byte[96]);
        byte[] pair = NiftiFile.small().bytes.putShort(252, (short) 1).array().clone();
        System.arraycopy("ni1\0".getBytes(StandardCharsets.US_ASCII), 0, pair, 344, 4);
        zeroSform(ByteBuffer.wrap(pair));
        Files.write(folder.resolve("pair.img"), new byte[48]);
        ByteBuffer.wrap(pair).order(ByteOrder.LITTLE_ENDIAN).putFloat(108, 0);

        for (Path file : List.of(
                NiftiFile.write(folder.resolve("second.nii.gz"), second),
                NiftiFile.write(folder.resolve("pair.hdr"), pair))) {
            assertNoted(file, SPACING_ONLY, Cause.SFORM_UNUSABLE, "is zero");
        }
    }

    @Test
    void labels_are_written_without_the_form_that_could_not_be_used() throws IOException {
        Path image = nifti(PlacementNotesTest::zeroSform);
        LabelMap labels = SampleGrids.labeled(Images.readGeometry(image));
        Path file = folder.resolve("labels.nii");

        Images.writeOnGridOf(labels, image, file);

        assertThat(Images.readGeometry(file)).isEqualTo(Images.readGeometry(image));
        assertThat(Images.placementNotes(file)).isEmpty();
    }

    @Test
    void slices_along_the_fourth_axis_are_noted_and_no_label_map() {
        NiftiFile content = new NiftiFile(ByteOrder.LITTLE_ENDIAN, 2, 1, 4, 3, 1, 5);
        Path file = content.writeTo(folder.resolve("fourth.nii"));

        assertNoted(file, SPACING_ONLY, Cause.SLICES_AS_CHANNELS, "4×3×1×5", "5 channels of one slice");
        assertThatThrownBy(() -> Images.readLabels(file))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("this file has 5: the axes are 4×3×1×5")
                .hasMessageContaining("np.squeeze");

        content.bytes.put(123, (byte) (2 + 8)); // mm and seconds
        assertThat(Images.placementNotes(content.writeTo(file))).isEmpty();
    }

    @Test
    void axes_of_one_voxel_behind_the_third_change_nothing() {
        NiftiFile content = new NiftiFile(ByteOrder.LITTLE_ENDIAN, 2, 1, 4, 3, 2, 1, 1);
        Path file = content.writeTo(folder.resolve("five.nii"));

        assertThat(Images.placementNotes(file)).isEmpty();
        assertThat(Images.readLabels(file).shape()).hasToString("4×3×2");
    }

    private Path nrrd(String... lines) throws IOException {
        String header = "NRRD0005\ntype: uint8\ndimension: 3\nsizes: 2 2 2\nencoding: raw\n";
        return Files.writeString(
                folder.resolve("a.nrrd"),
                header + String.join("\n", lines) + "\n\n12345678",
                StandardCharsets.US_ASCII);
    }

    private Path metaImage(String... lines) throws IOException {
        String header = "NDims = 3\nDimSize = 2 2 2\nElementType = MET_UCHAR\n";
        return Files.writeString(
                folder.resolve("a.mha"),
                header + String.join("\n", lines) + "\nElementDataFile = LOCAL\n12345678",
                StandardCharsets.US_ASCII);
    }

    private static List<Cause> causes(Path file) {
        return Images.placementNotes(file).stream().map(PlacementNote::cause).toList();
    }

    @Test
    void a_nrrd_header_is_noted_where_it_states_two_spacings_or_none() throws IOException {
        String[] placed = {"space: LPS", "space directions: (1,0,0) (0,1,0) (0,0,3)", "space origin: (0,0,0)"};
        assertThat(causes(nrrd(placed))).isEmpty();
        assertThat(causes(nrrd(placed[0], placed[1], "spacings: 1 1 2"))).containsExactly(Cause.SPACING_DISAGREES);
        assertThat(causes(nrrd(placed[0], "spacings: 1 -1 2"))).containsExactly(Cause.SPACING_NEGATIVE);
        assertThat(causes(nrrd(placed[0]))).containsExactly(Cause.SPACING_MISSING);
        assertThat(causes(nrrd("spacings: 1 1 2"))).containsExactly(Cause.UNPLACED);
    }

    @Test
    void a_meta_image_header_is_noted_where_its_matrix_scales_or_its_spacing_is_missing() throws IOException {
        String matrix = "TransformMatrix = 1 0 0 0 1 0 0 0 ";
        assertThat(causes(metaImage(matrix + "1", "ElementSpacing = 1 1 2"))).isEmpty();
        assertThat(causes(metaImage(matrix + "2", "ElementSpacing = 1 1 2"))).containsExactly(Cause.SPACING_DISAGREES);
        assertThat(causes(metaImage(matrix + "1"))).containsExactly(Cause.SPACING_MISSING);
        assertThat(causes(metaImage("ElementSpacing = 1 1 -2"))).containsExactly(Cause.SPACING_NEGATIVE);
    }

    @Test
    void a_sheared_nrrd_or_meta_image_has_the_volume_of_its_determinant() throws IOException {
        Path nrrd = nrrd("space: LPS", "space directions: (1,0,0) (0,1,0) (0,1.5,3)", "space origin: (0,0,0)");
        Path meta = metaImage("TransformMatrix = 1 0 0 0 1 0 0 0.6 0.8", "ElementSpacing = 1 1 5");

        assertThat(Images.readGeometry(nrrd).voxelMl()).isEqualTo(0.003);
        assertThat(Images.readGeometry(meta).voxelMl()).isEqualTo(0.004);
        assertThat(PlacementNote.onShear(Images.readGeometry(meta))).isPresent();
    }
}
