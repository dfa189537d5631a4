package klarsyn.nnunet;

import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import klarsyn.base.ModelException;
import klarsyn.base.Where;

/** Functions that known names of a pickle stand for. */
final class PickleCalls {

    static final String ANOTHER =
            "use an unmodified, complete checkpoint of nnU-Net v2; nothing in this one was executed";

    private static final int MAX_AXES = 8;
    private static final int BYTES_PER_VALUE = 8;
    private static final String STORAGE = "torch.";

    private final Map<String, Long> storages;
    private final Where where;

    PickleCalls(Map<String, Long> storages, Where where) {
        this.storages = storages;
        this.where = where;
    }

    /** Resolves a name. */
    Pickled global(String name) {
        if (name.startsWith(STORAGE)) {
            var type = StorageType.named(name.substring(STORAGE.length()));
            if (type.isPresent()) {
                return new Pickled.Kind(type.get());
            }
        }
        return new Pickled.Named(PickleGlobal.named(name).orElseThrow(() -> error(name)));
    }

    /** A storage: {@code ("storage", class, key, location, count)}, whose size must match its entry. */
    Pickled persistent(Pickled id) {
        List<Pickled> parts = items(id);
        if (parts.size() != 5
                || !text(parts.getFirst()).equals("storage")
                || !(parts.get(1) instanceof Pickled.Kind(StorageType type))) {
            throw damaged("unsupported persistent object in the pickle");
        }
        String key = text(parts.get(2));
        long count = integer(parts.get(4));
        Long bytes = storages.get(key);
        if (bytes == null) {
            throw damaged("the storage %s is missing".formatted(printable(key)));
        }
        if (count < 0 || count > bytes / type.bytes() || count * type.bytes() != bytes) {
            throw damaged("a storage has %d numbers of %d bytes, but its entry has %d bytes"
                    .formatted(count, type.bytes(), bytes));
        }
        return new Pickled.Storage(type, key, count);
    }

    /** Maximum number of values that a call copies. */
    long cost(Pickled arguments) {
        long sum = 0;
        for (Pickled argument : items(arguments)) {
            sum += switch (argument) {
                case Pickled.Text text -> text.value().length() / BYTES_PER_VALUE;
                case Pickled.Items items -> items.values().size();
                default -> 0;
            };
        }
        return sum;
    }

    Pickled call(Pickled function, Pickled arguments) {
        if (!(function instanceof Pickled.Named(PickleGlobal global))) {
            throw damaged("call of a value that is not a function");
        }
        List<Pickled> given = items(arguments);
        return switch (global) {
            case ORDERED_DICT -> {
                requireCount(given, 0, 0, global);
                yield new Pickled.Entries();
            }
            case REBUILD_TENSOR -> tensor(given);
            case REBUILD_PARAMETER -> {
                requireCount(given, 1, 3, global);
                if (!(given.getFirst() instanceof Pickled.View view)) {
                    throw damaged("a parameter is not constructed from a tensor");
                }
                yield view;
            }
            case SIZE, SET -> {
                requireCount(given, 1, 1, global);
                yield Pickled.Items.tuple(items(given.getFirst()));
            }
            case DEVICE -> {
                requireCount(given, 1, 2, global);
                yield new Pickled.Text(text(given.getFirst()));
            }
            case ENCODE -> encoded(given);
            case BYTES -> {
                requireCount(given, 0, 0, global);
                yield new Pickled.Octets(new byte[0]);
            }
            case NUMPY_TYPE -> numpyType(given);
            case NUMPY_SCALAR -> scalar(given);
            case NUMPY_RECONSTRUCT -> {
                requireCount(given, 3, 3, global);
                yield new Pickled.NumpyArray();
            }
            case NUMPY_ARRAY, NUMBER_TYPE -> throw damaged("call of a type");
        };
    }

    /** Second step of constructing an object; ignored for most. */
    void build(Pickled object, Pickled state) {
        switch (object) {
            case Pickled.Entries _ -> {
                // attributes of an ordered dictionary: the versions of layers
            }
            case NumpyType type -> type.order(order(state));
            case Pickled.NumpyArray _ -> requireArray(state);
            default -> throw damaged("state for an object without state");
        }
    }

    private Pickled tensor(List<Pickled> given) {
        requireCount(given, 5, 7, PickleGlobal.REBUILD_TENSOR);
        if (!(given.getFirst() instanceof Pickled.Storage storage)) {
            throw damaged("a tensor is not constructed from a storage");
        }
        List<Long> shape = sizes(given.get(2));
        List<Long> stride = sizes(given.get(3));
        long offset = integer(given.get(1));
        if (shape.size() != stride.size() || offset < 0) {
            throw damaged("a tensor has shape %s, stride %s and offset %d".formatted(shape, stride, offset));
        }
        requireInside(storage, offset, shape, stride);
        return new Pickled.View(storage, offset, shape, stride);
    }

