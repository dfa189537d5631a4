package klarsyn.codec.jpegls;

import java.util.Arrays;
import java.util.List;
import klarsyn.codec.CodecErrors;
import klarsyn.codec.JpegBits;
import klarsyn.codec.Raster;

/** Decodes a JPEG-LS scan, with components one by one, line by line or sample by sample (T.87, Annex B). */
final class JpegLsScan {

    private static final int[] RUN_BITS = {
        0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 9, 10, 11, 12, 13, 14, 15
    };

    private final Raster raster;
    private final JpegLsCoding coding;
    private final JpegBits bits;
    private final JpegLsModel model;
    private final CodecErrors errors;
    private final int[][] above;
    private final int[][] line;
    private final int[] runIndex;

    JpegLsScan(Raster raster, int components, JpegLsCoding coding, JpegBits bits, CodecErrors errors) {
        this.raster = raster;
        this.coding = coding;
        this.bits = bits;
        this.errors = errors;
        this.model = new JpegLsModel(coding, bits);
        this.above = new int[components][raster.columns() + 2];
        this.line = new int[components][raster.columns() + 2];
        this.runIndex = new int[components];
    }

    /** Writes the components at these offsets of interleaved values. */
    void decode(List<Integer> places, boolean bySample, int[] values) {
        for (int y = 0; y < raster.rows(); y++) {
            for (int c = 0; c < line.length; c++) {
                int[] old = above[c];
                above[c] = line[c];
                line[c] = old;
                above[c][raster.columns() + 1] = above[c][raster.columns()];
                line[c][0] = above[c][1];
            }
            if (bySample) {
                decodeLine(0, line.length);
            } else {
                for (int c = 0; c < line.length; c++) {
                    decodeLine(c, c + 1);
                }
            }
            for (int c = 0; c < line.length; c++) {
                int at = y * raster.columns() * raster.components() + places.get(c);
                for (int x = 1; x <= raster.columns(); x++, at += raster.components()) {
                    values[at] = line[c][x];
                }
            }
        }
    }

    /** Decodes a line of some components, sample by sample; sample indices are shifted right by one. */
    private void decodeLine(int from, int to) {
        for (int x = 1; x <= raster.columns(); ) {
            boolean flat = true;
            for (int c = from; c < to; c++) {
                flat &= classes(c, x) == 0;
            }
            if (flat) {
                x = decodeRun(from, to, x);
                continue;
            }
            for (int c = from; c < to; c++) {
                line[c][x] = model.regular(classes(c, x), line[c][x - 1], above[c][x], above[c][x - 1]);
            }
            x++;
        }
    }

    private int classes(int c, int x) {
        int[] up = above[c];
        return 81 * coding.classOf(up[x + 1] - up[x])
                + 9 * coding.classOf(up[x] - up[x - 1])
                + coding.classOf(up[x - 1] - line[c][x - 1]);
    }

    /** Repeats the sample left of {@code x}, decodes the one that ends the run, and returns the next position. */
    private int decodeRun(int from, int to, int start) {
        int end = raster.columns() + 1;
        int x = start;
        boolean whole = true;
        while (whole && x < end) {
            whole = bits.take(1) == 1;
            int runBits = RUN_BITS[runIndex[from]];
            int length = whole ? 1 << runBits : runBits == 0 ? 0 : bits.take(runBits);
            if (!whole && length >= end - x) {
                throw errors.damaged("a run exceeds its line");
            }
            if (whole && length <= end - x) {
                runIndex[from] = Math.min(runIndex[from] + 1, 31);
            }
            x = Math.min(x + length, end);
        }
        for (int c = from; c < to; c++) {
            Arrays.fill(line[c], start, x, line[c][start - 1]);
        }
        if (whole) {
            return end;
        }
        for (int c = from; c < to; c++) {
            int left = line[c][x - 1];
            boolean alike = to - from == 1 && Math.abs(left - above[c][x]) <= coding.near();
            line[c][x] = model.interruption(left, above[c][x], alike, RUN_BITS[runIndex[from]]);
        }
        runIndex[from] = Math.max(runIndex[from] - 1, 0);
        return x + 1;
    }
}
