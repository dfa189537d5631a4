package klarsyn.data;

import java.nio.file.Path;
import java.util.List;
import klarsyn.base.Where;
import klarsyn.format.Images;
import klarsyn.format.file.StoredLabels;
import klarsyn.image.LabelMap;

/** Where the labels of a case are read from. */
public sealed interface LabelSource {

    /** The file, or the first of several, that an error about these labels names. */
    Path file();

    /**
     * Reads the labels with the values of the task, 0 for background.
     *
     * @param id    of the case, for messages
     * @param image first file of the case
     * @throws klarsyn.base.DataException if a file cannot be read or holds anything but labels
     */
    Content read(String id, Path image);

    /**
     * Labels with what was decided in reading them.
     *
     * @param labels   values of the task, 0 for background
     * @param rounding of values that were nearly whole
     */
    record Content(LabelMap labels, StoredLabels.Rounding rounding) {}

    /**
     * One label map.
     *
     * @param file   label map
     * @param coding values that the file holds
     */
    record LabelFile(Path file, LabelCoding coding) implements LabelSource {

        @Override
        public Content read(String id, Path image) {
            StoredLabels stored = Images.readStoredLabels(file);
            StoredLabels placed = PictureGrids.of(image, file, stored.geometry())
                    .map(stored::on)
                    .orElse(stored);
            return new Content(coding.decode(placed, Where.of(id, file)), stored.rounding());
        }
    }

    /**
     * One mask a structure, in files or layers of their own; masks may overlap.
     *
     * @param masks  at least one; of one structure, several are united
     * @param coding value that each combination of structures becomes
     */
    record Masks(List<StructureMask> masks, StructureCoding coding) implements LabelSource {

        /** Keeps an own copy; refuses an empty list. */
        public Masks {
            masks = List.copyOf(masks);
            if (masks.isEmpty()) {
                throw new IllegalArgumentException("a case has no mask");
            }
        }

        @Override
        public Path file() {
            return masks.getFirst().file();
        }

        @Override
        public Content read(String id, Path image) {
            LabelMap map = StructureMap.read(masks, id).decode(coding, Where.of(id, file()));
            LabelMap placed = PictureGrids.of(image, file(), map.geometry())
                    .map(grid -> new LabelMap(grid, map.voxels()))
                    .orElse(map);
            return new Content(placed, StoredLabels.Rounding.NONE);
        }
    }
}
