package klarsyn.format.metaimage;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.DeflaterOutputStream;
import klarsyn.base.AtomicFile;
import klarsyn.format.file.VoxelType;
import klarsyn.format.rawdata.VoxelBytes;
import klarsyn.image.Affine;
import klarsyn.image.Geometry;
import klarsyn.image.Shape;
import klarsyn.image.Spacing;

/** Writes header and voxels into one file, with zlib; output is deterministic. */
final class MetaImageWriter {

    private static final String SIZE = "CompressedDataSize = ";

    /** Digits reserved for the compressed size, which is known only afterwards. */
    private static final int DIGITS = 19;

    /** The MetaIO fields that define the position. */
    private static final List<String> PLACING = List.of(
            "NDims",
            "TransformMatrix",
            "Rotation",
            "Orientation",
            "Offset",
            "Position",
            "Origin",
            "CenterOfRotation",
            "AnatomicalOrientation",
            "DistanceUnits",
            "ElementSpacing",
            "ElementSize",
            "DimSize");

    private MetaImageWriter() {}

    /** The fields of a grid, in LPS; axes and spacing are separate, which rounds the last bit. */
    static List<String> placing(Geometry geometry) {
        Affine affine = geometry.affine();
        Spacing spacing = geometry.spacing();
        Shape shape = geometry.shape();
        StringBuilder axes = new StringBuilder();
        for (int column = 0; column < 3; column++) {
            double step = spacing.along(column);
            axes.append(" %s %s %s"
                    .formatted(
                            0.0 - affine.at(0, column) / step,
                            0.0 - affine.at(1, column) / step,
                            0.0 + affine.at(2, column) / step));
        }
        return List.of(
                "NDims = 3",
                "TransformMatrix =" + axes,
                "Offset = %s %s %s".formatted(0.0 - affine.m03(), 0.0 - affine.m13(), 0.0 + affine.m23()),
                "CenterOfRotation = 0 0 0",
                "ElementSpacing = %s %s %s".formatted(spacing.x(), spacing.y(), spacing.z()),
                "DimSize = %d %d %d".formatted(shape.x(), shape.y(), shape.z()));
    }

    /** The fields of another file's image, copied literally. */
    static List<String> placingAs(MetaImageHeader like) {
        List<String> lines = new ArrayList<>();
        for (String name : PLACING) {
            like.fields().value(name).ifPresent(value -> lines.add(name + " = " + value));
        }
        return lines;
    }

    static void write(Path file, List<String> placing, VoxelBytes voxels) {
        List<String> lines = new ArrayList<>();
        lines.add("ObjectType = Image");
        lines.addAll(placing);
        lines.add("BinaryData = True");
        lines.add("BinaryDataByteOrderMSB = False");
        lines.add("CompressedData = True");
        lines.add("ElementType = " + typeName(voxels.type()));
        lines.add(SIZE);
        byte[] start = String.join("\n", lines).getBytes(StandardCharsets.UTF_8);
        byte[] end = (" ".repeat(DIGITS) + "\nElementDataFile = LOCAL\n").getBytes(StandardCharsets.UTF_8);
        byte[] header = ByteBuffer.allocate(start.length + end.length)
                .put(start)
                .put(end)
                .array();
        AtomicFile.write(file, temporary -> fill(temporary, header, start.length, voxels));
    }

    private static String typeName(VoxelType type) {
        return switch (type) {
            case UINT8 -> "MET_UCHAR";
            case INT16 -> "MET_SHORT";
            case FLOAT32 -> "MET_FLOAT";
            default -> throw new IllegalArgumentException("no voxels of " + type + " are written");
        };
    }

    private static void fill(Path temporary, byte[] header, int digits, VoxelBytes voxels) throws IOException {
        try (OutputStream plain = new BufferedOutputStream(Files.newOutputStream(temporary))) {
            plain.write(header);
            try (OutputStream out = new DeflaterOutputStream(plain)) {
                voxels.writeTo(out);
            }
        }
        String number = ("%" + DIGITS + "d").formatted(Files.size(temporary) - header.length);
        try (FileChannel channel = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.wrap(number.getBytes(StandardCharsets.US_ASCII)), digits);
        }
    }
}
