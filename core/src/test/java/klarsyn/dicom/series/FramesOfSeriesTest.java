package klarsyn.dicom.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import klarsyn.base.DataException;
import klarsyn.dicom.Tag;
import klarsyn.image.Geometry;
import klarsyn.image.Shape;
import klarsyn.image.Spacing;
import klarsyn.image.Volume;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files with many slices: enhanced multi-frame objects, mosaics, doses, and pictures with frames. */
class FramesOfSeriesTest {

    private static final Vector3 X = new Vector3(1, 0, 0);
    private static final Vector3 Y = new Vector3(0, 1, 0);
    private static final Vector3 Z = new Vector3(0, 0, 1);
    private static final SlicePlane AXIAL = new SlicePlane(new Vector3(5, 6, -20), X, Y, 1.25, 1.5);
    private static final int SIDE = 4;
    private static final int IMAGE_HEADER = 0x00291010;

    @TempDir
    private Path folder;

    private static void assertPhantom(Volume volume, double offset) {
        Shape shape = volume.shape();
        double farthest = 0;
        for (int k = 0; k < shape.z(); k++) {
            for (int j = 0; j < shape.y(); j++) {
                for (int i = 0; i < shape.x(); i++) {
                    double[] ras = volume.geometry().toWorld(i, j, k);
                    double value = SliceFile.value(new Vector3(-ras[0], -ras[1], ras[2])) + offset;
                    farthest = Math.max(farthest, Math.abs(volume.at(i, j, k) - value));
                }
            }
        }
        assertThat(farthest).isLessThanOrEqualTo(1);
    }

    private static short[] joined(List<SlicePlane> planes) {
        ByteBuffer all = ByteBuffer.allocate(2 * SIDE * SIDE * planes.size());
        for (SlicePlane plane : planes) {
            all.asShortBuffer().put(SliceFile.stored(plane, SIDE, SIDE));
            all.position(all.position() + 2 * SIDE * SIDE);
        }
        short[] values = new short[SIDE * SIDE * planes.size()];
        all.flip().asShortBuffer().get(values);
        return values;
    }

    private static SlicePlane axial(double mm) {
        return AXIAL.at(AXIAL.position().plus(Z.times(mm)));
    }

    private static SliceFile frames(List<SlicePlane> planes) {
        return SliceFile.of(planes.getFirst(), SIDE, SIDE, 1)
                .pixels(SIDE, SIDE, joined(planes))
                .text(Tag.NUMBER_OF_FRAMES, "IS", String.valueOf(planes.size()))
                .without(Tag.IMAGE_POSITION)
                .without(Tag.IMAGE_ORIENTATION)
                .without(Tag.PIXEL_SPACING);
    }

    /** Two time points of three slices, the frames unordered, each with its own intercept. */
    private static SliceFile enhanced() {
        double[] mm = {4, 0, 2, 2, 4, 0};
        int[] time = {1, 2, 1, 2, 2, 1};
        List<SlicePlane> planes = new ArrayList<>();
        SliceFile[] items = new SliceFile[mm.length];
        for (int i = 0; i < mm.length; i++) {
            planes.add(axial(mm[i]));
            var position = new SliceFile().place(planes.get(i)).without(Tag.IMAGE_ORIENTATION);
            items[i] = new SliceFile()
                    .sequence(Tag.PLANE_POSITION_SEQUENCE, position.without(Tag.PIXEL_SPACING))
                    .sequence(
                            Tag.FRAME_CONTENT_SEQUENCE,
                            new SliceFile()
                                    .element(Tag.TEMPORAL_POSITION_INDEX, "UL", new byte[] {(byte) time[i], 0, 0, 0}))
                    .sequence(
                            Tag.PIXEL_VALUE_TRANSFORMATION_SEQUENCE,
                            new SliceFile()
                                    .decimals(Tag.RESCALE_SLOPE, 1)
                                    .decimals(Tag.RESCALE_INTERCEPT, 100 * time[i]));
        }
        var shared = new SliceFile()
                .sequence(
                        Tag.PLANE_ORIENTATION_SEQUENCE,
                        new SliceFile().place(AXIAL).without(Tag.IMAGE_POSITION).without(Tag.PIXEL_SPACING))
                .sequence(
                        Tag.PIXEL_MEASURES_SEQUENCE,
                        new SliceFile().place(AXIAL).without(Tag.IMAGE_POSITION).without(Tag.IMAGE_ORIENTATION));
        return frames(planes)
                .sequence(Tag.SHARED_FUNCTIONAL_GROUPS_SEQUENCE, shared)
                .sequence(Tag.PER_FRAME_FUNCTIONAL_GROUPS_SEQUENCE, items);
    }

