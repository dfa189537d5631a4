package klarsyn.data;

import java.nio.file.Path;
import java.util.List;
import klarsyn.base.Where;
import klarsyn.format.Images;
import klarsyn.image.LabelMap;

/** Where the labels of a case are read from. */
public sealed interface LabelSource {

    /** The file, or the first of several, that an error about these labels names. */
    Path file();

    /**
     * Reads the labels with the values of the task, 0 for background.
     *
     * @param id of the case, for messages
     * @throws klarsyn.base.DataException if a file cannot be read or holds anything but labels
     */
    LabelMap read(String id);

    /**
     * One label map.
     *
     * @param file   label map
     * @param coding values that the file holds
     */
    record LabelFile(Path file, LabelCoding coding) implements LabelSource {

        @Override
        public LabelMap read(String id) {
            return coding.decode(Images.readLabels(file), Where.of(id, file));
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
        public LabelMap read(String id) {
            return StructureMap.read(masks, id).decode(coding, Where.of(id, file()));
        }
    }
}