    /** All elements are in the storage, and there are no more elements than numbers. */
    private void requireInside(Pickled.Storage storage, long offset, List<Long> shape, List<Long> stride) {
        String tensor = "a tensor with shape %s, stride %s and offset %d".formatted(shape, stride, offset);
        try {
            long elements = 1;
            long last = offset;
            for (int axis = 0; axis < shape.size(); axis++) {
                elements = Math.multiplyExact(elements, shape.get(axis));
                long steps = Math.max(0, shape.get(axis) - 1);
                last = Math.addExact(last, Math.multiplyExact(steps, stride.get(axis)));
            }
            if (elements > storage.count() || (elements > 0 && last >= storage.count())) {
                throw damaged("%s exceeds its %d numbers".formatted(tensor, storage.count()));
            }
        } catch (ArithmeticException overflow) {
            throw new ModelException(
                    "the checkpoint is damaged: %s exceeds its %d numbers".formatted(tensor, storage.count()),
                    where,
                    ANOTHER,
                    overflow);
        }
    }

    private List<Long> sizes(Pickled value) {
        List<Pickled> items = items(value);
        if (items.size() > MAX_AXES) {
            throw damaged("a tensor has %d axes".formatted(items.size()));
        }
        List<Long> sizes = new ArrayList<>();
        for (Pickled item : items) {
            long size = integer(item);
            if (size < 0) {
                throw damaged("a tensor has the size or stride %d".formatted(size));
            }
            sizes.add(size);
        }
        return List.copyOf(sizes);
    }

    private Pickled encoded(List<Pickled> given) {
        requireCount(given, 2, 2, PickleGlobal.ENCODE);
        if (!text(given.get(1)).equals("latin1")) {
            throw damaged("unsupported text encoding");
        }
        String text = text(given.getFirst());
        if (text.chars().anyMatch(each -> each > 255)) {
            throw damaged("bytes above 255");
        }
        return new Pickled.Octets(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    private Pickled numpyType(List<Pickled> given) {
        requireCount(given, 1, 3, PickleGlobal.NUMPY_TYPE);
        String code = text(given.getFirst());
        return NumpyType.of(code).orElseThrow(() -> error("numpy.dtype('%s')".formatted(code)));
    }

    private Pickled scalar(List<Pickled> given) {
        if (given.size() != 2
                || !(given.get(0) instanceof NumpyType type)
                || !(given.get(1) instanceof Pickled.Octets(byte[] bytes))
                || bytes.length != type.bytes()) {
            throw damaged("a NumPy number has the wrong number of bytes");
        }
        return type.read(bytes);
    }

    private ByteOrder order(Pickled state) {
        List<Pickled> parts = items(state);
        String order = parts.size() < 2 ? "" : text(parts.get(1));
        return switch (order) {
            case "<", "|", "=" -> ByteOrder.LITTLE_ENDIAN;
            case ">" -> ByteOrder.BIG_ENDIAN;
            default -> throw damaged("a NumPy type has no byte order");
        };
    }

    /** {@code (version, shape, type, whether columns come first, bytes)}. */
    private void requireArray(Pickled state) {
        List<Pickled> parts = items(state);
        if (parts.size() != 5
                || !(parts.get(2) instanceof NumpyType type)
                || !(parts.get(4) instanceof Pickled.Octets(byte[] bytes))) {
            throw damaged("a NumPy array is not numeric");
        }
        double size = type.bytes();
        for (long length : sizes(parts.get(1))) {
            size *= length;
        }
        if (size != bytes.length) {
            throw damaged("a NumPy array has the wrong number of bytes");
        }
    }

    private void requireCount(List<Pickled> given, int least, int most, PickleGlobal function) {
        if (given.size() < least || given.size() > most) {
            throw damaged("%s has %d arguments".formatted(function, given.size()));
        }
    }

    /** A dictionary key as a string. */
    String key(Pickled value) {
        return switch (value) {
            case Pickled.Text(String text) -> text;
            case Pickled.Whole(long number) -> Long.toString(number);
            default -> throw damaged("a dictionary key is neither a string nor an integer");
        };
    }

    String text(Pickled value) {
        if (value instanceof Pickled.Text(String text)) {
            return text;
        }
        throw wrong("text");
    }

    private long integer(Pickled value) {
        if (value instanceof Pickled.Whole(long number)) {
            return number;
        }
        throw wrong("integer");
    }

    private List<Pickled> items(Pickled value) {
        if (value instanceof Pickled.Items items) {
            return items.values();
        }
        throw wrong("list");
    }

    private ModelException wrong(String expected) {
        return damaged("missing %s".formatted(expected));
    }

    /** Names content that is neither a tensor nor a plain container. */
    ModelException error(String name) {
        return new ModelException(
                "the checkpoint contains %s, which is neither a tensor nor a plain container"
                        .formatted(printable(name)),
                where,
                ANOTHER);
    }

    private static String printable(String name) {
        return name.replaceAll("[^\\x21-\\x7e ]", "?");
    }

    private ModelException damaged(String what) {
        return new ModelException("the checkpoint is damaged: " + what, where, ANOTHER);
    }
}
