package klarsyn.format;

import java.util.ArrayList;
import java.util.List;
import klarsyn.base.DataException;
import klarsyn.base.Where;
import klarsyn.image.Shape;

/**
 * TIFF and BigTIFF: whole numbers of 1 to 64 bits and floats of 16 to 64, in strips or tiles, without compression or
 * with deflate, LZW or PackBits, with either predictor. Pages of one kind are a stack along z; smaller versions of a
 * page that say so are skipped.
 *
 * <p>Source: TIFF 6.0 (Aldus, 1992) and its technical notes 1 and 3 (Adobe). White may be zero: the numbers are taken
 * as they are stored.
 */
final class Tiff implements PictureFormat {

    @Override
    public String name() {
        return "TIFF";
    }

    @Override
    public List<String> endings() {
        return List.of(".tif", ".tiff");
    }

    @Override
    public boolean recognises(byte[] head) {
        return Contents.describe(head).equals("a TIFF picture");
    }

    @Override
    public Shape shapeOf(byte[] file, Where where) {
        List<TiffPage> pages = pages(file, where);
        return new Shape(pages.getFirst().width(), pages.getFirst().height(), pages.size());
    }

    @Override
    public Pixels decode(byte[] file, Where where) {
        List<TiffPage> pages = pages(file, where);
        TiffPage first = pages.getFirst();
        long voxels = (long) first.width() * first.height() * pages.size();
        ArrayGrids.refuseLargerThanArrays(voxels, where);
        List<float[]> channels = new ArrayList<>();
        for (int channel = 0; channel < first.samples(); channel++) {
            channels.add(new float[(int) voxels]);
        }
        for (int z = 0; z < pages.size(); z++) {
            new TiffPixels(file, pages.get(z), channels, z * first.width() * first.height(), where).fill();
        }
        return new Pixels(new Shape(first.width(), first.height(), pages.size()), channels, first.meaning(where));
    }

    /** The pages that make the image, all of one kind, after their claims were held against the file's size. */
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
            throw TiffTags.bad(where, "its parts claim %d bytes and the file has %d".formatted(stored, file.length));
        }
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
