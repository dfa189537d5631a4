package klarsyn.layout.mask;

import java.nio.file.Path;
import java.util.List;
import klarsyn.data.Part;
import klarsyn.data.Source;

/**
 * Images and label map of a case, before the values of the label maps are known.
 *
 * @param id      name of the case
 * @param patient whom it belongs to
 * @param images  sources of its channels
 * @param mask    file of the label map
 * @param part    side of the data set's own split
 */
public record MaskPair(String id, String patient, List<Source> images, Path mask, Part part) {

    public MaskPair {
        images = List.copyOf(images);
    }

    /** A case whose channels are image files. */
    public static MaskPair ofFiles(String id, String patient, List<Path> images, Path mask, Part part) {
        return new MaskPair(
                id, patient, images.stream().<Source>map(Source.ImageFile::new).toList(), mask, part);
    }
}