    @Test
    void enhanced_frames_are_ordered_by_place_and_time_and_rescaled_one_by_one() {
        Path file = enhanced().write(folder.resolve("enhanced"));
        List<Volume> volumes = DicomImage.read(file);

        assertThat(volumes).hasSize(2);
        assertPhantom(volumes.getFirst(), 100);
        assertPhantom(volumes.getLast(), 200);
        assertThat(DicomImage.geometry(file)).isEqualTo(volumes.getFirst().geometry());
    }

    @Test
    void a_copy_of_an_enhanced_file_is_a_duplicate() {
        enhanced().write(folder.resolve("one"));
        enhanced().write(folder.resolve("two"));
        assertThat(DicomSeries.find(folder).getFirst().problems())
                .containsExactly(new SeriesProblem.DuplicateSlices(List.of(-20.0, -18.0, -16.0)));
    }

    @Test
    void frames_that_are_not_all_described_are_rejected() {
        Path file = enhanced().text(Tag.NUMBER_OF_FRAMES, "IS", "7").write(folder.resolve("enhanced"));
        assertThatThrownBy(() -> DicomImage.read(file))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("states 7 frames but describes 6");
    }

    /** A mosaic of five tiles in three rows of three, one step along z per tile. */
    private static SliceFile mosaic(double step) {
        int wide = 3 * SIDE;
        short[] values = new short[wide * wide];
        for (int tile = 0; tile < 5; tile++) {
            short[] own = SliceFile.stored(axial(tile * step), SIDE, SIDE);
            for (int i = 0; i < own.length; i++) {
                int x = tile % 3 * SIDE + i % SIDE;
                int y = Math.floorDiv(tile, 3) * SIDE + Math.floorDiv(i, SIDE);
                values[y * wide + x] = own[i];
            }
        }
        double half = (wide - SIDE) / 2.0;
        return SliceFile.of(AXIAL.at(AXIAL.pixel(-half, -half)), SIDE, SIDE, 1)
                .pixels(wide, wide, values)
                .text(Tag.IMAGE_TYPE, "CS", "ORIGINAL\\PRIMARY\\M\\ND\\MOSAIC")
                .decimals(Tag.SPACING_BETWEEN_SLICES, Math.abs(step));
    }

    /** The newer Siemens header with three numbers and one. */
    private static byte[] csa(String slices, String... normal) {
        ByteBuffer out = ByteBuffer.allocate(1024).order(ByteOrder.LITTLE_ENDIAN);
        out.put("SV10\4\3\2\1".getBytes(StandardCharsets.ISO_8859_1)).putInt(2).putInt(77);
        entry(out, "NumberOfImagesInMosaic", slices);
        entry(out, "SliceNormalVector", normal);
        return Arrays.copyOf(out.array(), out.position());
    }

    private static void entry(ByteBuffer out, String name, String... values) {
        out.put(Arrays.copyOf(name.getBytes(StandardCharsets.ISO_8859_1), 64));
        out.putInt(values.length)
                .put("FD\0\0".getBytes(StandardCharsets.ISO_8859_1))
                .putInt(4);
        out.putInt(values.length).putInt(77);
        for (String value : values) {
            out.putInt(0).putInt(value.length()).putInt(77).putInt(0);
            out.put(Arrays.copyOf(value.getBytes(StandardCharsets.ISO_8859_1), (value.length() + 3) / 4 * 4));
        }
    }

