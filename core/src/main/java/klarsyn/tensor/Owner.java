package klarsyn.tensor;

/** Whoever frees a tensor: the scope it was made in, which may have freed it early, or the holding that it was handed to. */
sealed interface Owner permits Scope, Scope.Freed, Holding {

    /** What messages call it. */
    String name();

    /** Whether its tensors are gone. */
    boolean isClosed();
}
