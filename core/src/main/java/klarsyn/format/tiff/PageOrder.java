package klarsyn.format.tiff;

import java.util.ArrayList;
import java.util.List;

/** Finds the page of each channel, slice and frame from the page order of a file. */
final class PageOrder {

    private PageOrder() {}

    /**
     * The pages in the order of {@link TiffAxes#pages()}.
     *
     * @param order those of C, Z and T that are present, the slowest first
     */
    static List<Integer> of(List<Character> order, int channels, int slices, int frames) {
        List<Integer> pages = new ArrayList<>();
        for (int t = 0; t < frames; t++) {
            for (int z = 0; z < slices; z++) {
                for (int c = 0; c < channels; c++) {
                    int page = 0;
                    for (char axis : order) {
                        page = switch (axis) {
                            case 'C' -> page * channels + c;
                            case 'Z' -> page * slices + z;
                            default -> page * frames + t;
                        };
                    }
                    pages.add(page);
                }
            }
        }
        return pages;
    }
}
