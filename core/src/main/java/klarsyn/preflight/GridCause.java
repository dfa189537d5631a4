package klarsyn.preflight;

import java.util.List;
import java.util.Optional;
import klarsyn.format.file.ReadingNote;
import klarsyn.image.Shape;

/** Explains a size mismatch of label map and image by how the image was read. */
record GridCause(String what, String fix) {

    static Optional<GridCause> of(Shape image, Shape labels, List<ReadingNote> notes) {
        return notes.stream()
                .map(note -> switch (note) {
                    case ReadingNote.OrientationApplied applied -> unrotated(image, labels, applied);
                    case ReadingNote.PagesAsSlices(int pages) -> pages(image, labels, pages);
                    case ReadingNote.FramesAsChannels _ -> Optional.<GridCause>empty();
                })
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Optional<GridCause> unrotated(Shape image, Shape labels, ReadingNote.OrientationApplied applied) {
        boolean asStored = applied.orientation().swapsAxes()
                && image.x() == labels.y()
                && image.y() == labels.x()
                && image.z() == labels.z();
        return asStored
                ? Optional.of(new GridCause(
                        "the label map has %d×%d pixels and the picture %d×%d once its EXIF orientation is applied (%s): the mask was drawn on the picture as stored"
                                .formatted(
                                        labels.x(),
                                        labels.y(),
                                        image.x(),
                                        image.y(),
                                        applied.orientation().description()),
                        "apply the same rotation to the label maps; or save the pictures upright, without the"
                                + " orientation tag"))
                : Optional.empty();
    }

    private static Optional<GridCause> pages(Shape image, Shape labels, int pages) {
        boolean onePage = labels.z() == 1 && pages > 1 && image.x() == labels.x() && image.y() == labels.y();
        return onePage
                ? Optional.of(new GridCause(
                        "the image has %d pages, read as slices because the file does not state what they are, and its label map has one"
                                .formatted(pages),
                        ("if the pages are channels, save the images with their axes stated (ImageJ or OME metadata,"
                                        + " CYX) or as one page of %d samples; if they are slices, provide a label map"
                                        + " with the same slices")
                                .formatted(pages)))
                : Optional.empty();
    }
}
