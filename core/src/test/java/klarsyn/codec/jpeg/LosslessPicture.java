package klarsyn.codec.jpeg;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import klarsyn.codec.Raster;

/** A picture that the encoder of T.81, Annex H writes with the settings given here. */
record LosslessPicture(Raster raster, int bits, int[] values) {

    /** Noise over the whole range of so many bits: every category of differences occurs. */
    static LosslessPicture noise(Raster raster, int bits, long seed) {
        return new LosslessPicture(
                raster,
                bits,
                new Random(seed).ints(raster.count(), 0, 1 << bits).toArray());
    }

    /** All components in one scan. */
    byte[] encode(int predictor, int pointTransform, int restartLines) {
        int[] all = IntStream.range(0, raster.components()).toArray();
        return write(predictor, pointTransform, restartLines, new int[][] {all});
    }

    /** A scan for each component. */
    byte[] encodeComponentsOneByOne(int predictor) {
        int[][] scans = new int[raster.components()][];
        for (int c = 0; c < scans.length; c++) {
            scans[c] = new int[] {c};
        }
        return write(predictor, 0, 0, scans);
    }

    private byte[] write(int predictor, int pointTransform, int restartLines, int[][] scans) {
        int[] sampling = new int[raster.components()];
        Arrays.fill(sampling, 0x11);
        JpegWriter writer = new JpegWriter().frame(0xC3, bits, raster.columns(), raster.rows(), sampling);
        writer.tableOfDifferences();
        if (restartLines > 0) {
            int interval = restartLines * raster.columns();
            writer.segment(0xDD, interval >> 8, interval & 0xFF);
        }
        for (int[] scan : scans) {
            writer.scan(
                    predictor,
                    pointTransform,
                    IntStream.of(scan).map(c -> c + 1).toArray());
            writeScan(writer, predictor, pointTransform, restartLines, scan);
        }
        return writer.end();
    }

    private void writeScan(JpegWriter writer, int predictor, int pointTransform, int restartLines, int[] components) {
        int restarts = 0;
        for (int y = 0; y < raster.rows(); y++) {
            boolean first = y == 0;
            if (restartLines > 0 && y > 0 && y % restartLines == 0) {
                writer.restart(restarts++);
                first = true;
            }
            for (int x = 0; x < raster.columns(); x++) {
                for (int c : components) {
                    int prediction = prediction(x, y, c, predictor, pointTransform, first);
                    int difference = (short) (at(x, y, c) >> pointTransform) - (short) prediction;
                    writer.difference(wrapped(difference));
                }
            }
        }
        writer.endOfSegment();
    }

    /** Differences are taken modulo 65536, in the range −32767 to 32768. */
    private static int wrapped(int difference) {
        int low = difference & 0xFFFF;
        return low > 32_768 ? low - 65_536 : low;
    }

    private int prediction(int x, int y, int c, int predictor, int shift, boolean first) {
        if (first && x == 0) {
            return 1 << (bits - shift - 1);
        }
        if (first) {
            return at(x - 1, y, c) >> shift;
        }
        int b = at(x, y - 1, c) >> shift;
        if (x == 0) {
            return b;
        }
        int a = at(x - 1, y, c) >> shift;
        int d = at(x - 1, y - 1, c) >> shift;
        int[] byNumber = {0, a, b, d, a + b - d, a + ((b - d) >> 1), b + ((a - d) >> 1), (a + b) / 2};
        return byNumber[predictor];
    }

    private int at(int x, int y, int c) {
        return values[(y * raster.columns() + x) * raster.components() + c];
    }
}
