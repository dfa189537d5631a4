package klarsyn.format.nrrd;

import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import klarsyn.format.file.VoxelType;
import klarsyn.format.rawdata.DataFiles;
import klarsyn.format.rawdata.StoredVoxels;
import klarsyn.format.rawdata.VoxelAxes;
import klarsyn.format.rawdata.VoxelEncoding;
import klarsyn.format.rawdata.VoxelStart;
import klarsyn.image.Geometry;

/**
 * A validated NRRD header.
 *
 * @param fields    as written
 * @param placement of the voxels in the world
 * @param voxels    location of the voxels
 */
record NrrdHeader(NrrdFields fields, NrrdPlacement placement, StoredVoxels voxels) {

    private static final int MAX_AXES = 16;

    static NrrdHeader read(Path file) {
        NrrdFields fields = NrrdFields.read(file);
        List<Integer> lengths = lengths(fields);
        NrrdPlacement placement = NrrdPlacement.of(fields, lengths);
        VoxelAxes axes = VoxelAxes.of(lengths, placement.spatial(), file);
        VoxelEncoding encoding = encoding(fields);
        VoxelType type = type(fields);
        boolean attached = fields.value("datafile").isEmpty();
        var voxels = new StoredVoxels(
                file,
                attached ? List.of(file) : dataFiles(fields),
                start(fields, attached ? fields.end() : 0, encoding),
                encoding,
                type,
                order(fields, type, encoding),
                axes);
        return new NrrdHeader(fields, placement, voxels);
    }

    Geometry geometry() {
        return new Geometry(voxels.axes().shape(), placement.affine());
    }

    /** Voxels along all axes of the file. */
    static List<Integer> lengths(NrrdFields fields) {
        long axes = fields.whole("dimension", fields.required("dimension"));
        if (axes < 1 || axes > MAX_AXES) {
            throw StoredVoxels.bad(fields.file(), "the header has %d axes, but 1 to 16 are allowed".formatted(axes));
        }
        fields.required("sizes");
        return fields.perAxis("sizes", (int) axes).stream()
                .map(word -> length(word, fields))
                .toList();
    }

    private static int length(String word, NrrdFields fields) {
        long length = fields.whole("sizes", word);
        if (length < 1 || length > Integer.MAX_VALUE) {
            throw StoredVoxels.bad(fields.file(), "the header gives an axis a length of %d".formatted(length));
        }
        return (int) length;
    }

    private static VoxelEncoding encoding(NrrdFields fields) {
        String name = fields.required("encoding");
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "raw" -> VoxelEncoding.RAW;
            case "gzip", "gz" -> VoxelEncoding.GZIP;
            case "bzip2", "bz2" -> VoxelEncoding.BZIP2;
            case "ascii", "text", "txt" -> VoxelEncoding.TEXT;
            case "hex" -> VoxelEncoding.HEX;
            default ->
                throw StoredVoxels.bad(
                        fields.file(), "the voxel encoding %s is not defined by NRRD".formatted(shown(name)));
        };
    }

    private static VoxelType type(NrrdFields fields) {
        String name = fields.required("type");
        return switch (name.toLowerCase(Locale.ROOT).replaceAll("\\s+", " ")) {
            case "signed char", "int8", "int8_t" -> VoxelType.INT8;
            case "uchar", "unsigned char", "uint8", "uint8_t" -> VoxelType.UINT8;
            case "short", "short int", "signed short", "signed short int", "int16", "int16_t" -> VoxelType.INT16;
            case "ushort", "unsigned short", "unsigned short int", "uint16", "uint16_t" -> VoxelType.UINT16;
            case "int", "signed int", "int32", "int32_t" -> VoxelType.INT32;
            case "uint", "unsigned int", "uint32", "uint32_t" -> VoxelType.UINT32;
            case "longlong",
                    "long long",
                    "long long int",
                    "signed long long",
                    "signed long long int",
                    "int64",
                    "int64_t" -> VoxelType.INT64;
            case "ulonglong", "unsigned long long", "unsigned long long int", "uint64", "uint64_t" -> VoxelType.UINT64;
            case "float" -> VoxelType.FLOAT32;
            case "double" -> VoxelType.FLOAT64;
            default ->
                throw StoredVoxels.bad(
                        fields.file(), "the voxel type %s is not a NRRD number type".formatted(shown(name)));
        };
    }

    private static ByteOrder order(NrrdFields fields, VoxelType type, VoxelEncoding encoding) {
        String name = fields.value("endian").orElse("none");
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "little" -> ByteOrder.LITTLE_ENDIAN;
            case "big" -> ByteOrder.BIG_ENDIAN;
            case "none" -> {
                if (type.bytes() > 1 && encoding != VoxelEncoding.TEXT) {
                    throw StoredVoxels.bad(
                            fields.file(), "the header lacks the field endian, the byte order of voxels");
                }
                yield ByteOrder.LITTLE_ENDIAN;
            }
            default -> throw StoredVoxels.bad(fields.file(), "the header's endian is %s".formatted(shown(name)));
        };
    }

    private static VoxelStart start(NrrdFields fields, long offset, VoxelEncoding encoding) {
        long lines = fields.number("lineskip", 0);
        long bytes = fields.number("byteskip", 0);
        if (lines < 0 || bytes < -1 || (bytes == -1 && encoding != VoxelEncoding.RAW)) {
            throw StoredVoxels.bad(
                    fields.file(),
                    "the header skips %d lines and %d bytes (-1 is valid only for raw voxels)".formatted(lines, bytes));
        }
        return bytes == -1 ? new VoxelStart.AtEnd(offset) : new VoxelStart.AfterHeader(offset, lines, bytes);
    }

    /** One file; a list after the header; or a pattern, first number, last, step and perhaps the axes of each file. */
    private static List<Path> dataFiles(NrrdFields fields) {
        DataFiles files = DataFiles.sibling(fields.file());
        String value = fields.required("datafile");
        if (DataFiles.isList(value)) {
            return files.named(fields.dataFiles());
        }
        List<String> words = List.of(value.split("\\s+", -1));
        if (!value.contains("%") || words.size() < 4) {
            return files.named(List.of(value));
        }
        return files.numbered(
                words.getFirst(),
                fields.whole("data file", words.get(1)),
                fields.whole("data file", words.get(2)),
                fields.whole("data file", words.get(3)));
    }

    private static String shown(String text) {
        return text.substring(0, Math.min(20, text.length()));
    }
}
