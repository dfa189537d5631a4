package klarsyn.nn;

import java.util.List;
import klarsyn.tensor.Scope;
import klarsyn.tensor.Tensor;

/**
 * The blocks of a resolution, one after the other.
 *
 * @param blocks the first of which may change the resolution
 * @param pool   over how many voxels along depth, height, width the maximum is taken before them; ones for none
 */
public record Stage(List<Block> blocks, List<Integer> pool) implements Layer {

    @Override
    public Tensor forward(Tensor input, Pass pass) {
        try (Scope scope = Scope.open("resolution")) {
            boolean pools = !pool.equals(UNet.ONES);
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

    /** As {@link #forward}, letting go of the input, which is the scope's, once the first block has read it. */
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
