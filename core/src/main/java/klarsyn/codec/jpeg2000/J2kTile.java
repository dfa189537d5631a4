package klarsyn.codec.jpeg2000;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import klarsyn.codec.CodecErrors;
import klarsyn.codec.Raster;

/** One tile: its parameters, its packets, and the decoding to samples. */
final class J2kTile {

    private final J2kSize size;
    private final J2kRect rect;
    private final Raster raster;
    private final CodecErrors errors;
    final J2kParameters parameters;
    final ByteArrayOutputStream packets = new ByteArrayOutputStream();

    J2kTile(int index, J2kSize size, Raster raster, J2kParameters parameters, CodecErrors errors) {
        this.size = size;
        this.rect = size.tile(index);
        this.raster = raster;
        this.parameters = parameters;
        this.errors = errors;
    }

    /** Decodes all components into their region of the interleaved values. */
    void decode(int[] values) {
        List<List<J2kPrecinct>> precincts = readPackets();
        List<Plane> planes = new ArrayList<>();
        for (int c = 0; c < raster.components(); c++) {
            planes.add(plane(c, precincts.get(c)));
        }
        if (parameters.colorTransform()) {
            undoColorTransform(planes);
        }
        long zero = size.signed() ? 0 : 1L << (size.bits() - 1);
        long least = size.signed() ? -(1L << (size.bits() - 1)) : 0;
        for (int c = 0; c < planes.size(); c++) {
            for (int y = 0; y < rect.height(); y++) {
                int to = ((rect.y0() - size.y0() + y) * raster.columns() + rect.x0() - size.x0()) * planes.size() + c;
                for (int x = 0, from = y * rect.width(); x < rect.width(); x++, from++, to += planes.size()) {
                    values[to] =
                            (int) Math.clamp(planes.get(c).at(from) + zero, least, least + (1L << size.bits()) - 1);
                }
            }
        }
    }

    private List<List<J2kPrecinct>> readPackets() {
        List<J2kResolution> resolutions = new ArrayList<>();
        long count = 0;
        for (int c = 0; c < raster.components(); c++) {
            for (int level = 0; level <= parameters.style(c).levels(); level++) {
                J2kResolution resolution = new J2kResolution(c, level, parameters, rect, size.bits());
                resolutions.add(resolution);
                count += resolution.count();
            }
        }
        if (count * parameters.layers() > packets.size()) {
            throw errors.damaged("the compressed image is truncated: %d bytes for %d packets"
                    .formatted(packets.size(), count * parameters.layers()));
        }
        List<J2kPrecinct> all = new ArrayList<>();
        List<List<J2kPrecinct>> byComponent = new ArrayList<>();
        for (int c = 0; c < raster.components(); c++) {
            byComponent.add(new ArrayList<>());
        }
        for (J2kResolution resolution : resolutions) {
            List<J2kPrecinct> some = resolution.precincts(rect);
            all.addAll(some);
            byComponent.get(resolution.component()).addAll(some);
        }
        J2kPackets reader = new J2kPackets(packets.toByteArray(), all, errors);
        parameters.progressions().forEach(reader::read);
        return byComponent;
    }

    /** Samples of a component around zero: integers, or floats not yet rounded. */
    private record Plane(int[] whole, float[] real) {

        long at(int index) {
            return whole.length > 0 ? whole[index] : (long) Math.rint(real[index]);
        }
    }

    private Plane plane(int component, List<J2kPrecinct> precincts) {
        J2kStyle style = parameters.style(component);
        int width = rect.width();
        int[] whole = style.reversible() ? new int[width * rect.height()] : new int[0];
        float[] real = style.reversible() ? new float[0] : new float[width * rect.height()];
        int shift = parameters.regionShift(component);
        J2kBlockDecoder decoder = new J2kBlockDecoder(errors);
        HtBlockDecoder fastDecoder = new HtBlockDecoder(errors);
        boolean fast = style.has(J2kStyle.HIGH_THROUGHPUT);
        for (J2kPrecinct precinct : precincts) {
            for (J2kPrecinct.Blocks part : precinct.parts()) {
                for (J2kBlock block : part.blocks()) {
                    if (block.passes > 0) {
                        int[] doubled = fast
                                ? fastDecoder.decode(block, part.band(), style)
                                : decoder.decode(block, part.band(), style);
                        undoRegion(doubled, block.rect.width() * block.rect.height(), shift);
                        place(doubled, block.rect, part.band(), whole, real);
                    }
                }
            }
        }
        for (int level = 1; level <= style.levels(); level++) {
            J2kRect resolution = rect.every(style.levels() - level, 0, 0);
            if (resolution.isEmpty()) {
                continue;
            }
            if (style.reversible()) {
                J2kReversible.join(whole, width, resolution);
            } else {
                J2kIrreversible.join(real, width, resolution);
            }
        }
        return new Plane(whole, real);
    }

    /** Scales the coefficients of a region of interest back down. */
    private static void undoRegion(int[] doubled, int count, int shift) {
        for (int i = 0; shift > 0 && i < count; i++) {
            int size = Math.abs(doubled[i]);
            if (shift < 31 && size >= 1 << shift) {
                doubled[i] = Integer.signum(doubled[i]) * (size >> shift);
            }
        }
    }

    private void place(int[] doubled, J2kRect block, J2kBand band, int[] whole, float[] real) {
        int width = rect.width();
        float step = band.step() * 0.5f;
        for (int y = 0; y < block.height(); y++) {
            int to = (band.atY() + block.y0() - band.rect().y0() + y) * width
                    + band.atX()
                    + block.x0()
                    - band.rect().x0();
            int from = y * block.width();
            if (whole.length > 0) {
                for (int x = 0; x < block.width(); x++) {
                    whole[to + x] = doubled[from + x] / 2;
                }
            } else {
                for (int x = 0; x < block.width(); x++) {
                    real[to + x] = doubled[from + x] * step;
                }
            }
        }
    }

    private void undoColorTransform(List<Plane> planes) {
        if (planes.size() < 3) {
            throw errors.damaged("a color transform of %d components".formatted(planes.size()));
        }
        int[][] whole = {
            planes.get(0).whole(), planes.get(1).whole(), planes.get(2).whole()
        };
        for (int i = 0; i < whole[0].length; i++) {
            int green = whole[0][i] - ((whole[1][i] + whole[2][i]) >> 2);
            whole[0][i] = whole[2][i] + green;
            whole[2][i] = whole[1][i] + green;
            whole[1][i] = green;
        }
        float[][] real = {
            planes.get(0).real(), planes.get(1).real(), planes.get(2).real()
        };
        for (int i = 0; i < real[0].length; i++) {
            float luminance = real[0][i];
            float blue = real[1][i];
            float red = real[2][i];
            real[0][i] = luminance + 1.402f * red;
            real[1][i] = luminance - 0.344136f * blue - 0.714136f * red;
            real[2][i] = luminance + 1.772f * blue;
        }
    }
}
