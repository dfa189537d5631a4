package klarsyn.format;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import klarsyn.base.DataException;
import klarsyn.base.Where;
import klarsyn.image.Geometry;
import klarsyn.image.Shape;

/**
 * What a NIfTI-1 header says, checked for what cannot be.
 *
 * @param order      of the bytes in the file
 * @param dimensions that the file counts, 1 to 7
 * @param geometry   shape of a channel and affine
 * @param channels   how often the shape is there: points in time, components
 * @param type       of a voxel
 * @param offset     of the first voxel from the start of the file
 * @param slope      factor of the stored values
 * @param intercept  summand of the stored values
 * @param placement  the fields that place the voxels
 */
record NiftiHeader(
        ByteOrder order,
        int dimensions,
        Geometry geometry,
        int channels,
        VoxelType type,
        long offset,
        double slope,
        double intercept,
        NiftiPlacement placement) {

    static final int BYTES = 348;

    /** Header and the four bytes that say whether extensions follow. */
    static final int SINGLE_FILE_OFFSET = 352;

    /** Far beyond any disk, and far enough from the largest long for sums to fit. */
    private static final float LARGEST_OFFSET = 1e18f;

    static NiftiHeader parse(byte[] bytes, Path file) {
        ByteBuffer header = ByteBuffer.wrap(bytes).order(orderOf(bytes, file));
        refuseOtherMagic(bytes, file);
        int dimensions = header.getShort(40);
        if (dimensions < 1 || dimensions > 7) {
            throw bad(file, "the header counts %d dimensions where 1 to 7 can be".formatted(dimensions));
        }
        int[] dim = new int[7];
        for (int i = 0; i < 7; i++) {
            dim[i] = i < dimensions ? header.getShort(42 + 2 * i) : 1;
            if (dim[i] < 1) {
                throw bad(file, "the header gives axis %d a length of %d".formatted(i + 1, dim[i]));
            }
        }
        Shape shape = new Shape(dim[0], dim[1], dim[2]);
        VoxelType type = typeOf(header.getShort(70), file);
        int channels = channels(dim, shape, file);
        NiftiPlacement placement = NiftiPlacement.parse(header);
        Geometry geometry = placement
                .affine()
                .map(affine -> new Geometry(shape, affine))
                .orElseThrow(() -> bad(
                        file,
                        "the %s of the header puts the voxels nowhere (not a number, no rotation, or all in a plane)"
                                .formatted(placement.sformCode() > 0 ? "sform" : "qform or spacing")));
        double slope = header.getFloat(112);
        double intercept = header.getFloat(116);
        boolean scaled = slope != 0 && Double.isFinite(slope);
        if (scaled && !Double.isFinite(intercept)) {
            throw bad(file, "the header scales voxels by %s and shifts them by %s".formatted(slope, intercept));
        }
        return new NiftiHeader(
                header.order(),
                dimensions,
                geometry,
                channels,
                type,
                offset(header.getFloat(108), file),
                scaled ? slope : 1,
                scaled ? intercept : 0,
                placement);
    }

    private static ByteOrder orderOf(byte[] bytes, Path file) {
        if (bytes.length < BYTES) {
            throw bad(
                    file,
                    "the file ends after %d of the %d bytes of a NIfTI-1 header, it seems to hold %s"
                            .formatted(bytes.length, BYTES, Contents.describe(bytes)));
        }
        for (ByteOrder order : new ByteOrder[] {ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN}) {
            int size = ByteBuffer.wrap(bytes).order(order).getInt(0);
            if (size == BYTES) {
                return order;
            }
            if (size == 540) {
                throw bad(file, "the file is NIfTI-2, which is not read yet");
            }
        }
        throw bad(file, "the file has no NIfTI-1 header, it seems to hold " + Contents.describe(bytes));
    }

    private static void refuseOtherMagic(byte[] bytes, Path file) {
        String magic = new String(bytes, 344, 4, StandardCharsets.ISO_8859_1);
        if (!magic.equals("n+1\0") && !magic.equals("ni1\0")) {
            throw bad(file, "the header lacks the mark of NIfTI-1 (an Analyze 7.5 file?)");
        }
    }

    private static VoxelType typeOf(int code, Path file) {
        for (VoxelType type : VoxelType.values()) {
            if (type.code() == code) {
                return type;
            }
        }
        throw bad(file, "the voxels are %s, not one real number each".formatted(VoxelType.nameOf(code)));
    }

    private static int channels(int[] dim, Shape shape, Path file) {
        try {
            int channels = 1;
            for (int i = 3; i < 7; i++) {
                channels = Math.multiplyExact(channels, dim[i]);
            }
            Math.multiplyExact((long) shape.voxels(), channels);
            return channels;
        } catch (ArithmeticException tooMany) {
            throw bad(file, "the header claims more than 2³¹ − 1 voxels (%s, and more axes)".formatted(shape));
        }
    }

    private static long offset(float offset, Path file) {
        if (offset == 0) {
            return SINGLE_FILE_OFFSET;
        }
        if (!(offset >= SINGLE_FILE_OFFSET && offset < LARGEST_OFFSET)) {
            throw bad(file, "the header puts the voxels at byte %s of the file".formatted(offset));
        }
        return (long) offset;
    }

    /** Bytes of the file, when not compressed, up to the end of the last voxel. */
    long claimedBytes() {
        long voxels = (long) geometry.shape().voxels() * channels;
        return Math.addExact(offset, Math.multiplyExact(voxels, (long) type.bytes()));
    }

    /** The 352 bytes of a little-endian single file without extensions. */
    static byte[] bytes(Shape shape, int dimensions, VoxelType type, NiftiPlacement placement) {
        ByteBuffer header = ByteBuffer.allocate(SINGLE_FILE_OFFSET).order(ByteOrder.LITTLE_ENDIAN);
        header.putInt(0, BYTES);
        header.put(38, (byte) 'r');
        header.putShort(40, (short) dimensions);
        for (int i = 0; i < 7; i++) {
            header.putShort(42 + 2 * i, (short) (i < 3 ? shape.along(i) : 1));
            header.putFloat(80 + 4 * i, 1);
        }
        header.putShort(70, (short) type.code());
        header.putShort(72, (short) (8 * type.bytes()));
        header.putFloat(108, SINGLE_FILE_OFFSET);
        header.putFloat(112, 1);
        placement.put(header);
        header.put(148, "Klarsyn".getBytes(StandardCharsets.US_ASCII));
        header.put(344, "n+1\0".getBytes(StandardCharsets.US_ASCII));
        return header.array();
    }

    static DataException bad(Path file, String what) {
        return new DataException(what, Where.file(file), "give a whole NIfTI-1 image (.nii, .nii.gz), or leave it out");
    }
}
