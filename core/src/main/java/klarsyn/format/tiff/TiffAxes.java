package klarsyn.format.tiff;

import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import klarsyn.base.DataException;
import klarsyn.base.Where;
import klarsyn.image.Spacing;

/**
 * The axes of a TIFF file's pages, as stated in the description of the first page.
 *
 * @param source   of the statement
 * @param channels per frame, not counting those within a page
 * @param slices   along z
 * @param frames   in time
 * @param pages    the page of channel c, slice z and frame t is {@code pages.get((t * slices + z) * channels + c)}
 * @param spacing  mm between pixels and slices; 1 if not stated
 */
record TiffAxes(Source source, int channels, int slices, int frames, List<Integer> pages, Spacing spacing) {

    /** Source of the statement on pages. */
    enum Source {
        UNSTATED("missing"),
        IMAGEJ("ImageJ"),
        OME("OME"),
        TIFFFILE("tifffile");

        private final String title;

        Source(String title) {
            this.title = title;
        }

        /** Its common name. */
        String title() {
            return title;
        }
    }

    /** Copies the list. */
    TiffAxes {
        pages = List.copyOf(pages);
    }

    /**
     * The axes of pages of one kind.
     *
     * @param pages   number of pages
     * @param samples channels within a page
     * @throws DataException if the description does not match the pages
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

    /** Pages without a description: slices along z. */
    static TiffAxes stack(int pages) {
        return new TiffAxes(Source.UNSTATED, 1, pages, 1, inOrder(pages), Spacing.isotropic(1));
    }

    static List<Integer> inOrder(int pages) {
        return IntStream.range(0, pages).boxed().toList();
    }

    /** Page of a channel, slice and frame. */
    int page(int channel, int slice, int frame) {
        return pages.get((frame * slices + slice) * channels + channel);
    }

    /** Spacing of a partial statement: slice spacing defaults to pixel width. */
    static Spacing spacing(OptionalDouble x, OptionalDouble y, OptionalDouble z) {
        if (x.isEmpty() || y.isEmpty()) {
            return Spacing.isotropic(1);
        }
        return new Spacing(x.getAsDouble(), y.getAsDouble(), z.orElse(x.getAsDouble()));
    }

    /** A length in mm; empty if not positive. */
    static OptionalDouble positive(double mm) {
        return mm > 0 && mm < Double.POSITIVE_INFINITY ? OptionalDouble.of(mm) : OptionalDouble.empty();
    }

    /** Rejects a description whose sizes do not multiply to the number of pages. */
    static void requirePages(String source, String sizes, long claimed, int pages, Where where) {
        if (claimed != pages) {
            throw new DataException(
                    "its %s metadata state %s, %d pages in total, but the file has %d"
                            .formatted(source, sizes, claimed, pages),
                    where,
                    "export it again as one file with all its pages; or remove the metadata to read the pages as"
                            + " slices");
        }
    }
}
