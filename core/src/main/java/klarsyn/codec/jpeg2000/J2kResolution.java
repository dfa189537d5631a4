package klarsyn.codec.jpeg2000;

import java.util.ArrayList;
import java.util.List;

/** One resolution of a tile's component: its subbands and precincts (T.800, B.5 to B.7). */
final class J2kResolution {

    private final int component;
    private final int level;
    private final J2kStyle style;
    private final J2kRect rect;
    private final List<J2kBand> bands = new ArrayList<>();
    private final int precinctWidth;
    private final int precinctHeight;

    /** The resolution {@code level}, from 0 for the smallest, of a component that covers the tile. */
    J2kResolution(int component, int level, J2kParameters parameters, J2kRect tile, int bits) {
        this.component = component;
        this.level = level;
        this.style = parameters.style(component);
        this.rect = tile.every(style.levels() - level, 0, 0);
        this.precinctWidth = style.precincts()[level] & 0xF;
        this.precinctHeight = style.precincts()[level] >> 4;
        J2kSteps steps = parameters.steps(component);
        int halvings = level == 0 ? style.levels() : style.levels() - level + 1;
        J2kRect low = tile.every(halvings, 0, 0);
        for (int kind = level == 0 ? 0 : 1; kind <= (level == 0 ? 0 : 3); kind++) {
            int index = level == 0 ? 0 : 3 * (level - 1) + kind;
            int gain = kind == 0 ? 0 : kind == 3 ? 2 : 1;
            bands.add(new J2kBand(
                    tile.every(halvings, kind & 1, kind >> 1),
                    kind,
                    (kind & 1) == 0 ? 0 : low.width(),
                    kind < 2 ? 0 : low.height(),
                    steps.planes(index, level) + parameters.regionShift(component),
                    steps.step(index, level, bits + gain)));
        }
    }

    /** Number of precincts; each has one packet per layer. */
    long count() {
        return rect.isEmpty() ? 0 : (long) across() * down();
    }

    int across() {
        return (int) (Math.ceilDiv((long) rect.x1(), 1L << precinctWidth) - firstAcross());
    }

    private int down() {
        return (int) (Math.ceilDiv((long) rect.y1(), 1L << precinctHeight) - firstDown());
    }

    long firstAcross() {
        return rect.x0() >> precinctWidth;
    }

    long firstDown() {
        return rect.y0() >> precinctHeight;
    }

    /** Creates the precincts in order. */
    List<J2kPrecinct> precincts(J2kRect tile) {
        int halvings = style.levels() - level;
        List<J2kPrecinct> precincts = new ArrayList<>();
        for (int i = 0; i < count(); i++) {
            long x = (firstAcross() + i % across()) << (precinctWidth + halvings);
            long y = (firstDown() + i / across()) << (precinctHeight + halvings);
            precincts.add(new J2kPrecinct(this, i, Math.max(x, tile.x0()), Math.max(y, tile.y0())));
        }
        return precincts;
    }

    int component() {
        return component;
    }

    int level() {
        return level;
    }

    J2kStyle style() {
        return style;
    }

    J2kRect rect() {
        return rect;
    }

    List<J2kBand> bands() {
        return bands;
    }

    int precinctWidth() {
        return precinctWidth;
    }

    int precinctHeight() {
        return precinctHeight;
    }
}
