package klarsyn.format.nifti;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import klarsyn.base.DataException;
import klarsyn.base.Where;
import klarsyn.format.file.Contents;
import klarsyn.format.file.PlacementNote;
import klarsyn.format.file.VoxelType;
import klarsyn.image.Geometry;
import klarsyn.image.Shape;

/**
 * What a NIfTI header says, checked for what cannot be.
 *
 * @param version    of the header
 * @param order      of the bytes in the file
 * @param dimensions that the file counts, 1 to 7
 * @param geometry   shape of a channel and affine
 * @param volumes    how often the shape is there: points in time, components of a vector
 * @param voxel      what one voxel of the file holds
 * @param offset     of the first voxel from the start of the file that holds the voxels
 * @param slope      factor of the stored values
 * @param intercept  summand of the stored values
 * @param placement  the fields that place the voxels; a form that cannot be used does not count
 * @param notes      what a person should know about the placement
 */
record NiftiHeader(
        NiftiVersion version,
        ByteOrder order,
        int dimensions,
        Geometry geometry,
        int volumes,
        NiftiVoxel voxel,
        long offset,
        double slope,
        double intercept,
        NiftiPlacement placement,
        List<PlacementNote> notes) {

    /** Far beyond any disk, and far enough from the largest long for sums to fit. */
    private static final double LARGEST_OFFSET = 0x1p53;

    /** Many more than a scan has; each takes some memory of its own, however few voxels it has. */
    private static final int MAX_CHANNELS = 1 << 16;

    /** Bits of the units' field that hold that of the fourth axis; 0 where it is not stated. */
    private static final int TIME_UNITS = 0x38;

    private static final String SLICES_TO_THIRD_AXIS =
            "if they are slices, store them along the third axis (nibabel: nib.Nifti1Image(np.squeeze(image.dataobj),"
                    + " image.affine)); if not, state the unit of time (nibabel: image.header.set_xyzt_units('mm',"
                    + " 'sec'))";

    /** Finds version and order by the header's first field, which holds the header's length. */
    static NiftiVersion versionOf(byte[] bytes, Path file) {
        for (NiftiVersion version : NiftiVersion.values()) {
            if (bytes.length >= Integer.BYTES && orderOf(bytes).getInt(0) == version.headerBytes()) {
                return version;
            }
        }
        throw bad(file, "the file has no NIfTI header, it seems to hold " + Contents.describe(bytes));
    }

    /** The header in the byte order in which its length makes sense; little-endian if there is none. */
    private static ByteBuffer orderOf(byte[] bytes) {
        ByteBuffer header = ByteBuffer.wrap(bytes).order(ByteOrder.BIG_ENDIAN);
        int length = header.getInt(0);
        for (NiftiVersion version : NiftiVersion.values()) {
            if (length == version.headerBytes()) {
                return header;
            }
        }
        return header.order(ByteOrder.LITTLE_ENDIAN);
    }

    /**
     * Makes sense of a header.
     *
     * @param bytes  all bytes of a header of this version
     * @param single whether the voxels follow in the same file
     */
    static NiftiHeader parse(byte[] bytes, NiftiVersion version, boolean single, Path file) {
        ByteBuffer header = orderOf(bytes);
        int dimensions = (int) NiftiField.DIM.get(header, version, 0);
        if (dimensions < 1 || dimensions > 7) {
            throw bad(file, "the header counts %d dimensions where 1 to 7 can be".formatted(dimensions));
        }
        int[] dim = new int[7];
        for (int i = 0; i < 7; i++) {
            double length = i < dimensions ? NiftiField.DIM.get(header, version, i + 1) : 1;
            if (!(length >= 1 && length <= Integer.MAX_VALUE)) {
                throw bad(file, "the header gives axis %d a length of %.0f".formatted(i + 1, length));
            }
            dim[i] = (int) length;
        }
        Shape shape = new Shape(dim[0], dim[1], dim[2]);
        NiftiVoxel voxel = NiftiVoxel.of((int) NiftiField.DATATYPE.get(header, version, 0), file);
        int volumes = volumes(dim, shape, voxel, file);
        NiftiPrecedence.Choice place =
                NiftiPrecedence.choose(NiftiPlacement.parse(header, version), shape, dimensions, file);
        List<PlacementNote> notes = new ArrayList<>(place.notes());
        if (hasSlicesAsChannels(dim, header, version)) {
            notes.add(slicesAsChannels(dim));
        }
        double slope = NiftiField.SLOPE.get(header, version, 0);
        double intercept = NiftiField.INTERCEPT.get(header, version, 0);
        boolean scaled = slope != 0 && Double.isFinite(slope) && !voxel.isColor();
        if (scaled && !Double.isFinite(intercept)) {
            throw bad(file, "the header scales voxels by %s and shifts them by %s".formatted(slope, intercept));
        }
        return new NiftiHeader(
                version,
                header.order(),
                dimensions,
                new Geometry(shape, place.affine()),
                volumes,
                voxel,
                offset(NiftiField.OFFSET.get(header, version, 0), single ? version.singleFileOffset() : 0, file),
                scaled ? slope : 1,
                scaled ? intercept : 0,
                place.usable(),
                List.copyOf(notes));
    }

    /** One slice with a fourth axis that is no time may be a volume whose slices lie along the wrong axis. */
    private static boolean hasSlicesAsChannels(int[] dim, ByteBuffer header, NiftiVersion version) {
        boolean hasTime = ((int) NiftiField.UNITS.get(header, version, 0) & TIME_UNITS) != 0;
        return dim[0] > 1 && dim[1] > 1 && dim[2] == 1 && dim[3] > 1 && !hasTime;
    }

    private static PlacementNote slicesAsChannels(int[] dim) {
        return new PlacementNote(
                PlacementNote.Cause.SLICES_AS_CHANNELS,
                "the axes are %d×%d×1×%d: read as %d channels of one slice, as the fourth axis is not one of space"
                        .formatted(dim[0], dim[1], dim[3], dim[3]),
                SLICES_TO_THIRD_AXIS);
    }

    private static int volumes(int[] dim, Shape shape, NiftiVoxel voxel, Path file) {
        if ((double) shape.x() * shape.y() * shape.z() > Integer.MAX_VALUE) {
            throw bad(file, "the header claims more than 2³¹ − 1 voxels a channel (%s)".formatted(shape));
        }
        long volumes = 1;
        for (int i = 3; i < 7; i++) {
            volumes *= dim[i];
            if (volumes * voxel.components() > MAX_CHANNELS) {
                throw bad(
                        file,
                        "the header claims more than %d channels, points in time or components"
                                .formatted(MAX_CHANNELS));
            }
        }
        return (int) volumes;
    }

    private static long offset(double offset, int smallest, Path file) {
        if (offset == 0) {
            return smallest;
        }
        if (!(offset >= smallest && offset < LARGEST_OFFSET)) {
            throw bad(file, "the header puts the voxels at byte %s of the file".formatted(offset));
        }
        return (long) offset;
    }

    /** How many channels an image of this file has. */
    int channels() {
        return volumes * voxel.components();
    }

    /** Bytes of the file with the voxels, when not compressed, up to the end of the last voxel. */
    long claimedBytes() {
        return offset + (long) geometry.shape().voxels() * volumes * voxel.bytes();
    }

    /** The bytes of a little-endian single file before its voxels, without extensions. */
    static byte[] bytes(NiftiVersion version, Shape shape, int dimensions, VoxelType type, NiftiPlacement placement) {
        ByteBuffer header = ByteBuffer.allocate(version.singleFileOffset()).order(ByteOrder.LITTLE_ENDIAN);
        NiftiField.HEADER_SIZE.put(header, version, 0, version.headerBytes());
        if (version == NiftiVersion.ONE) {
            header.put(38, (byte) 'r'); // unused, but Analyze 7.5 wanted it and some readers still look
        }
        NiftiField.DIM.put(header, version, 0, dimensions);
        for (int i = 0; i < 7; i++) {
            NiftiField.DIM.put(header, version, i + 1, i < 3 ? shape.along(i) : 1);
            NiftiField.PIXDIM.put(header, version, i + 1, 1);
        }
        NiftiField.DATATYPE.put(header, version, 0, NiftiVoxel.code(type));
        NiftiField.BITPIX.put(header, version, 0, 8 * type.bytes());
        NiftiField.OFFSET.put(header, version, 0, version.singleFileOffset());
        NiftiField.SLOPE.put(header, version, 0, 1);
        placement.put(header, version);
        version.sign(header);
        return header.array();
    }

    static DataException unmarked(NiftiVersion version, Path file) {
        return bad(
                file,
                version == NiftiVersion.ONE
                        ? "the header lacks the mark of NIfTI-1 (an Analyze 7.5 file? It does not say which side is"
                                + " left)"
                        : "the header lacks the mark of NIfTI-2, or the file was changed as if it were text");
    }

    static DataException bad(Path file, String what) {
        return new DataException(what, Where.file(file), "give a whole NIfTI image (.nii, .nii.gz), or leave it out");
    }
}
