package klarsyn.format.tiff;

import java.util.ArrayList;
import java.util.List;
import klarsyn.base.DataException;
import klarsyn.base.Where;
import klarsyn.format.array.ArrayGrids;
import klarsyn.format.file.Contents;
import klarsyn.format.file.PictureOrientation;
import klarsyn.format.file.ReadingNote;
import klarsyn.format.picture.PictureFormat;
import klarsyn.format.picture.Pixels;
import klarsyn.image.Geometry;
import klarsyn.image.Shape;

/**
 * TIFF and BigTIFF: integers of 1 to 64 bits and floats of 16 to 64, in strips or tiles, uncompressed or with deflate,
 * LZW or PackBits, with either predictor. Pages of one kind are channels, slices and time frames as stated by ImageJ,
 * OME or tifffile in the description of the first page, otherwise slices; pages marked as reduced versions are skipped.
 *
 * <p>Source: TIFF 6.0 (Aldus, 1992) and its technical notes 1 and 3 (Adobe). WhiteIsZero does not invert values.
 */
public final class Tiff implements PictureFormat {

    @Override
    public String name() {
        return "TIFF";
    }

    @Override
    public List<String> endings() {
        return List.of(".tif", ".tiff");
    }

    @Override
    public boolean recognizes(byte[] head) {
        return Contents.describe(head).equals("a TIFF picture");
    }

    @Override
    public Geometry storedGrid(byte[] file, Where where) {
        List<TiffPage> pages = pages(file, where);
        TiffAxes axes = axes(pages, where);
        return Geometry.of(
                new Shape(pages.getFirst().width(), pages.getFirst().height(), axes.slices()), axes.spacing());
    }

    @Override
    public PictureOrientation orientation(byte[] file, Where where) {
        return TiffPage.of(TiffTags.ofPages(file, where).getFirst(), where).orientation();
    }

    @Override
    public List<ReadingNote> notes(byte[] file, Where where) {
        TiffAxes axes = axes(pages(file, where), where);
        List<ReadingNote> notes = new ArrayList<>(PictureFormat.super.notes(file, where));
        if (axes.source() == TiffAxes.Source.UNSTATED && axes.slices() > 1) {
            notes.add(new ReadingNote.PagesAsSlices(axes.slices()));
        }
        if (axes.frames() > 1) {
            notes.add(new ReadingNote.FramesAsChannels(axes.frames(), axes.channels()));
        }
        return notes;
    }

    @Override
    public void requireLabelMap(byte[] file, Where where) {
        TiffAxes axes = axes(pages(file, where), where);
        if (axes.frames() > 1 || axes.channels() > 1) {
            throw new DataException(
                    "a label map has one channel, and the pages of this file are %d channels in %d time frames by its %s metadata"
                            .formatted(
                                    axes.channels(),
                                    axes.frames(),
                                    axes.source().title()),
                    where,
                    "save one label map per file; if the pages are slices, state them as slices (axes ZYX)");
        }
    }

    @Override
    public Pixels decode(byte[] file, Where where) {
        List<TiffPage> pages = pages(file, where);
        TiffPage first = pages.getFirst();
        TiffAxes axes = axes(pages, where);
        long pixels = (long) first.width() * first.height();
        ArrayGrids.rejectLargerThanArrays(pixels * axes.slices(), where);
        int perPage = first.samples();
        List<float[]> channels = new ArrayList<>();
        for (int channel = 0; channel < axes.frames() * axes.channels() * perPage; channel++) {
            channels.add(new float[(int) pixels * axes.slices()]);
        }
        for (int t = 0; t < axes.frames(); t++) {
            for (int z = 0; z < axes.slices(); z++) {
                for (int c = 0; c < axes.channels(); c++) {
                    int from = (t * axes.channels() + c) * perPage;
                    TiffPage page = pages.get(axes.page(c, z, t));
                    List<float[]> own = channels.subList(from, from + perPage);
                    new TiffPixels(file, page, own, z * (int) pixels, where).fill();
                }
            }
        }
        Pixels.Meaning meaning = channels.size() == perPage ? first.meaning(where) : new Pixels.Meaning.Intensities();
        Shape shape = new Shape(first.width(), first.height(), axes.slices());
        return new Pixels(shape, channels, meaning, axes.spacing());
    }

    private static TiffAxes axes(List<TiffPage> pages, Where where) {
        TiffPage first = pages.getFirst();
        return TiffAxes.of(first.tags(), pages.size(), first.samples(), where);
    }

    /**
     * ImageJ writes a single directory for stacks beyond 4 GiB, as does tifffile on request: the other images follow
     * the first one.
     */
    private static void addImagesWithoutDirectory(List<TiffPage> pages, int fileBytes, Where where) {
        TiffPage first = pages.getFirst();
        String description = first.tags().description();
        if (pages.size() > 1 || !ImageJDescription.isOne(description) || !first.isContiguous()) {
            return;
        }
        long images = ImageJDescription.images(description, where);
        if (images > 1 && images <= fileBytes) {
            for (int i = 1; i < images; i++) {
                TiffPage page = first.following(i);
                page.storedBytes(fileBytes, where);
                pages.add(page);
            }
        }
    }

    /** The pages of the image, all of one kind, after checking their sizes against the file size. */
    private static List<TiffPage> pages(byte[] file, Where where) {
        List<TiffPage> pages = new ArrayList<>();
        long stored = 0;
        for (TiffTags tags : TiffTags.ofPages(file, where)) {
            TiffPage page = TiffPage.of(tags, where);
            if (page.isSmallerVersion() && !pages.isEmpty()) {
                continue;
            }
            stored += page.storedBytes(file.length, where);
            pages.add(page);
        }
        if (stored > file.length) {
            throw TiffTags.bad(where, "its parts claim %d bytes, but the file has %d".formatted(stored, file.length));
        }
        addImagesWithoutDirectory(pages, file.length, where);
        TiffPage first = pages.getFirst();
        for (TiffPage page : pages) {
            if (!page.isLike(first)) {
                throw new DataException(
                        "the file has pages of different size or kind (%d×%d and %d×%d)"
                                .formatted(first.width(), first.height(), page.width(), page.height()),
                        where,
                        "keep one page, or pages of one kind");
            }
        }
        return pages;
    }
}
