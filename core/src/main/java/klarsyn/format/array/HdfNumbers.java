package klarsyn.format.array;

import io.jhdf.api.Dataset;
import io.jhdf.api.dataset.ChunkedDataset;
import io.jhdf.dataset.DatasetBase;
import io.jhdf.exceptions.HdfException;
import io.jhdf.filter.PipelineFilterWithData;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import java.util.zip.InflaterInputStream;
import klarsyn.base.DataException;
import klarsyn.base.Where;
import klarsyn.format.file.FileBytes;
import klarsyn.format.file.NumberType;
import klarsyn.format.file.NumericArray;

/** Reads the bytes of one HDF5 data set from its chunks; sizes are checked before allocation. */
final class HdfNumbers {

    private static final int DEFLATE = 1;
    private static final int SHUFFLE = 2;
    private static final int FLETCHER = 3;
    private static final int LZF = 32000;
    private static final int FLETCHER_BYTES = 4;

    /** Maximum number of chunks in a file of this size; each takes some bytes of an index. */
    private static final int FEW_CHUNKS = 1 << 12;

    private final ChunkedDataset set;
    private final NumberType type;
    private final Where where;
    private final int[] shape;
    private final int[] chunk;
    private final byte[] values;

    private HdfNumbers(ChunkedDataset set, NumberType type, byte[] values, Where where) {
        this.set = set;
        this.type = type;
        this.where = where;
        this.shape = set.getDimensions();
        this.chunk = set.getChunkDimensions();
        this.values = values;
    }

    /** Empty if the data set was never written. */
    static Optional<NumericArray> of(Dataset set, NumberType type, ByteOrder order, long fileSize, Where where) {
        long[] dimensions = set.getDimensionsAsLong();
        long claimed = type.bytes();
        for (long along : dimensions) {
            if (along < 0
                    || along > Integer.MAX_VALUE
                    || Math.multiplyHigh(claimed, along) != 0
                    || claimed * along < 0) {
                throw bad(where, "its shape is too large");
            }
            claimed *= along;
        }
        List<Integer> shape =
                LongStream.of(dimensions).mapToObj(Math::toIntExact).toList();
        if (claimed == 0) {
            return Optional.of(new NumericArray(type, shape, MemorySegment.ofArray(new byte[0]), order));
        }
        if (set instanceof ChunkedDataset chunked) {
            FileBytes.rejectTooLargeClaim(claimed, Math.min(fileSize, chunked.getStorageInBytes()), where);
            byte[] values = new byte[(int) claimed];
            new HdfNumbers(chunked, type, values, where).fill(fileSize);
            return Optional.of(new NumericArray(type, shape, MemorySegment.ofArray(values), order));
        }
        if (set.isEmpty() || !(set instanceof DatasetBase whole)) {
            return Optional.empty();
        }
        if (claimed > fileSize) {
            throw bad(where, "it claims %d bytes, but the file has %d".formatted(claimed, fileSize));
        }
        MemorySegment raw = MemorySegment.ofBuffer(whole.getDataBuffer());
        if (raw.byteSize() < claimed) {
            throw bad(where, "it claims %d bytes, but %d are present".formatted(claimed, raw.byteSize()));
        }
        return Optional.of(new NumericArray(type, shape, raw.asSlice(0, claimed), order));
    }

    private void fill(long fileSize) {
        long chunks = 1;
        long chunkBytes = type.bytes();
        for (int axis = 0; axis < shape.length; axis++) {
            if (chunk[axis] < 1) {
                throw bad(where, "its chunks have no size");
            }
            chunks *= Math.ceilDiv(shape[axis], chunk[axis]);
            chunkBytes = Math.multiplyExact(chunkBytes, chunk[axis]);
        }
        if (chunks > FEW_CHUNKS + fileSize) {
            throw bad(where, "it claims %d chunks, more than the file can hold".formatted(chunks));
        }
        int[] corner = new int[shape.length];
        for (long i = 0; i < chunks; i++) {
            place(corner, chunkBytes);
            advance(corner);
        }
    }

    private void advance(int[] corner) {
        for (int axis = corner.length - 1; axis >= 0; axis--) {
            corner[axis] += chunk[axis];
            if (corner[axis] < shape[axis]) {
                return;
            }
            corner[axis] = 0;
        }
    }

