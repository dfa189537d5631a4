package klarsyn.nnunet;

import java.util.List;
import java.util.Optional;

/** The names allowed in a checkpoint; each has a known meaning, and no code is executed. */
@SuppressWarnings("ImmutableEnumChecker") // immutable names
enum PickleGlobal {
    ORDERED_DICT("collections.OrderedDict"),
    REBUILD_TENSOR("torch._utils._rebuild_tensor_v2"),
    REBUILD_PARAMETER("torch._utils._rebuild_parameter"),
    SIZE("torch.Size"),
    DEVICE("torch.device"),
    NUMBER_TYPE(
            "torch.float32",
            "torch.float64",
            "torch.float16",
            "torch.bfloat16",
            "torch.int64",
            "torch.int32",
            "torch.int16",
            "torch.int8",
            "torch.uint8",
            "torch.bool"),
    NUMPY_SCALAR("numpy.core.multiarray.scalar", "numpy._core.multiarray.scalar"),
    NUMPY_RECONSTRUCT("numpy.core.multiarray._reconstruct", "numpy._core.multiarray._reconstruct"),
    NUMPY_ARRAY("numpy.ndarray"),
    NUMPY_TYPE("numpy.dtype"),
    ENCODE("_codecs.encode"),
    BYTES("__builtin__.bytes", "builtins.bytes"),
    SET("__builtin__.set", "builtins.set", "__builtin__.frozenset", "builtins.frozenset");

    private final List<String> names;

    PickleGlobal(String... names) {
        this.names = List.of(names);
    }

    static Optional<PickleGlobal> named(String name) {
        for (PickleGlobal global : values()) {
            if (global.names.contains(name)) {
                return Optional.of(global);
            }
        }
        return Optional.empty();
    }
}
