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
 * A validated NIfTI header.
 *
 * @param version    of the header
 * @param order      byte order of the file
 * @param dimensions in the file, 1 to 7
 * @param geometry   shape of a channel and affine
 * @param volumes    number of volumes: time points, vector components
 * @param voxel      content of one voxel of the file
 * @param offset     of the first voxel from the start of the file that contains the voxels
 * @param slope      factor of the stored values
 * @param intercept  offset of the scaled values
 * @param placement  the fields that place the voxels; codes of unusable forms are 0
 * @param notes      on the placement
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

    /** Far beyond any disk size, and far from overflow of a long. */
    private static final double LARGEST_OFFSET = 0x1p53;

    /** Many more than a scan has; each takes memory of its own. */
    private static final int MAX_CHANNELS = 1 << 16;

    /** Bits of the units field for the fourth axis; 0 if not stated. */
    private static final int TIME_UNITS = 0x38;

    private static final String SLICES_TO_THIRD_AXIS =
            "if they are slices, store them along the third axis (nibabel: nib.Nifti1Image(np.squeeze(image.dataobj),"
                    + " image.affine)); if not, state the unit of time (nibabel: image.header.set_xyzt_units('mm',"
                    + " 'sec'))";

    /** Detects version and byte order by the first field, the header length. */
    static NiftiVersion versionOf(byte[] bytes, Path file) {
        for (NiftiVersion version : NiftiVersion.values()) {
            if (bytes.length >= Integer.BYTES && orderOf(bytes).getInt(0) == version.headerBytes()) {
                return version;
            }
        }
        throw bad(file, "the file has no NIfTI header: it seems to contain " + Contents.describe(bytes));
    }

    /** The header in the byte order that gives a valid length; little-endian otherwise. */
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
     * Parses a header.
     *
     * @param bytes  all bytes of a header of this version
     * @param single whether the voxels follow in the same file
     */
    static NiftiHeader parse(byte[] bytes, NiftiVersion version, boolean single, Path file) {
        ByteBuffer header = orderOf(bytes);
        int dimensions = (int) NiftiField.DIM.get(header, version, 0);
        if (dimensions < 1 || dimensions > 7) {
            throw bad(file, "the header has %d dimensions, but 1 to 7 are allowed".formatted(dimensions));
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

    /** One slice with a fourth axis that is not time may be a volume with its slices along the wrong axis. */
    private static boolean hasSlicesAsChannels(int[] dim, ByteBuffer header, NiftiVersion version) {
        boolean hasTime = ((int) NiftiField.UNITS.get(header, version, 0) & TIME_UNITS) != 0;
        return dim[0] > 1 && dim[1] > 1 && dim[2] == 1 && dim[3] > 1 && !hasTime;
    }

    private static PlacementNote slicesAsChannels(int[] dim) {
        return new PlacementNote(
                PlacementNote.Cause.SLICES_AS_CHANNELS,
                "the axes are %d×%d×1×%d: read as %d channels of one slice, as the fourth axis is not spatial"
                        .formatted(dim[0], dim[1], dim[3], dim[3]),
                SLICES_TO_THIRD_AXIS);
    }

    private static int volumes(int[] dim, Shape shape, NiftiVoxel voxel, Path file) {
        if ((double) shape.x() * shape.y() * shape.z() > Integer.MAX_VALUE) {
            throw bad(file, "the header claims more than 2³¹ − 1 voxels per channel (%s)".formatted(shape));
        }
        long volumes = 1;
        for (int i = 3; i < 7; i++) {
            volumes *= dim[i];
            if (volumes * voxel.components() > MAX_CHANNELS) {
                throw bad(
                        file,
                        "the header claims more than %d channels, time points or components".formatted(MAX_CHANNELS));
            }
        }
        return (int) volumes;
    }

    private static long offset(double offset, int smallest, Path file) {
        if (offset == 0) {
            return smallest;
        }
        if (!(offset >= smallest && offset < LARGEST_OFFSET)) {
            throw bad(file, "the header has an invalid voxel offset of %s".formatted(offset));
        }
        return (long) offset;
    }

    /** Number of channels of the image. */
    int channels() {
        return volumes * voxel.components();
    }

    /** Uncompressed size of the file up to the last voxel. */
    long claimedBytes() {
        return offset + (long) geometry.shape().voxels() * volumes * voxel.bytes();
    }

    /** The bytes of a little-endian single file before its voxels, without extensions. */
    static byte[] bytes(NiftiVersion version, Shape shape, int dimensions, VoxelType type, NiftiPlacement placement) {
        ByteBuffer header = ByteBuffer.allocate(version.singleFileOffset()).order(ByteOrder.LITTLE_ENDIAN);
        NiftiField.HEADER_SIZE.put(header, version, 0, version.headerBytes());
        if (version == NiftiVersion.ONE) {
            header.put(38, (byte) 'r'); // unused, but required by Analyze 7.5 and still checked by some readers
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
                        ? "the header lacks the magic number of NIfTI-1 (an Analyze 7.5 file? It does not state which"
                                + " side is left)"
                        : "the header lacks the magic number of NIfTI-2, or the file was converted as text");
    }

    static DataException bad(Path file, String what) {
        return new DataException(
                what, Where.file(file), "provide a complete NIfTI image (.nii, .nii.gz), or exclude" + " it");
    }
}
