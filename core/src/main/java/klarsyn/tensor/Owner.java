package klarsyn.tensor;

/** Whoever frees a tensor: the scope it was made in, or the holding that it was handed to. */
sealed interface Owner permits Scope, Holding {

    /** What messages call it. */
    String name();

    /** Whether its tensors are gone. */
    boolean isClosed();
}
