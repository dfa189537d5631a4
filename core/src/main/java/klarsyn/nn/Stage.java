package klarsyn.nn;

import java.util.ArrayList;
import java.util.List;
import klarsyn.tensor.Tensor;

/** Convolution blocks one after the other, the first of which may change the resolution. */
public record Stage(List<ConvolutionBlock> blocks) implements Layer {

    /** {@code count} blocks, the first from {@code in} channels with the given stride. */
    public static Stage create(
            int in, int out, int count, List<Integer> kernel, List<Integer> stride, Initial initial) {
        List<ConvolutionBlock> blocks = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            boolean first = i == 0;
            blocks.add(ConvolutionBlock.create(
                    first ? in : out, out, kernel, first ? stride : List.of(1, 1, 1), initial.child("block", i)));
        }
        return new Stage(List.copyOf(blocks));
    }

    @Override
    public Tensor forward(Tensor input, Mode mode) {
        Tensor x = input;
        for (ConvolutionBlock block : blocks) {
            x = block.forward(x, mode);
        }
        return x;
    }
}
