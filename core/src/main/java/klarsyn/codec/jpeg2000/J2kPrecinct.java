package klarsyn.codec.jpeg2000;

import java.util.ArrayList;
import java.util.List;

/** A precinct: the code-blocks of one region and one resolution of a component, which share packets. */
final class J2kPrecinct {

    /** The code-blocks of one subband, with their tag trees. */
    record Blocks(J2kBand band, int across, List<J2kBlock> blocks, J2kTagTree inclusion, J2kTagTree emptyPlanes) {}

    final J2kResolution resolution;
    final int index;
    final long x;
    final long y;
    /** Number of layers read. */
    int layers;

    private List<Blocks> parts = List.of();
    private boolean isBuilt;

    /**
     * A precinct by its number within the resolution, with its corner on the image grid, which determines packet order.
     */
    J2kPrecinct(J2kResolution resolution, int index, long x, long y) {
        this.resolution = resolution;
        this.index = index;
        this.x = x;
        this.y = y;
    }

    /** The blocks by subband, created on first use: empty packets need none. */
    List<Blocks> parts() {
        if (!isBuilt) {
            isBuilt = true;
            List<Blocks> found = new ArrayList<>();
            for (J2kBand band : resolution.bands()) {
                build(band, found);
            }
            parts = List.copyOf(found);
        }
        return parts;
    }

    private void build(J2kBand band, List<Blocks> found) {
        J2kStyle style = resolution.style();
        int half = resolution.level() == 0 ? 0 : 1;
        int widthBits = resolution.precinctWidth() - half;
        int heightBits = resolution.precinctHeight() - half;
        long left = (resolution.firstAcross() + index % resolution.across()) << widthBits;
        long top = (resolution.firstDown() + index / resolution.across()) << heightBits;
        J2kRect area = band.rect().and(left, top, left + (1L << widthBits), top + (1L << heightBits));
        if (area.isEmpty()) {
            return;
        }
        int blockWidth = Math.min(style.blockWidth(), widthBits);
        int blockHeight = Math.min(style.blockHeight(), heightBits);
        int firstX = area.x0() >> blockWidth;
        int firstY = area.y0() >> blockHeight;
        int across = Math.ceilDiv(area.x1(), 1 << blockWidth) - firstX;
        int down = Math.ceilDiv(area.y1(), 1 << blockHeight) - firstY;
        List<J2kBlock> blocks = new ArrayList<>(across * down);
        for (int i = 0; i < across * down; i++) {
            long x0 = ((long) firstX + i % across) << blockWidth;
            long y0 = ((long) firstY + i / across) << blockHeight;
            blocks.add(new J2kBlock(area.and(x0, y0, x0 + (1L << blockWidth), y0 + (1L << blockHeight))));
        }
        found.add(new Blocks(band, across, blocks, new J2kTagTree(across, down), new J2kTagTree(across, down)));
    }
}
