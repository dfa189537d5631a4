package klarsyn.codec.jpeg2000;

/** The two passes that may follow the cleanup pass of a high-throughput code-block (T.814, 7.4 and 7.5). */
record HtRefinement(int width, int height, int plane, int[] magnitudes, boolean[] coarse) {

    /** Decodes the plane below that of the cleanup pass; {@code coarse} marks the coefficients significant there. */
    void decode(byte[] bytes, boolean refined, boolean causal) {
        HtBits spread = HtBits.forward(bytes, 0, bytes.length, 0);
        for (int top = 0; top < height; top += 4) {
            for (int left = 0; left < width; left += 4) {
                processGroup(left, top, spread, causal);
            }
        }
        if (refined) {
            HtBits refinement = HtBits.backward(bytes, bytes.length - 1, bytes.length);
            for (int top = 0; top < height; top += 4) {
                for (int x = 0; x < width; x++) {
                    for (int y = top; y < Math.min(top + 4, height); y++) {
                        refine(y * width + x, refinement);
                    }
                }
            }
        }
    }

    /** Processes sixteen coefficients: first the significance bits, then the signs. */
    private void processGroup(int left, int top, HtBits bits, boolean causal) {
        int found = 0;
        int right = Math.min(left + 4, width);
        int bottom = Math.min(top + 4, height);
        for (int x = left; x < right; x++) {
            for (int y = top; y < bottom; y++) {
                int at = y * width + x;
                if (!coarse[at] && hasNeighbor(x, y, causal ? bottom : height) && bits.take(1) == 1) {
                    magnitudes[at] = 3 << (plane - 2);
                    found |= 1 << (4 * (x - left) + y - top);
                }
            }
        }
        for (int i = 0; i < 16; i++) {
            if ((found >> i & 1) == 1 && bits.take(1) == 1) {
                int at = (top + i % 4) * width + left + i / 4;
                magnitudes[at] = -magnitudes[at];
            }
        }
    }

    private boolean hasNeighbor(int x, int y, int end) {
        for (int v = Math.max(y - 1, 0); v < Math.min(y + 2, end); v++) {
            for (int u = Math.max(x - 1, 0); u < Math.min(x + 2, width); u++) {
                if (magnitudes[v * width + u] != 0) {
                    return true;
                }
            }
        }
        return false;
    }

    private void refine(int at, HtBits bits) {
        if (coarse[at]) {
            int size = Math.abs(magnitudes[at]);
            // Replaces the midpoint bit by the decoded bit and sets the next bit as midpoint.
            int middle = 1 << (plane - 1);
            size = (bits.take(1) == 1 ? size : size & ~middle) | middle >> 1;
            magnitudes[at] = magnitudes[at] < 0 ? -size : size;
        }
    }
}
