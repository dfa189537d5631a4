package klarsyn.nnunet;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/** A value of a pickle: data only. */
sealed interface Pickled
        permits Pickled.Text,
                Pickled.Whole,
                Pickled.Real,
                Pickled.Truth,
                Pickled.Nothing,
                Pickled.Octets,
                Pickled.Named,
                Pickled.Kind,
                Pickled.Storage,
                Pickled.View,
                Pickled.Items,
                Pickled.Entries,
                Pickled.NumpyArray,
                NumpyType {

    /** A string. */
    record Text(String value) implements Pickled {}

    /** An integer. */
    record Whole(long value) implements Pickled {}

    /** A floating point number. */
    record Real(double value) implements Pickled {}

    /** A boolean. */
    record Truth(boolean value) implements Pickled {}

    /** Python's None. */
    record Nothing() implements Pickled {}

    /**
     * Bytes.
     *
     * @param bytes must not be modified
     */
    record Octets(byte[] bytes) implements Pickled {}

    /** A known name that is not called yet. */
    record Named(PickleGlobal global) implements Pickled {}

    /** The class of a storage. */
    record Kind(StorageType type) implements Pickled {}

    /**
     * Numbers in the file outside the pickle.
     *
     * @param type  of each
     * @param key   name of the entry
     * @param count equal to the entry's
     */
    record Storage(StorageType type, String key, long count) implements Pickled {}

    /**
     * A tensor: numbers of a storage, all inside it.
     *
     * @param storage of the numbers
     * @param offset  of the first element
     * @param shape   elements along each axis
     * @param stride  distance between elements along each axis
     */
    record View(Storage storage, long offset, List<Long> shape, List<Long> stride) implements Pickled {

        /** Number of elements. */
        long elements() {
            return shape.stream().reduce(1L, Math::multiplyExact);
        }

        /** Index of the last element in the storage, if any. */
        long last() {
            long last = offset;
            for (int axis = 0; axis < shape.size(); axis++) {
                last += (shape.get(axis) - 1) * stride.get(axis);
            }
            return last;
        }

        /** Whether the elements are contiguous, the last axis fastest. */
        boolean isContiguous() {
            long expected = 1;
            for (int axis = shape.size() - 1; axis >= 0; axis--) {
                if (shape.get(axis) != 1 && stride.get(axis) != expected) {
                    return false;
                }
                expected *= shape.get(axis);
            }
            return true;
        }
    }

    /** A list, tuple or set; mutable while the pickle is read. */
    final class Items implements Pickled {

        private final List<Pickled> values;
        private final boolean growing;

        private Items(List<Pickled> values, boolean growing) {
            this.values = values;
            this.growing = growing;
        }

        static Items list() {
            return new Items(new ArrayList<>(), true);
        }

        static Items tuple(List<Pickled> values) {
            return new Items(List.copyOf(values), false);
        }

        List<Pickled> values() {
            return Collections.unmodifiableList(values);
        }

        /** Whether it can accept another value. */
        boolean isGrowing() {
            return growing;
        }

        void add(Pickled value) {
            values.add(value);
        }
    }

    /** A dictionary with string keys; mutable while the pickle is read. */
    final class Entries implements Pickled {

        private final SequencedMap<String, Pickled> values = new LinkedHashMap<>();

        SequencedMap<String, Pickled> values() {
            return Collections.unmodifiableSequencedMap(values);
        }

        void put(String key, Pickled value) {
            values.put(key, value);
        }

        Optional<Pickled> find(String key) {
            return Optional.ofNullable(values.get(key));
        }
    }

    /** A NumPy array, whose content is ignored; its state is set after construction. */
    final class NumpyArray implements Pickled {}
}
