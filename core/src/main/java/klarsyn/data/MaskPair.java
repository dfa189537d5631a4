package klarsyn.data;

import java.nio.file.Path;
import java.util.List;

/**
 * An image and its label map, before the values of the label maps are known.
 *
 * @param id      name of the case
 * @param patient whom it belongs to
 * @param images  files of its channels
 * @param mask    file of the label map
 * @param part    side of the data set's own split
 */
record MaskPair(String id, String patient, List<Path> images, Path mask, Part part) {

    MaskPair {
        images = List.copyOf(images);
    }
}
