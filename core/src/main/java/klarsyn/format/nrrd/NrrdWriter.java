package klarsyn.format.nrrd;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;
import klarsyn.base.AtomicFile;
import klarsyn.format.file.VoxelType;
import klarsyn.format.rawdata.VoxelBytes;
import klarsyn.image.Affine;
import klarsyn.image.Geometry;

/** Writes header and voxels into one file, with gzip; output is deterministic. */
final class NrrdWriter {

    private static final int BUFFER = 1 << 14;

    /** The NRRD fields that define the position of an axis. */
    private static final List<String> PER_AXIS = List.of(
            "sizes", "space directions", "spacings", "thicknesses", "axis mins", "axis maxs", "centerings", "units");

    private NrrdWriter() {}

    /** The fields of a grid, exactly: LPS, which every reader supports, differs from RAS only in signs. */
    static List<String> placing(Geometry geometry) {
        Affine affine = geometry.affine();
        List<String> lines = new ArrayList<>();
        lines.add("dimension: 3");
        lines.add("space: left-posterior-superior");
        lines.add("sizes: %d %d %d"
                .formatted(
                        geometry.shape().x(),
                        geometry.shape().y(),
                        geometry.shape().z()));
        lines.add("space directions: %s %s %s".formatted(lps(affine, 0), lps(affine, 1), lps(affine, 2)));
        lines.add("kinds: domain domain domain");
        lines.add("space units: \"mm\" \"mm\" \"mm\"");
        lines.add("space origin: " + lps(affine, 3));
        return lines;
    }

    private static String lps(Affine affine, int column) {
        return "(%s,%s,%s)"
                .formatted(0.0 - affine.at(0, column), 0.0 - affine.at(1, column), 0.0 + affine.at(2, column));
    }

    /**
     * The fields of another file's image, copied literally, without those of its channels.
     *
     * <p>Also without time, as ITK rejects fewer axes than space dimensions.
     */
    static List<String> placingAs(NrrdHeader like) {
        NrrdFields fields = like.fields();
        List<Integer> spatial = like.placement().spatial();
        int axes = like.voxels().axes().lengths().size();
        List<String> lines = new ArrayList<>();
        lines.add("dimension: " + spatial.size());
        fields.value("space")
                .ifPresent(name -> lines.add("space: " + name.replaceFirst("(?i)(-time|(?<=^...)T)$", "")));
        fields.value("spacedimension")
                .ifPresent(number -> lines.add("space dimension: " + Math.min(3, fields.number("spacedimension", 0))));
        for (String name : PER_AXIS) {
            List<String> words = fields.perAxis(name.replace(" ", ""), axes);
            if (!words.isEmpty()) {
                lines.add(name + ": "
                        + spatial.stream()
                                .map(axis -> withoutTime(words.get(axis)))
                                .collect(Collectors.joining(" ")));
            }
        }
        lines.add("kinds:" + " domain".repeat(spatial.size()));
        List<String> units = fields.words("spaceunits");
        if (!units.isEmpty()) {
            lines.add("space units: " + String.join(" ", units.subList(0, Math.min(3, units.size()))));
        }
        fields.value("spaceorigin").ifPresent(origin -> lines.add("space origin: " + withoutTime(origin)));
        return lines;
    }

    /** The first three numbers of a vector, or any other word. */
    private static String withoutTime(String word) {
        return word.replaceFirst("^(\\([^,]*,[^,]*,[^,]*),.*$", "$1)");
    }

    static void write(Path file, List<String> placing, VoxelBytes voxels) {
        List<String> lines = new ArrayList<>();
        lines.add("NRRD0004");
        lines.add("type: " + typeName(voxels.type()));
        lines.addAll(placing);
        lines.add("endian: little");
        lines.add("encoding: gzip");
        String header = String.join("\n", lines) + "\n\n";
        AtomicFile.write(file, temporary -> fill(temporary, header, voxels));
    }

    private static String typeName(VoxelType type) {
        return switch (type) {
            case UINT8 -> "uint8";
            case INT16 -> "short";
            case FLOAT32 -> "float";
            default -> throw new IllegalArgumentException("no voxels of " + type + " are written");
        };
    }

    private static void fill(Path temporary, String header, VoxelBytes voxels) throws IOException {
        try (OutputStream plain = Files.newOutputStream(temporary)) {
            plain.write(header.getBytes(StandardCharsets.UTF_8));
            try (OutputStream out = new GZIPOutputStream(plain, BUFFER)) {
                voxels.writeTo(out);
            }
        }
    }
}
