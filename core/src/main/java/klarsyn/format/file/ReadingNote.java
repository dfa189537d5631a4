package klarsyn.format.file;

/** Something that a reader decided about a file and that whoever uses the image should know. */
public sealed interface ReadingNote {

    /** A sentence without its full stop, such as {@code orientation applied: rotated by 90° clockwise}. */
    String text();

    /**
     * The picture's orientation tag (EXIF, or TIFF's own) was applied.
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
     * The pages of a TIFF file became slices because nothing in it says what they are.
     *
     * @param pages above 1
     */
    record PagesAsSlices(int pages) implements ReadingNote {
        @Override
        public String text() {
            return "the %d pages are read as slices along z: neither ImageJ nor OME metadata say what they are"
                    .formatted(pages);
        }
    }

    /**
     * Time frames became channels, the channels of the first frame first.
     *
     * @param frames        above 1
     * @param channelsEach  channels of each frame
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