    @Test
    void tiles_of_a_mosaic_follow_the_normal_of_the_image_header() {
        mosaic(2).element(IMAGE_HEADER, "OB", csa("5", "0", "0", "1.0")).write(folder.resolve("up"));
        assertPhantom(DicomImage.read(folder.resolve("up")).getFirst(), 0);

        mosaic(-2).element(IMAGE_HEADER, "OB", csa("5", "0", "0", "-1.0")).write(folder.resolve("down"));
        Volume down = DicomImage.read(folder.resolve("down")).getFirst();
        assertPhantom(down, 0);
        assertThat(down.shape()).isEqualTo(new Shape(SIDE, SIDE, 5));
    }

    @Test
    void tiles_of_a_mosaic_follow_the_protocol_where_the_image_header_is_gone() {
        String protocol = """
            ### ASCCONV BEGIN ###
            sSliceArray.asSlice[0].sPosition.dTra = -28
            sSliceArray.asSlice[1].sPosition.dTra = -26
            sSliceArray.asSlice[2].sPosition.dTra = -24
            sSliceArray.asSlice[3].sPosition.dTra = -22
            sSliceArray.asSlice[4].sPosition.dTra = -20
            sSliceArray.lSize = 5
            ### ASCCONV END ###
            """;
        mosaic(-2)
                .element(
                        0x00291020,
                        "OB",
                        (protocol + " ".repeat(protocol.length() % 2)).getBytes(StandardCharsets.ISO_8859_1))
                .write(folder.resolve("down"));
        assertPhantom(DicomImage.read(folder.resolve("down")).getFirst(), 0);
    }

    @Test
    void a_mosaic_without_a_number_of_tiles_or_with_too_many_is_rejected() {
        mosaic(2).write(folder.resolve("unknown"));
        assertThatThrownBy(() -> DicomImage.read(folder.resolve("unknown")))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("does not state the number of slices");
        mosaic(2).element(IMAGE_HEADER, "OB", csa("401", "0", "0", "1")).write(folder.resolve("many"));
        assertThatThrownBy(() -> DicomImage.read(folder.resolve("many")))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("401 slices do not fit into a mosaic of 12×12");
    }

    @Test
    void any_bytes_in_the_place_of_the_header_give_no_entries_and_no_harm() {
        byte[] whole = csa("5", "0", "0", "1.0");
        for (int length = 0; length < whole.length; length++) {
            assertThat(CsaHeader.of(Arrays.copyOf(whole, length)).texts().size())
                    .isLessThanOrEqualTo(2);
        }
        for (int at = 8; at < whole.length; at++) {
            byte[] wrong = whole.clone();
            wrong[at] = (byte) 0xff;
            assertThat(CsaHeader.of(wrong)).isNotNull();
        }
    }

    @Test
    void frames_of_a_dose_lie_where_their_offsets_say_in_the_unit_of_the_dose() {
        List<SlicePlane> planes = List.of(axial(0), axial(2.5), axial(5));
        frames(planes)
                .place(AXIAL)
                .decimals(0x3004000C, 0, 2.5, 5)
                .decimals(0x3004000E, 0.5)
                .write(folder.resolve("dose"));
        Volume dose = DicomImage.read(folder.resolve("dose")).getFirst();

        assertThat(dose.spacing().z()).isEqualTo(2.5, within(1e-9));
        assertThat(dose.at(1, 2, 1)).isEqualTo(SliceFile.stored(planes.get(1), SIDE, SIDE)[9] * 0.5f);
    }

    @Test
    void frames_without_a_place_are_pages_of_a_picture() {
        List<SlicePlane> planes = List.of(axial(0), axial(2.5), axial(5));
        frames(planes).decimals(Tag.PIXEL_SPACING, 0.3, 0.2).write(folder.resolve("capture"));
        Volume picture = DicomImage.read(folder.resolve("capture")).getFirst();

        assertThat(picture.geometry())
                .isEqualTo(Geometry.of(new Shape(SIDE, SIDE, 3), new Spacing(0.2, 0.3, 1)))
                .isEqualTo(DicomImage.geometry(folder.resolve("capture")));
        assertThat(picture.at(3, 1, 2)).isEqualTo(SliceFile.stored(planes.get(2), SIDE, SIDE)[7]);
    }
}
