package klarsyn.format.metaimage;

import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import klarsyn.base.Where;
import klarsyn.format.file.LengthUnit;
import klarsyn.format.file.VoxelType;
import klarsyn.format.rawdata.DataFiles;
import klarsyn.format.rawdata.StoredVoxels;
import klarsyn.format.rawdata.VoxelAxes;
import klarsyn.format.rawdata.VoxelEncoding;
import klarsyn.format.rawdata.VoxelStart;
import klarsyn.image.Affine;
import klarsyn.image.Geometry;

/**
 * A validated MetaImage header.
 *
 * @param fields     as written
 * @param dimensions in the file, 1 to 10
 * @param geometry   of one channel
 * @param voxels     location of the voxels
 */
record MetaImageHeader(MetaImageFields fields, int dimensions, Geometry geometry, StoredVoxels voxels) {

    /** The limit of MetaIO. */
    private static final int MAX_AXES = 10;

    static MetaImageHeader read(Path file) {
        MetaImageFields fields = MetaImageFields.read(file);
        if (!fields.value("ObjectType").orElse("Image").equalsIgnoreCase("Image")) {
            throw StoredVoxels.bad(file, "the header describes another object than an image");
        }
        long dimensions = fields.whole("NDims", fields.required("NDims"));
        if (dimensions < 1 || dimensions > MAX_AXES) {
            throw StoredVoxels.bad(file, "the header has %d axes, but 1 to 10 are allowed".formatted(dimensions));
        }
        int count = (int) dimensions;
        VoxelAxes axes = axes(fields, count);
        VoxelEncoding encoding = encoding(fields);
        var voxels = new StoredVoxels(
                file,
                dataFiles(fields, axes.lengths().getLast()),
                start(fields, encoding),
                encoding,
                type(fields),
                isBigEndian(fields) ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN,
                axes);
        return new MetaImageHeader(fields, count, new Geometry(axes.shape(), affine(fields, count)), voxels);
    }

    /** The components of a voxel are contiguous: the first axis, before those counted by the file. */
    private static VoxelAxes axes(MetaImageFields fields, int dimensions) {
        long components = fields.value("ElementNumberOfChannels")
                .map(text -> fields.whole("ElementNumberOfChannels", text))
                .orElse(1L);
        List<Integer> lengths = new ArrayList<>();
        if (components != 1) {
            lengths.add(length(components, fields));
        }
        int first = lengths.size();
        fields.required("DimSize");
        for (double length : fields.numbers(dimensions, "DimSize")) {
            lengths.add(length((long) length, fields));
        }
        List<Integer> spatial =
                IntStream.range(first, first + Math.min(3, dimensions)).boxed().toList();
        return VoxelAxes.of(lengths, spatial, fields.file());
    }

    private static int length(long length, MetaImageFields fields) {
        if (length < 1 || length > Integer.MAX_VALUE) {
            throw StoredVoxels.bad(fields.file(), "the header gives an axis a length of %d".formatted(length));
        }
        return (int) length;
    }

    private static VoxelEncoding encoding(MetaImageFields fields) {
        boolean compressed = fields.isTrue("CompressedData", false);
        if (fields.isTrue("BinaryData", true)) {
            return compressed ? VoxelEncoding.ZLIB : VoxelEncoding.RAW;
        }
        if (compressed) {
            throw StoredVoxels.bad(fields.file(), "the header declares voxels as both compressed and text");
        }
        return VoxelEncoding.TEXT;
    }

    private static boolean isBigEndian(MetaImageFields fields) {
        return fields.isTrue("ElementByteOrderMSB", fields.isTrue("BinaryDataByteOrderMSB", false));
    }

    private static VoxelType type(MetaImageFields fields) {
        String name = fields.required("ElementType");
        return switch (name.toUpperCase(Locale.ROOT).replaceFirst("_ARRAY$", "")) {
            case "MET_CHAR" -> VoxelType.INT8;
            case "MET_UCHAR" -> VoxelType.UINT8;
            case "MET_SHORT" -> VoxelType.INT16;
            case "MET_USHORT" -> VoxelType.UINT16;
            case "MET_INT", "MET_LONG" -> VoxelType.INT32; // MetaIO's long has four bytes on all platforms
            case "MET_UINT", "MET_ULONG" -> VoxelType.UINT32;
            case "MET_LONG_LONG" -> VoxelType.INT64;
            case "MET_ULONG_LONG" -> VoxelType.UINT64;
            case "MET_FLOAT" -> VoxelType.FLOAT32;
            case "MET_DOUBLE" -> VoxelType.FLOAT64;
            default ->
                throw StoredVoxels.bad(
                        fields.file(),
                        "the voxel type %s is not a MetaImage number type"
                                .formatted(name.substring(0, Math.min(20, name.length()))));
        };
    }

