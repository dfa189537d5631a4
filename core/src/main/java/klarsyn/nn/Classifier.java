package klarsyn.nn;

import java.util.Collections;
import java.util.List;
import klarsyn.base.Seed;
import klarsyn.nn.layer.Initial;

/** Creates classification networks: a convolutional encoder with {@link PooledLogits}. */
public final class Classifier {

    private Classifier() {}

    /**
     * A network with initialized weights in the innermost scope.
     *
     * @param frequencies of the classes, above 0, up to a factor
     */
    public static Network create(EncoderArchitecture shape, List<Double> frequencies, Seed seed) {
        return network(shape, frequencies, new Initial.Drawn(seed));
    }

    /** A network without weights, in the innermost scope, to be loaded from a file. */
    public static Network blank(EncoderArchitecture shape, int classes) {
        return network(shape, Collections.nCopies(classes, 1.0), new Initial.Blank());
    }

    private static Network network(EncoderArchitecture shape, List<Double> frequencies, Initial initial) {
        return new Network(
                new EncoderAssembly(shape, initial).encoder(),
                PooledLogits.create(shape.features().getLast(), frequencies, initial.child("head", 0)));
    }

    /** Number of values in a file of the weights. */
    public static long numbers(EncoderArchitecture shape, int classes) {
        return shape.numbers() + (shape.features().getLast() + 1L) * classes;
    }
}
