package klarsyn.codec.jpeg;

import java.util.Arrays;
import java.util.Random;
import klarsyn.codec.Raster;

/**
 * A sequential picture given by its quantized coefficients, and the samples that T.81, A.3.3 derives from them by the
 * cosine formula in double precision.
 *
 * @param sampling of each component, as 0x11 or 0x21
 */
record BlockPicture(Raster raster, int bits, int divisor, int[] sampling, int[][][] blocks) {

    private static final int[] ZIGZAG_LINES = {1, 2, 3, 4, 5, 6, 7, 8, 7, 6, 5, 4, 3, 2, 1};

    /** Random coefficients, most of them zero, in every block of every component. */
    static BlockPicture random(Raster raster, int bits, long seed, int... sampling) {
        Random random = new Random(seed);
        BlockPicture empty = new BlockPicture(raster, bits, 3, sampling, new int[sampling.length][][]);
        for (int c = 0; c < sampling.length; c++) {
            empty.blocks[c] = new int[empty.across(c) * empty.down(c)][64];
            for (int[] block : empty.blocks[c]) {
                block[0] = random.nextInt(-100 << (bits - 8), 100 << (bits - 8));
                for (int i = random.nextInt(6); i > 0; i--) {
                    block[random.nextInt(1, 64)] = random.nextInt(-40, 41);
                }
            }
        }
        return empty;
    }

    private int widest() {
        return Arrays.stream(sampling).map(s -> s >> 4).max().orElseThrow();
    }

    private int tallest() {
        return Arrays.stream(sampling).map(s -> s & 0xF).max().orElseThrow();
    }

    /** Blocks of a component in a line, those that only complete a unit included. */
    int across(int c) {
        return Math.ceilDiv(raster.columns(), 8 * widest()) * (sampling[c] >> 4);
    }

    int down(int c) {
        return Math.ceilDiv(raster.rows(), 8 * tallest()) * (sampling[c] & 0xF);
    }

    /** All components in one scan, with a restart after so many units, 0 for none. */
    byte[] encode(int restartInterval) {
        JpegWriter writer = header(restartInterval);
        int[] components = new int[sampling.length];
        Arrays.setAll(components, c -> c + 1);
        writer.scan(0, 0, components);
        int[] means = new int[sampling.length];
        int unitsAcross = Math.ceilDiv(raster.columns(), 8 * widest());
        int units = unitsAcross * Math.ceilDiv(raster.rows(), 8 * tallest());
        for (int unit = 0; unit < units; unit++) {
            if (restartInterval > 0 && unit > 0 && unit % restartInterval == 0) {
                writer.restart(unit / restartInterval - 1);
                Arrays.fill(means, 0);
            }
            for (int c = 0; c < sampling.length; c++) {
                int h = sampling[c] >> 4;
                int v = sampling[c] & 0xF;
                for (int i = 0; i < (sampling.length == 1 ? 1 : h * v); i++) {
                    int x = unit % unitsAcross * h + i % h;
                    int y = unit / unitsAcross * v + i / h;
                    means[c] = writeBlock(writer, blocks[c][y * across(c) + x], means[c]);
                }
            }
        }
        return writer.end();
    }

    /** A scan for each component, which has only the blocks that contain samples of the picture. */
    byte[] encodeComponentsOneByOne() {
        JpegWriter writer = header(0);
        for (int c = 0; c < sampling.length; c++) {
            writer.scan(0, 0, c + 1);
            int columns = Math.ceilDiv(raster.columns() * (sampling[c] >> 4), widest());
            int rows = Math.ceilDiv(raster.rows() * (sampling[c] & 0xF), tallest());
            int mean = 0;
            for (int y = 0; y < Math.ceilDiv(rows, 8); y++) {
                for (int x = 0; x < Math.ceilDiv(columns, 8); x++) {
                    mean = writeBlock(writer, blocks[c][y * across(c) + x], mean);
                }
            }
            writer.endOfSegment();
        }
        return writer.end();
    }

    private JpegWriter header(int restartInterval) {
        JpegWriter writer = new JpegWriter()
                .quantization(divisor)
                .frame(bits == 8 ? 0xC0 : 0xC1, bits, raster.columns(), raster.rows(), sampling)
                .tableOfDifferences()
                .tableOfCoefficients();
        return restartInterval == 0 ? writer : writer.segment(0xDD, restartInterval >> 8, restartInterval & 0xFF);
    }

    private static int writeBlock(JpegWriter writer, int[] block, int mean) {
        writer.difference(block[0] - mean);
        int zeros = 0;
        int[] order = zigzag();
        for (int k = 1; k < 64; k++) {
            int value = block[order[k]];
            if (value == 0) {
                zeros++;
                continue;
            }
            for (; zeros > 15; zeros -= 16) {
                writer.coefficient(15, 0);
            }
            writer.coefficient(zeros, value);
            zeros = 0;
        }
        if (zeros > 0) {
            writer.coefficient(0, 0);
        }
        return block[0];
    }

    /** Diagonals of the block, upwards and downwards in turns. */
    static int[] zigzag() {
        int[] order = new int[64];
        int k = 0;
        for (int diagonal = 0; diagonal < ZIGZAG_LINES.length; diagonal++) {
            for (int i = 0; i < ZIGZAG_LINES[diagonal]; i++) {
                int far = Math.min(diagonal, 7) - i;
                int x = diagonal % 2 == 1 ? far : diagonal - far;
                order[k++] = (diagonal - x) * 8 + x;
            }
        }
        return order;
    }

    /** What every sample must be, not rounded. */
    double[] samples() {
        double[] samples = new double[raster.count()];
        for (int c = 0; c < sampling.length; c++) {
            double[][] planes = new double[blocks[c].length][];
            for (int i = 0; i < planes.length; i++) {
                planes[i] = cosines(blocks[c][i]);
            }
            for (int y = 0; y < raster.rows(); y++) {
                for (int x = 0; x < raster.columns(); x++) {
                    int u = x * (sampling[c] >> 4) / widest();
                    int v = y * (sampling[c] & 0xF) / tallest();
                    double value = planes[v / 8 * across(c) + u / 8][v % 8 * 8 + u % 8] + (1 << (bits - 1));
                    samples[(y * raster.columns() + x) * sampling.length + c] = Math.clamp(value, 0, (1 << bits) - 1);
                }
            }
        }
        return samples;
    }

    private double[] cosines(int[] block) {
        double[] values = new double[64];
        for (int i = 0; i < 64; i++) {
            for (int k = 0; k < 64; k++) {
                values[i] += block[k] == 0 ? 0 : divisor * block[k] * wave(k % 8, i % 8) * wave(k / 8, i / 8);
            }
        }
        return values;
    }

    private static double wave(int frequency, int place) {
        return (frequency == 0 ? Math.sqrt(0.125) : 0.5) * Math.cos((2 * place + 1) * frequency * Math.PI / 16);
    }
}