    private static VoxelStart start(MetaImageFields fields, VoxelEncoding encoding) {
        long skip = fields.value("HeaderSize")
                .map(text -> fields.whole("HeaderSize", text))
                .orElse(0L);
        long local = isLocal(fields) ? fields.end() : 0;
        if (skip < -1 || (skip == -1 && encoding != VoxelEncoding.RAW)) {
            throw StoredVoxels.bad(
                    fields.file(), "the HeaderSize is %d (-1 is valid only for raw voxels)".formatted(skip));
        }
        return skip == -1 ? new VoxelStart.AtEnd(local) : new VoxelStart.AfterHeader(skip > 0 ? skip : local, 0, 0);
    }

    private static boolean isLocal(MetaImageFields fields) {
        return fields.required("ElementDataFile").equalsIgnoreCase("LOCAL");
    }

    /** The header's own file; another file; a list; or a pattern with optional first number, last number and step. */
    private static List<Path> dataFiles(MetaImageFields fields, int slowest) {
        String value = fields.required("ElementDataFile");
        if (isLocal(fields)) {
            return List.of(fields.file());
        }
        DataFiles files = DataFiles.sibling(fields.file());
        if (DataFiles.isList(value)) {
            return files.named(fields.dataFiles());
        }
        if (!value.contains("%")) {
            return files.named(List.of(value));
        }
        List<String> words = List.of(value.split("\\s+", -1));
        long first = words.size() > 1 ? fields.whole("ElementDataFile", words.get(1)) : 1;
        long last = words.size() > 2 ? fields.whole("ElementDataFile", words.get(2)) : first + slowest - 1;
        long step = words.size() > 3 ? fields.whole("ElementDataFile", words.get(3)) : 1;
        return files.numbered(words.getFirst(), first, last, step);
    }

    /**
     * Converts LPS to RAS; with fewer than three axes only the spacing is used.
     *
     * <p>Axes beyond the third are channels and must not be mixed with the others.
     */
    private static Affine affine(MetaImageFields fields, int n) {
        double[] spacing = orElse(fields.numbers(n, "ElementSpacing", "ElementSize"), 1, n);
        double[] origin = orElse(fields.numbers(n, "Origin", "Offset", "Position"), 0, n);
        double[] axes = fields.numbers(n * n, "TransformMatrix", "Rotation", "Orientation");
        double unit = LengthUnit.mm(fields.value("DistanceUnits").orElse("mm"), Where.file(fields.file()));
        int[] sign = n < 3 ? new int[] {1, 1, 1} : new int[] {-1, -1, 1};
        double[][] rows = new double[3][4];
        for (int row = 0; row < 3; row++) {
            for (int column = 0; column < 3; column++) {
                double axis = n < 3 || axes.length == 0 ? (row == column ? 1 : 0) : axes[column * n + row];
                double step = column < n ? spacing[column] * unit : 1;
                rows[row][column] =
                        0.0 + sign[row] * axis * (n < 3 ? Math.abs(step) : step); // adding 0.0 converts -0.0 to 0.0
            }
            rows[row][3] = n < 3 ? 0 : 0.0 + sign[row] * origin[row] * unit;
        }
        Affine affine = Affine.ofRows(rows);
        if (!affine.isInvertible() || mixes(axes, n)) {
            throw StoredVoxels.bad(
                    fields.file(),
                    "the header has an invalid voxel position (a spacing of 0, or axes that span no" + " volume)");
        }
        return affine;
    }

    private static boolean mixes(double[] axes, int n) {
        boolean mixed = false;
        for (int i = 0; i < axes.length; i++) {
            mixed |= n > 3 && (i / n < 3) != (i % n < 3) && axes[i] != 0;
        }
        return mixed;
    }

    private static double[] orElse(double[] numbers, double otherwise, int count) {
        if (numbers.length > 0) {
            return numbers;
        }
        double[] others = new double[count];
        Arrays.fill(others, otherwise);
        return others;
    }
}
