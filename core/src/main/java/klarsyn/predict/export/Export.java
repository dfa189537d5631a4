package klarsyn.predict.export;

import java.util.ArrayList;
import java.util.List;
import klarsyn.base.Workers;
import klarsyn.predict.window.Activation;
import klarsyn.predict.window.AxisWeights;
import klarsyn.predict.window.Lines;
import klarsyn.predict.window.LogitColumn;
import klarsyn.predict.window.Passage;
import klarsyn.predict.window.ResampledLines;
import klarsyn.predict.window.Tile;

/**
 * Applies models to an image and passes on the outputs of each voxel of its own grid, tile by tile.
 *
 * <p>Holds one column of a tile on the network's grid, and one voxel on the image grid. Tiles and threads do not affect
 * results.
 */
public final class Export {

    /** Below this number of values, more threads do not pay off. */
    private static final long WORTH_THREADS = 1 << 21;

    private final List<Passage> passages;
    private final Activation activation;
    private final Sink sink;
    private final int threads;

    /**
     * @param passages   of the models; several pass on mean probabilities, one its logits
     *
     * @param activation for probabilities
     * @param sink       called by several threads, each voxel once
     */
    public Export(List<Passage> passages, Activation activation, Sink sink, int threads) {
        this.passages = List.copyOf(passages);
        this.activation = activation;
        this.sink = sink;
        this.threads = threads;
    }

    /** Receives the outputs of voxels at their positions in the image grid. */
    public sealed interface Sink {}

    /** Receives all outputs. */
    @FunctionalInterface
    public non-sealed interface VoxelSink extends Sink {
        /** The numbers are valid only during the call. */
        void accept(int x, int y, int z, float[] outputs);
    }

    /**
     * Receives labels.
     *
     * @param decision from outputs to labels
     * @param labels   of the image as stored
     * @param place    position of the image grid in it
     */
    public record LabelSink(Decision decision, short[] labels, Placement place) implements Sink {}

    /** Lines of one slice processed by one thread. */
    private record Part(int z, int fromY, int toY) {}

    public void fill(List<Tile> tiles) {
        fill(tiles, stores(tiles));
    }

    /** Buffers for the columns of any of these tiles, one at a time. */
    public List<LogitColumn.Store> stores(List<Tile> tiles) {
        return passages.stream().map(passage -> passage.store(tiles)).toList();
    }

    public void fill(List<Tile> tiles, List<LogitColumn.Store> stores) {
        tiles.forEach(tile -> fill(tile, stores));
    }

    private void fill(Tile tile, List<LogitColumn.Store> stores) {
        List<LogitColumn> columns = new ArrayList<>();
        for (int i = 0; i < stores.size(); i++) {
            columns.add(passages.get(i).column(tile, stores.get(i), threads));
        }
        int depth = passages.getFirst().shape().z();
        for (int z = 0; z < depth; ) {
            int end = depth;
            for (int i = 0; i < columns.size(); i++) {
                end = Math.min(
                        end,
                        ready(columns.get(i), passages.get(i).route().axes().z(), z));
            }
            decide(columns, tile, z, end);
            z = end;
        }
    }

    /** Advances to slice z of the image and returns the first slice not yet available. */
    private static int ready(LogitColumn column, AxisWeights axis, int z) {
        column.reach(axis.second(z));
        int end = z;
        while (end < axis.length() && axis.second(end) < column.finished()) {
            end++;
        }
        return end;
    }

    private void decide(List<LogitColumn> columns, Tile tile, int from, int to) {
        long work = tile.plane() * (to - from) * outputs();
        if (threads == 1 || work < WORTH_THREADS) {
            parts(tile, from, to, 1).forEach(part -> decide(columns, tile, part));
        } else {
            new Workers(threads).map(parts(tile, from, to, threads), Part::toString, part -> {
                decide(columns, tile, part);
                return part;
            });
        }
    }

    private static List<Part> parts(Tile tile, int from, int to, int threads) {
        int bands = to - from >= 4 * threads ? 1 : Math.min(threads, tile.rows());
        List<Part> parts = new ArrayList<>();
        for (int z = from; z < to; z++) {
            for (int band = 0; band < bands; band++) {
                int first = tile.fromY() + tile.rows() * band / bands;
                int end = tile.fromY() + tile.rows() * (band + 1) / bands;
                parts.add(new Part(z, first, end));
            }
        }
        return parts;
    }

    private void decide(List<LogitColumn> columns, Tile tile, Part part) {
        Lines lines = lines(columns);
        float[] outputs = new float[outputs()];
        for (int y = part.fromY(); y < part.toY(); y++) {
            lines.moveTo(y, part.z());
            switch (sink) {
                case VoxelSink voxels -> {
                    for (int x = tile.fromX(); x < tile.toX(); x++) {
                        lines.at(x, outputs);
                        voxels.accept(x, y, part.z(), outputs);
                    }
                }
                case LabelSink labels -> label(lines, labels, tile, y, part.z(), outputs);
            }
        }
    }

    private static void label(Lines lines, LabelSink sink, Tile tile, int y, int z, float[] outputs) {
        boolean byLargest = sink.decision instanceof Decision.Largest;
        int at = sink.place.index(tile.fromX(), y, z);
        for (int x = tile.fromX(); x < tile.toX(); x++, at += sink.place.stepX()) {
            int largest = byLargest ? lines.largest(x) : -1;
            if (largest < 0) {
                lines.at(x, outputs);
                sink.labels[at] = sink.decision.label(outputs);
            } else {
                sink.labels[at] = (short) largest;
            }
        }
    }

    private Lines lines(List<LogitColumn> columns) {
        List<Lines> members = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            members.add(
                    new ResampledLines(columns.get(i), passages.get(i).route().axes(), outputs()));
        }
        return members.size() == 1 ? members.getFirst() : new MeanLines(members, activation, outputs());
    }

    private int outputs() {
        return passages.getFirst().route().outputs();
    }
}
