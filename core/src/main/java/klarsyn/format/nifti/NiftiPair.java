package klarsyn.format.nifti;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import klarsyn.base.DataException;
import klarsyn.base.Where;
import klarsyn.format.file.ImageFormat;
import klarsyn.format.file.PlacementNote;
import klarsyn.format.file.StoredLabels;
import klarsyn.image.Geometry;
import klarsyn.image.Volume;

/**
 * NIfTI-1 and NIfTI-2 in two files, each plain or gzip: a header, and the voxels in an {@code .img}.
 *
 * <p>Analyze 7.5, which has the same extensions, is rejected: it does not state which side is left.
 */
public final class NiftiPair implements ImageFormat {

    /** A header and the file with its voxels; {@code single} if both are in one file. */
    record Part(NiftiHeader header, Path voxels, boolean single) {}

    @Override
    public String name() {
        return "NIfTI pair";
    }

    @Override
    public List<String> endings() {
        return List.of(".hdr", ".hdr.gz");
    }

    @Override
    public Geometry readGeometry(Path file) {
        try (var bytes = NiftiBytes.pair(file)) {
            return bytes.header().geometry();
        }
    }

    @Override
    public List<PlacementNote> placementNotes(Path file) {
        try (var bytes = NiftiBytes.pair(file)) {
            return bytes.header().notes();
        }
    }

    @Override
    public List<Volume> readChannels(Path file) {
        try (var bytes = NiftiBytes.pair(file)) {
            return NiftiVoxels.channels(bytes);
        }
    }

    @Override
    public StoredLabels readLabels(Path file) {
        try (var bytes = NiftiBytes.pair(file)) {
            return NiftiVoxels.labels(bytes);
        }
    }

    static Part part(byte[] start, NiftiVersion version, Path file) throws IOException {
        if (version.isSingle(start)) {
            return new Part(NiftiHeader.parse(start, version, true, file), file, true);
        } else if (!version.isPair(start)) {
            throw NiftiHeader.unmarked(version, file);
        }
        return new Part(NiftiHeader.parse(start, version, false, file), voxelsOf(file), false);
    }

    private static Path voxelsOf(Path header) throws IOException {
        String name = String.valueOf(header.getFileName());
        int end = name.toLowerCase(Locale.ROOT).lastIndexOf(".hdr");
        String ending = name.charAt(end + 1) == 'H' ? ".IMG" : ".img";
        boolean gzip = end + ending.length() < name.length();
        String[] candidates = gzip ? new String[] {ending + ".gz", ending} : new String[] {ending, ending + ".gz"};
        for (String candidate : candidates) {
            Path voxels = header.resolveSibling(name.substring(0, end) + candidate);
            if (Files.isRegularFile(voxels)) {
                rejectWayOut(header, voxels);
                return voxels;
            }
        }
        throw new DataException(
                "the voxels of the header are missing: expected " + name.substring(0, end) + candidates[0],
                Where.file(header),
                "copy both files of the pair");
    }

    /**
     * A link next to a plain header could refer to any file; if both are links, the pair is stored elsewhere on
     * purpose.
     */
    private static void rejectWayOut(Path header, Path voxels) throws IOException {
        Path folder = header.toAbsolutePath().getParent();
        boolean out = folder != null && !voxels.toRealPath().startsWith(folder.toRealPath());
        if (out && !Files.isSymbolicLink(header)) {
            throw new DataException(
                    "the file with the voxels is a link to another folder",
                    Where.file(voxels),
                    "copy the file itself to the folder of the header");
        }
    }
}
