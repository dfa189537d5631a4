package klarsyn.format.nifti;

import java.nio.file.Path;
import klarsyn.format.file.VoxelType;

/**
 * Content of one voxel of a NIfTI file.
 *
 * @param type       of each number
 * @param components interleaved numbers: 1, or the 3 or 4 of a color
 */
record NiftiVoxel(VoxelType type, int components) {

    /** The {@code datatype} of a type. */
    public static int code(VoxelType type) {
        return switch (type) {
            case UINT8 -> 2;
            case INT16 -> 4;
            case INT32 -> 8;
            case FLOAT32 -> 16;
            case FLOAT64 -> 64;
            case INT8 -> 256;
            case UINT16 -> 512;
            case UINT32 -> 768;
            case INT64 -> 1024;
            case UINT64 -> 1280;
        };
    }

    static NiftiVoxel of(int code, Path file) {
        for (VoxelType type : VoxelType.values()) {
            if (code(type) == code) {
                return new NiftiVoxel(type, 1);
            }
        }
        return switch (code) {
            case 128 -> new NiftiVoxel(VoxelType.UINT8, 3);
            case 2304 -> new NiftiVoxel(VoxelType.UINT8, 4);
            default ->
                throw NiftiHeader.bad(file, "the voxels are %s, which are not supported".formatted(nameOf(code)));
        };
    }

    private static String nameOf(int code) {
        return switch (code) {
            case 1 -> "single bits";
            case 32, 1792, 2048 -> "complex numbers";
            case 1536 -> "128-bit floats";
            default -> "of datatype " + code + ", which NIfTI does not define: numbers";
        };
    }

    /** Whether it is a color, which NIfTI never scales. */
    boolean isColor() {
        return components > 1;
    }

    int bytes() {
        return type.bytes() * components;
    }
}
