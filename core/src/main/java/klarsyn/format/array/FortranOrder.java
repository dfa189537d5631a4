package klarsyn.format.array;

import java.lang.foreign.MemorySegment;
import java.util.List;
import klarsyn.base.DataException;
import klarsyn.base.Where;
import klarsyn.format.file.FileBytes;

/** Converts Fortran order, first axis fastest, to C order, last axis fastest. */
final class FortranOrder {

    private FortranOrder() {}

    static MemorySegment toC(MemorySegment data, NpyHeader header, Where where) {
        if (data.byteSize() > FileBytes.LONGEST_ARRAY) {
            throw new DataException(
                    "the array is in Fortran order and has more than 2 GiB",
                    where,
                    "save it in C order: numpy.save(file, numpy.ascontiguousarray(array))");
        }
        return toC(data, header.shape(), header.type().bytes());
    }

    /** The same numbers in C order, for at most 2³¹ bytes. */
    static MemorySegment toC(MemorySegment data, List<Integer> shape, int bytes) {
        MemorySegment ordered = MemorySegment.ofArray(new byte[Math.toIntExact(data.byteSize())]);
        int last = shape.getLast();
        long rows = last == 0 ? 0 : data.byteSize() / bytes / last;
        long step = rows * bytes;
        int[] index = new int[shape.size() - 1];
        for (long row = 0; row < rows; row++) {
            long from = offsetOf(index, shape) * bytes;
            long to = row * last * bytes;
            for (int i = 0; i < last; i++) {
                MemorySegment.copy(data, from + i * step, ordered, to + (long) i * bytes, bytes);
            }
            advance(index, shape);
        }
        return ordered;
    }

    private static long offsetOf(int[] index, List<Integer> shape) {
        long offset = 0;
        for (int axis = index.length - 1; axis >= 0; axis--) {
            offset = offset * shape.get(axis) + index[axis];
        }
        return offset;
    }

    private static void advance(int[] index, List<Integer> shape) {
        for (int axis = index.length - 1; axis >= 0; axis--) {
            index[axis]++;
            if (index[axis] < shape.get(axis)) {
                return;
            }
            index[axis] = 0;
        }
    }
}
