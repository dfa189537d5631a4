package klarsyn.dicom.pixel;

/** Expands a segmented palette: discrete values, linear ramps, and repetitions of earlier segments. */
final class SegmentedTable {

    private static final int DISCRETE = 0;
    private static final int LINEAR = 1;
    private static final int INDIRECT = 2;

    private final int[] segments;
    private final int[] entries;
    private int filled;

    SegmentedTable(int[] segments, int count) {
        this.segments = segments;
        this.entries = new int[count];
    }

    /**
     * The entries.
     *
     * @throws IndexOutOfBoundsException if the segments have fewer or more entries, or are truncated
     */
    int[] expand() {
        int at = 0;
        while (at < segments.length && filled < entries.length) {
            if (segments[at] == INDIRECT) {
                repeat(segments[at + 1], segments[at + 2] | segments[at + 3] << 16);
                at += 4;
            } else {
                at = plain(at);
            }
        }
        if (filled != entries.length) {
            throw new IndexOutOfBoundsException(filled);
        }
        return entries;
    }

    private void repeat(int count, int from) {
        rejectNone(count); // every step adds an entry, which bounds the number of steps
        int at = from;
        for (int i = 0; i < count; i++) {
            at = plain(at);
        }
    }

    /** Expands one discrete or linear segment and returns the start of the next. */
    private int plain(int at) {
        int count = segments[at + 1];
        rejectNone(count);
        return switch (segments[at]) {
            case DISCRETE -> {
                System.arraycopy(segments, at + 2, entries, filled, count);
                filled += count;
                yield at + 2 + count;
            }
            case LINEAR -> {
                int from = entries[filled - 1];
                int to = segments[at + 2];
                for (int i = 1; i <= count; i++) {
                    entries[filled++] = (int) Math.round(from + (double) (to - from) * i / count);
                }
                yield at + 3;
            }
            default -> throw new IndexOutOfBoundsException(at);
        };
    }

    private static void rejectNone(int count) {
        if (count == 0) {
            throw new IndexOutOfBoundsException(count);
        }
    }
}
