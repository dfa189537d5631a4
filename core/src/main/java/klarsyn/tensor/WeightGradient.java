package klarsyn.tensor;

/**
 * The gradient of a convolution's weight in BF16, as oneDNN 3.7.1 computes it on processors with AMX.
 *
 * <p>oneDNN transposes blocks of rows and slices into buffers that it sizes by the rows of a block but fills by the
 * rows of whole slices; with too few slices it writes past the end. The check here holds for L2 caches of 1 to 2 MiB
 * per core and any number of threads.
 *
 * @param channels input and output channels
 * @param in       depth, height, width
 * @param out      depth, height, width
 * @param kernel   along depth, height, width
 * @param stride   along depth, height, width
 */
record WeightGradient(long[] channels, long[] in, long[] out, long[] kernel, long[] stride) {

    private static final long BLOCK = 16;
    private static final long MAX_SHARES = 64;

    /** Whether oneDNN may write past its buffers. */
    boolean overruns() {
        for (long mebibytes = 1; mebibytes <= 2; mebibytes++) {
            double cache = 0.8 * 0.75 * (mebibytes << 20);
            for (long shares = 1; shares <= MAX_SHARES; shares *= 2) { // channels are divided among threads
                if (overruns(cache, shares)) {
                    return true;
                }
            }
        }
        return false;
    }

    private boolean overruns(double cache, long shares) {
        long rowIn = row(roundedUp(Math.ceilDiv(in[2] + kernel[2], stride[2]), 32) * stride[2], channels[0], shares);
        long rowOut = row(roundedUp(out[2], 32), channels[1], shares);
        long rows = block(cache, rowIn, rowOut, 1);
        long slices = block(cache, rowIn * in[0], rowOut * out[0], 0);
        long rowsRead = Math.min(in[1], (rows - 1) * stride[1] + kernel[1]);
        long slicesRead = Math.min(in[0], (slices - 1) * stride[0] + kernel[0]);
        return in[1] > (in[0] - slicesRead + 1) * rowsRead || out[1] > (out[0] - slices + 1) * rows;
    }

    /** Rows or slices per block, about equal. */
    private long block(double cache, long bytesIn, long bytesOut, int axis) {
        double room = Math.max(0, cache - (double) kernel[axis] * bytesIn);
        long limit = (long) Math.max(1, room / (bytesIn + bytesOut));
        return Math.clamp(Math.ceilDiv(out[axis], Math.ceilDiv(out[axis], limit)), 1, out[axis]);
    }

    /** Bytes of a row of one thread's channels, original and transposed. */
    private static long row(long width, long channels, long shares) {
        return 2 * 2 * BLOCK * width * Math.ceilDiv(Math.ceilDiv(channels, BLOCK), shares);
    }

    private static long roundedUp(long value, long multiple) {
        return Math.ceilDiv(value, multiple) * multiple;
    }
}
