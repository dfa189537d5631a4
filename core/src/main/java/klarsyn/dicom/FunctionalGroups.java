package klarsyn.dicom;

import java.util.List;
import java.util.Optional;
import klarsyn.base.DataException;

/**
 * What an enhanced multi-frame object says of its frames: PS3.3, section C.7.6.16.
 *
 * @param shared   what holds for all frames
 * @param perFrame what holds for one, in the order of the frames
 */
public record FunctionalGroups(List<DicomObject> shared, List<DicomObject> perFrame) {

    /**
     * The groups of an object.
     *
     * @return empty if it has none for its frames
     * @throws DataException if it has them for another number of frames than it says to hold
     */
    public static Optional<FunctionalGroups> of(DicomObject object) {
        List<DicomObject> perFrame = object.sequence(Tag.PER_FRAME_FUNCTIONAL_GROUPS_SEQUENCE);
        if (perFrame.isEmpty()) {
            return Optional.empty();
        }
        int frames = object.integer(Tag.NUMBER_OF_FRAMES).orElse(1);
        if (frames != perFrame.size()) {
            throw new DataException(
                    "the object says to hold %d frames and describes %d".formatted(frames, perFrame.size()),
                    object.where(),
                    "export it again");
        }
        return Optional.of(new FunctionalGroups(object.sequence(Tag.SHARED_FUNCTIONAL_GROUPS_SEQUENCE), perFrame));
    }

    /** The item of a macro's sequence that holds for a frame: its own, else that of all. */
    public Optional<DicomObject> group(int frame, int sequence) {
        return perFrame.get(frame)
                .item(sequence)
                .or(() -> shared.stream().findFirst().flatMap(all -> all.item(sequence)));
    }

    /** The numbers of an element of a macro; none if the macro or the element is not there. */
    public double[] doubles(int frame, int sequence, int tag) {
        return group(frame, sequence).map(item -> item.doubles(tag)).orElseGet(() -> new double[0]);
    }
}
