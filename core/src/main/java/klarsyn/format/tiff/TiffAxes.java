package klarsyn.format.tiff;

import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import klarsyn.base.DataException;
import klarsyn.base.Where;
import klarsyn.image.Spacing;

/**
 * What the pages of a TIFF file are, as the description of its first page states it.
 *
 * @param source   who states it
 * @param channels of one frame, those within a page not counted
 * @param slices   along z
 * @param frames   in time
 * @param pages    place of each page: the page of channel c, slice z and frame t is
 *                 {@code pages.get((t * slices + z) * channels + c)}
 * @param spacing  mm between pixels and slices; 1 where the file does not state it
 */
record TiffAxes(Source source, int channels, int slices, int frames, List<Integer> pages, Spacing spacing) {

    /** Who states what the pages are. */
    enum Source {
        NOBODY("missing"),
        IMAGEJ("ImageJ"),
        OME("OME"),
        TIFFFILE("tifffile");

        private final String title;

        Source(String title) {
            this.title = title;
        }

        /** As its users write it. */
        String title() {
            return title;
        }
    }

    /** Keeps an own copy of the list. */
    TiffAxes {
        pages = List.copyOf(pages);
    }

    /**
     * The axes of pages of one kind.
     *
     * @param pages   how many there are
     * @param samples channels within a page
     * @throws DataException if the description does not fit the pages
     */
    static TiffAxes of(TiffTags first, int pages, int samples, Where where) {
        String description = first.description().strip();
        if (ImageJDescription.isOne(description)) {
            return ImageJDescription.axes(description, first, pages, samples, where);
        } else if (OmeDescription.isOne(description)) {
            return OmeDescription.axes(description, pages, samples, where);
        } else if (TifffileDescription.isOne(description)) {
            return TifffileDescription.axes(description, pages, where);
        }
        return stack(pages);
    }

    /** Pages that nothing is known of: slices along z. */
    static TiffAxes stack(int pages) {
        return new TiffAxes(Source.NOBODY, 1, pages, 1, inOrder(pages), Spacing.isotropic(1));
    }

    static List<Integer> inOrder(int pages) {
        return IntStream.range(0, pages).boxed().toList();
    }

    /** Page of a channel, slice and frame. */
    int page(int channel, int slice, int frame) {
        return pages.get((frame * slices + slice) * channels + channel);
    }

    /** Distances of which the file states some: one slice is as thick as its pixels are wide. */
    static Spacing spacing(OptionalDouble x, OptionalDouble y, OptionalDouble z) {
        if (x.isEmpty() || y.isEmpty()) {
            return Spacing.isotropic(1);
        }
        return new Spacing(x.getAsDouble(), y.getAsDouble(), z.orElse(x.getAsDouble()));
    }

    /** A length in mm; empty where it is no positive number. */
    static OptionalDouble positive(double mm) {
        return mm > 0 && mm < Double.POSITIVE_INFINITY ? OptionalDouble.of(mm) : OptionalDouble.empty();
    }

    /** Refuses a description whose sizes do not multiply to the number of pages. */
    static void requirePages(String source, String sizes, long claimed, int pages, Where where) {
        if (claimed != pages) {
            throw new DataException(
                    "its %s metadata state %s, %d pages in all, and the file has %d"
                            .formatted(source, sizes, claimed, pages),
                    where,
                    "export it again as one file with all its pages; or remove the metadata, and the pages are read"
                            + " as slices");
        }
    }
}
