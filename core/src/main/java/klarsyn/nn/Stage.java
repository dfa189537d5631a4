package klarsyn.nn;

import java.util.List;
import klarsyn.nn.layer.Block;
import klarsyn.nn.layer.Convolution;
import klarsyn.nn.layer.Layer;
import klarsyn.nn.layer.Pass;
import klarsyn.tensor.Scope;
import klarsyn.tensor.Tensor;

/**
 * The sequence of blocks of a resolution.
 *
 * @param blocks the first of which may change the resolution
 * @param pool   size of the max pooling before them along depth, height, width; ones for none
 */
public record Stage(List<Block> blocks, List<Integer> pool) implements Layer {

    @Override
    public Tensor forward(Tensor input, Pass pass) {
        try (Scope scope = Scope.open("resolution")) {
            boolean pools = !pool.equals(Convolution.ONES);
            Tensor start = pools ? pooled(input) : input;
            Tensor x = blocks.getFirst().forward(start, pass);
            if (pools) {
                scope.free(start);
            }
            return scope.keep(rest(x, pass, scope));
        }
    }

    private Tensor pooled(Tensor input) {
        long[] step = pool.stream().mapToLong(s -> s).toArray();
        return input.maxPool(step, step, new long[] {0, 0, 0});
    }

    /** As {@link #forward}, freeing the input, which the scope owns, after the first block. */
    Tensor consume(Tensor input, Pass pass, Scope scope) {
        Tensor x = blocks.getFirst().forward(input, pass);
        scope.free(input);
        return rest(x, pass, scope);
    }

    private Tensor rest(Tensor first, Pass pass, Scope scope) {
        Tensor x = first;
        for (Block block : blocks.subList(1, blocks.size())) {
            Tensor next = block.forward(x, pass);
            scope.free(x);
            x = next;
        }
        return x;
    }
}
