package klarsyn.data;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import klarsyn.base.DataException;
import klarsyn.base.Heap;
import klarsyn.data.file.FileKinds;
import klarsyn.data.file.Kind;
import klarsyn.format.Images;
import klarsyn.image.Shape;

/** Number of cases that can be read in parallel, from the headers of their images. */
public final class ImageMemory {

    /** Bytes per voxel in addition to its channels: label, mask, and the bytes of the file. */
    private static final int VOXEL_BYTES = 8;

    private ImageMemory() {}

    /** Number of cases of a cohort, with their label maps; at least 1. */
    public static int parallelCases(Cohort cohort, int most) {
        return switch (cohort.kind()) {
            case VOLUME -> {
                List<Source> first = cohort.cases().stream()
                        .map(one -> one.sources().getFirst())
                        .toList();
                yield parallelCases(first, cohort.channels().size(), most);
            }
            case PICTURE, SIGNAL, TABLE -> most; // small
        };
    }

    /** Number of label maps or masks; at least 1. */
    public static int parallelMasks(List<Path> files, int most) {
        List<Source> volumes = files.stream()
                .filter(file -> FileKinds.of(file).equals(Optional.of(Kind.VOLUME)))
                .<Source>map(Source.ImageFile::new)
                .toList();
        return parallelCases(volumes, 1, most);
    }

    private static int parallelCases(List<Source> sources, int channels, int most) {
        long voxels = sources.stream().mapToLong(ImageMemory::voxels).max().orElse(0);
        return Heap.parallelCases(voxels * (Float.BYTES * Math.max(1L, channels) + VOXEL_BYTES), most);
    }

    /** 0 if the header cannot be read, which is reported when the file is read. */
    private static long voxels(Source source) {
        try {
            return switch (source) {
                case Source.ImageFile(Path file) -> voxels(file);
                case Source.Series(List<Path> files) -> files.size() * voxels(files.getFirst());
                case Source.ArrayItem _, Source.Recording _, Source.TableRow _ -> 0;
            };
        } catch (DataException unreadable) {
            return 0;
        }
    }

    private static long voxels(Path file) {
        Shape shape = Images.readGeometry(file).shape();
        return (long) shape.x() * shape.y() * shape.z(); // a header may claim more than fits into an array
    }
}
