package klarsyn.codec.jpeg2000;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;

/** A code-block: its position in the subband and its data from the packets. */
final class J2kBlock {

    /** Coding passes with contiguous bytes; {@code capacity} is their maximum number. */
    static final class Segment {

        final int capacity;
        final ByteArrayOutputStream bytes = new ByteArrayOutputStream(0);
        int passes;

        Segment(int capacity) {
            this.capacity = capacity;
        }
    }

    final J2kRect rect;
    final List<Segment> segments = new ArrayList<>(1);
    boolean included;
    int emptyPlanes;
    int lengthBits = 3;
    int passes;

    J2kBlock(J2kRect rect) {
        this.rect = rect;
    }

    /** The segment of the next pass. */
    Segment open(J2kStyle style) {
        if (segments.isEmpty() || segments.getLast().passes == segments.getLast().capacity) {
            segments.add(new Segment(capacity(style)));
        }
        return segments.getLast();
    }

    private int capacity(J2kStyle style) {
        if (style.has(J2kStyle.HIGH_THROUGHPUT)) {
            return segments.isEmpty() ? 1 : 2;
        }
        if (style.has(J2kStyle.TERMINATE)) {
            return 1;
        }
        if (style.has(J2kStyle.BYPASS)) {
            return segments.isEmpty() ? 10 : segments.size() % 2 == 1 ? 2 : 1;
        }
        return Integer.MAX_VALUE;
    }
}
