package klarsyn.data.label;

import java.nio.file.Path;
import java.util.List;
import klarsyn.base.Where;
import klarsyn.data.file.PictureGrids;
import klarsyn.format.Images;
import klarsyn.format.file.StoredLabels;
import klarsyn.image.LabelMap;

/** Source of the labels of a case. */
public sealed interface LabelSource {

    /** The first file, for error messages. */
    Path file();

    /**
     * Reads the labels with the values of the task, 0 for background.
     *
     * @param id    of the case, for messages
     * @param image first file of the case
     * @throws klarsyn.base.DataException if a file cannot be read or contains invalid labels
     */
    Content read(String id, Path image);

    /**
     * Labels with the rounding applied.
     *
     * @param labels   values of the task, 0 for background
     * @param rounding of values close to integers
     */
    record Content(LabelMap labels, StoredLabels.Rounding rounding) {}

    /**
     * One label map.
     *
     * @param file   label map
     * @param coding stored values
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
     * One mask per structure, in separate files or layers; masks may overlap.
     *
     * @param masks  at least one; several masks of one structure are merged
     * @param coding value of each combination of structures
     */
    record Masks(List<StructureMask> masks, StructureCoding coding) implements LabelSource {

        /** Copies the list; rejects an empty one. */
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
