package klarsyn.format.file;

/** A decision of a reader about a file that its user should know. */
public sealed interface ReadingNote {

    /** A sentence without a period, such as {@code orientation applied: rotated by 90° clockwise}. */
    String text();

    /**
     * The orientation tag (EXIF or TIFF) was applied.
     *
     * @param orientation any but upright
     */
    record OrientationApplied(PictureOrientation orientation) implements ReadingNote {
        @Override
        public String text() {
            return "orientation from EXIF applied: the stored picture is " + orientation.description();
        }
    }

    /**
     * The pages of a TIFF file were read as slices because nothing defines them.
     *
     * @param pages above 1
     */
    record PagesAsSlices(int pages) implements ReadingNote {
        @Override
        public String text() {
            return "the %d pages are read as slices along z: neither ImageJ nor OME metadata define them"
                    .formatted(pages);
        }
    }

    /**
     * Time frames were read as channels, the channels of the first frame first.
     *
     * @param frames        above 1
     * @param channelsEach  channels per frame
     */
    record FramesAsChannels(int frames, int channelsEach) implements ReadingNote {
        @Override
        public String text() {
            return channelsEach == 1
                    ? "the %d time frames are read as channels".formatted(frames)
                    : "%d time frames of %d channels are read as %d channels"
                            .formatted(frames, channelsEach, frames * channelsEach);
        }
    }
}
