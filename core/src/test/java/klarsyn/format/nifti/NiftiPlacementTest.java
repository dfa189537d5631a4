package klarsyn.format.nifti;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Random;
import klarsyn.base.DataException;
import klarsyn.format.file.VoxelType;
import klarsyn.image.Affine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The two forms of NIfTI's placement as laws: a rotation goes to a quaternion and comes back. */
class NiftiPlacementTest {

    /** A random rotation by the axis and the angle, scaled along its columns, moved somewhere. */
    private static Affine random(Random random, boolean mirrored) {
        double x = random.nextGaussian();
        double y = random.nextGaussian();
        double z = random.nextGaussian();
        double length = Math.sqrt(x * x + y * y + z * z);
        x /= length;
        y /= length;
        z /= length;
        double angle = random.nextDouble() * 2 * Math.PI;
        double c = Math.cos(angle);
        double s = Math.sin(angle);
        double[] steps = {0.5 + random.nextDouble(), 0.5 + random.nextDouble(), 0.5 + 4 * random.nextDouble()};
        if (mirrored) {
            steps[2] = -steps[2];
        }
        double[][] rotation = {
            {c + x * x * (1 - c), x * y * (1 - c) - z * s, x * z * (1 - c) + y * s},
            {y * x * (1 - c) + z * s, c + y * y * (1 - c), y * z * (1 - c) - x * s},
            {z * x * (1 - c) - y * s, z * y * (1 - c) + x * s, c + z * z * (1 - c)}
        };
        double[][] rows = new double[3][4];
        for (int row = 0; row < 3; row++) {
            for (int column = 0; column < 3; column++) {
                rows[row][column] = rotation[row][column] * steps[column];
            }
            rows[row][3] = 100 * random.nextGaussian();
        }
        return Affine.ofRows(rows);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void any_rotation_and_mirroring_comes_back_from_both_forms(boolean mirrored) {
        Random random = new Random(7);
        for (int i = 0; i < 200; i++) {
            Affine affine = random(random, mirrored);

            NiftiPlacement placement = NiftiPlacement.of(affine, NiftiVersion.TWO);

            assertClose(placement.sform(), affine, 1e-12);
            assertClose(placement.qformInMm().orElseThrow(), affine, 1e-6);
        }
    }

    /** Half turns have a quaternion without a real part, where rounding does most harm. */
    @ParameterizedTest
    @CsvSource({"-1,-1,1", "-1,1,-1", "1,-1,-1", "1,1,1", "-1,-1,-1"})
    void half_turns_come_back(int x, int y, int z) {
        Affine affine = new Affine(2.0 * x, 0, 0, 5, 0, 3.0 * y, 0, -6, 0, 0, 4.0 * z, 7);

        NiftiPlacement placement = NiftiPlacement.of(affine, NiftiVersion.ONE);

        assertClose(placement.qformInMm().orElseThrow(), affine, 1e-12);
        assertThat(placement.pixdim()[0]).isEqualTo(x * y * z < 0 ? -1 : 1);
    }

    @Test
    void a_shear_is_stated_by_the_rows_alone() {
        Affine sheared = new Affine(1, 0.3, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0);

        NiftiPlacement placement = NiftiPlacement.of(sheared, NiftiVersion.ONE);

        assertThat(placement.sformCode()).isPositive();
        assertThat(placement.qformCode()).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void fields_come_back_from_a_header_of_either_version(NiftiVersion version) {
        for (ByteOrder order : new ByteOrder[] {ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN}) {
            ByteBuffer header = ByteBuffer.allocate(version.headerBytes()).order(order);
            NiftiPlacement placement = NiftiPlacement.of(random(new Random(3), true), version);

            placement.put(header, version);
            NiftiPlacement read = NiftiPlacement.parse(header, version);

            assertThat(read.srow()).isEqualTo(placement.srow());
            assertThat(read.quatern()).isEqualTo(placement.quatern());
            assertThat(read.pixdim()).isEqualTo(placement.pixdim());
            assertThat(read.sformCode()).isEqualTo(placement.sformCode());
            assertThat(read.qformCode()).isEqualTo(placement.qformCode());
        }
    }

    @ParameterizedTest
    @CsvSource({"1,1000", "2,1", "3,0.001", "0,1", "4,1"})
    void lengths_are_taken_in_the_unit_of_the_header(int code, double mm) {
        ByteBuffer header = ByteBuffer.allocate(348).order(ByteOrder.LITTLE_ENDIAN);
        NiftiPlacement.of(Affine.ofRows(new double[][] {{2, 0, 0, 3}, {0, 2, 0, 4}, {0, 0, 2, 5}}), NiftiVersion.ONE)
                .put(header, NiftiVersion.ONE);
        NiftiField.UNITS.put(header, NiftiVersion.ONE, 0, code);

        Affine affine = NiftiPlacement.parse(header, NiftiVersion.ONE).sform();

        assertThat(affine.at(0, 0)).isCloseTo(2 * mm, within(1e-12));
        assertThat(affine.at(2, 3)).isCloseTo(5 * mm, within(1e-12));
    }

    @ParameterizedTest
    @CsvSource({"1,1,0", "0.8,0.8,0", "NaN,0,0", "Infinity,0,0"})
    void a_quaternion_that_is_no_rotation_is_no_form(double b, double c, double d) {
        NiftiPlacement placement =
                new NiftiPlacement(new double[] {1, 1, 1, 1}, 1, 0, new double[] {b, c, d, 0, 0, 0}, new double[12], 1);

        assertThat(placement.qformInMm()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"0,false", "-2,true", "NaN,false", "Infinity,false", "0.5,true"})
    void a_spacing_counts_whatever_its_sign(double pixdim, boolean usable) {
        NiftiPlacement placement =
                new NiftiPlacement(new double[] {1, pixdim, 1, 1}, 0, 0, new double[6], new double[12], 1);

        assertThat(placement.hasSpacing(0)).isEqualTo(usable);
        assertThat(placement.spacingAlone().at(0, 0)).isEqualTo(usable ? Math.abs(pixdim) : 1);
    }

    // ---- kinds of voxels and headers

    @ParameterizedTest
    @EnumSource
    void a_type_of_number_is_known_by_its_code(VoxelType type) {
        NiftiVoxel voxel = NiftiVoxel.of(NiftiVoxel.code(type), Path.of("a.nii"));

        assertThat(voxel.type()).isEqualTo(type);
        assertThat(voxel.bytes()).isEqualTo(type.bytes());
        assertThat(voxel.isColor()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"128,3", "2304,4"})
    void colors_are_bytes_side_by_side(int code, int components) {
        NiftiVoxel voxel = NiftiVoxel.of(code, Path.of("a.nii"));

        assertThat(voxel.isColor()).isTrue();
        assertThat(voxel.bytes()).isEqualTo(components);
    }

    @ParameterizedTest
    @CsvSource({"1,single bits", "32,complex", "1536,128-bit", "77,77"})
    void kinds_that_are_no_images_of_numbers_are_rejected_by_name(int code, String name) {
        assertThatThrownBy(() -> NiftiVoxel.of(code, Path.of("a.nii")))
                .isInstanceOf(DataException.class)
                .hasMessageContaining(name);
    }

    @ParameterizedTest
    @EnumSource
    void a_header_that_was_signed_is_known_by_its_mark(NiftiVersion version) {
        byte[] header = new byte[version.headerBytes()];
        version.sign(ByteBuffer.wrap(header));

        assertThat(version.isSingle(header)).isTrue();
        assertThat(version.isPair(header)).isFalse();
        assertThat(version.singleFileOffset() % 16).isZero();
    }

    private static void assertClose(Affine actual, Affine expected, double tolerance) {
        for (int row = 0; row < 3; row++) {
            for (int column = 0; column < 4; column++) {
                assertThat(actual.at(row, column)).isCloseTo(expected.at(row, column), within(tolerance));
            }
        }
    }
}