    private void place(int[] corner, long chunkBytes) {
        ByteBuffer stored;
        try {
            stored = set.getRawChunkBuffer(corner);
        } catch (HdfException missing) {
            if (!String.valueOf(missing.getMessage()).startsWith("No chunk")) {
                throw missing;
            }
            rejectOtherThanZero(missing);
            return;
        }
        byte[] bytes = decoded(stored, chunkBytes);
        int last = shape.length - 1;
        int run = Math.min(chunk[last], shape[last] - corner[last]) * type.bytes();
        long rows = chunkBytes / type.bytes() / chunk[last];
        int[] index = new int[last];
        for (long row = 0; row < rows; row++) {
            long to = offset(corner, index);
            if (to >= 0) {
                int from = Math.toIntExact(row * chunk[last] * type.bytes());
                System.arraycopy(bytes, from, values, Math.toIntExact(to * type.bytes()), run);
            }
            for (int axis = last - 1; axis >= 0 && ++index[axis] == chunk[axis]; axis--) {
                index[axis] = 0;
            }
        }
    }

    /** Offset of a row of a chunk in the data set, or −1 if outside. */
    private long offset(int[] corner, int[] index) {
        long offset = 0;
        for (int axis = 0; axis < index.length; axis++) {
            int at = corner[axis] + index[axis];
            if (at >= shape[axis]) {
                return -1;
            }
            offset = offset * shape[axis] + at;
        }
        return offset * shape[index.length] + corner[index.length];
    }

    private void rejectOtherThanZero(HdfException missing) {
        if (set.getFillValue() instanceof Number fill && fill.doubleValue() != 0) {
            throw new DataException(
                    "parts of it were never written and have the fill value %s".formatted(fill),
                    where,
                    "write the complete data set",
                    missing);
        }
    }

    private byte[] decoded(ByteBuffer stored, long chunkBytes) {
        byte[] bytes = new byte[stored.remaining()];
        stored.get(bytes);
        List<PipelineFilterWithData> filters = set.getFilters();
        for (int i = filters.size() - 1; i >= 0; i--) {
            bytes = switch (filters.get(i).getId()) {
                case DEFLATE -> inflated(bytes, chunkBytes);
                case SHUFFLE -> unshuffled(bytes);
                case LZF ->
                    bytes.length == chunkBytes
                            ? bytes
                            : expanded(bytes, chunkBytes); // stored uncompressed if compression would enlarge it
                case FLETCHER -> Arrays.copyOf(bytes, Math.max(0, bytes.length - FLETCHER_BYTES));
                default ->
                    throw new DataException(
                            "its compression %s is not supported"
                                    .formatted(filters.get(i).getName()),
                            where,
                            "save it with gzip compression, or with none");
            };
        }
        if (bytes.length != chunkBytes) {
            throw bad(where, "a chunk has %d bytes instead of %d".formatted(bytes.length, chunkBytes));
        }
        return bytes;
    }

    private byte[] inflated(byte[] packed, long chunkBytes) {
        try (var in = new InflaterInputStream(new ByteArrayInputStream(packed))) {
            return FileBytes.exactly(in, chunkBytes, packed.length, where);
        } catch (IOException failure) {
            throw FileBytes.unreadable(where, failure);
        }
    }

    /** Decompresses LZF: literal runs, and copies of 3 to 264 bytes from up to 8192 bytes back. */
    private byte[] expanded(byte[] packed, long chunkBytes) {
        FileBytes.rejectTooLargeClaim(chunkBytes, packed.length, where);
        byte[] bytes = new byte[(int) chunkBytes];
        int from = 0;
        int to = 0;
        try {
            while (from < packed.length) {
                int control = packed[from++] & 0xff;
                if (control < 32) {
                    System.arraycopy(packed, from, bytes, to, control + 1);
                    from += control + 1;
                    to += control + 1;
                } else {
                    int length = (control >> 5) + 2;
                    if (length == 9) {
                        length += packed[from++] & 0xff;
                    }
                    int back = ((control & 0x1f) << 8) + (packed[from++] & 0xff) + 1;
                    for (int i = 0; i < length; i++, to++) {
                        bytes[to] = bytes[to - back];
                    }
                }
            }
        } catch (IndexOutOfBoundsException beyond) {
            throw new DataException("its LZF data are damaged", where, "copy or export it again", beyond);
        }
        if (to != chunkBytes) {
            throw bad(where, "a chunk has %d bytes instead of %d".formatted(to, chunkBytes));
        }
        return bytes;
    }

    /** Undoes the shuffle filter, which stores all first bytes, then all second bytes, and so on. */
    private byte[] unshuffled(byte[] shuffled) {
        int size = type.bytes();
        int count = shuffled.length / size;
        byte[] bytes = shuffled.clone();
        for (int part = 0; part < size; part++) {
            for (int i = 0; i < count; i++) {
                bytes[i * size + part] = shuffled[part * count + i];
            }
        }
        return bytes;
    }

    private static DataException bad(Where where, String what) {
        return new DataException("the data set is incomplete: " + what, where, "copy or export it again");
    }
}
