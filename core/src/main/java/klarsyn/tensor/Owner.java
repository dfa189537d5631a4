package klarsyn.tensor;

/** The owner that frees a tensor: the scope it was created in or a holding. */
sealed interface Owner permits Scope, Scope.Freed, Holding {

    /** Name in messages. */
    String name();

    /** Whether its tensors have been freed. */
    boolean isClosed();
}
