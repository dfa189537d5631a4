package klarsyn.dicom;

import java.util.List;
import java.util.Optional;
import klarsyn.base.DataException;

/**
 * The functional groups of an enhanced multi-frame object: PS3.3, section C.7.6.16.
 *
 * @param shared   common to all frames
 * @param perFrame one per frame, in frame order
 */
public record FunctionalGroups(List<DicomObject> shared, List<DicomObject> perFrame) {

    /**
     * The groups of an object.
     *
     * @return empty if it has none per frame
     * @throws DataException if their number differs from the number of frames
     */
    public static Optional<FunctionalGroups> of(DicomObject object) {
        List<DicomObject> perFrame = object.sequence(Tag.PER_FRAME_FUNCTIONAL_GROUPS_SEQUENCE);
        if (perFrame.isEmpty()) {
            return Optional.empty();
        }
        int frames = object.integer(Tag.NUMBER_OF_FRAMES).orElse(1);
        if (frames != perFrame.size()) {
            throw new DataException(
                    "the object states %d frames but describes %d".formatted(frames, perFrame.size()),
                    object.where(),
                    "export it again");
        }
        return Optional.of(new FunctionalGroups(object.sequence(Tag.SHARED_FUNCTIONAL_GROUPS_SEQUENCE), perFrame));
    }

    /** The item of a macro's sequence for a frame: its own, otherwise the shared one. */
    public Optional<DicomObject> group(int frame, int sequence) {
        return perFrame.get(frame)
                .item(sequence)
                .or(() -> shared.stream().findFirst().flatMap(all -> all.item(sequence)));
    }

    /** The numbers of an element of a macro; empty if the macro or the element is missing. */
    public double[] doubles(int frame, int sequence, int tag) {
        return group(frame, sequence).map(item -> item.doubles(tag)).orElseGet(() -> new double[0]);
    }
}
