package klarsyn.layout.mask;

import java.nio.file.Path;
import java.util.List;
import klarsyn.data.Part;
import klarsyn.data.Source;

/**
 * Images and label map of a case, before the label values are known.
 *
 * @param id      name of the case
 * @param patient patient of the case
 * @param images  sources of its channels
 * @param mask    file of the label map
 * @param part    part of the data set's own split
 */
public record MaskPair(String id, String patient, List<Source> images, Path mask, Part part) {

    public MaskPair {
        images = List.copyOf(images);
    }

    /** A case with image files as channels. */
    public static MaskPair ofFiles(String id, String patient, List<Path> images, Path mask, Part part) {
        return new MaskPair(
                id, patient, images.stream().<Source>map(Source.ImageFile::new).toList(), mask, part);
    }
}
