package klarsyn.format.array;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import klarsyn.base.DataException;
import klarsyn.base.Where;
import klarsyn.format.file.FileBytes;
import klarsyn.format.file.NumberType;
import klarsyn.format.file.NumericArray;

/**
 * One array in the IDX format of MNIST, gzip or not; numbers are big-endian.
 *
 * <p>Source: "The IDX file format" on the page of the MNIST database by LeCun, Cortes and Burges.
 */
final class Idx {

    private static final int BUFFER = 1 << 16;
    private static final int MAGIC_BYTES = 4;

    private Idx() {}

    static NumericArray read(Path file) {
        Where where = Where.file(file);
        MemorySegment bytes = FileBytes.of(file);
        boolean gzip = bytes.byteSize() > 2
                && bytes.get(ValueLayout.JAVA_BYTE, 0) == 0x1f
                && bytes.get(ValueLayout.JAVA_BYTE, 1) == (byte) 0x8b;
        if (gzip) {
            return inflated(file, where);
        }
        byte[] start = bytes.asSlice(0, Math.min(bytes.byteSize(), 4 + 4 * 255)).toArray(ValueLayout.JAVA_BYTE);
        try {
            Header header = Header.read(new ByteArrayInputStream(start), where);
            long there = bytes.byteSize() - header.bytes();
            header.reject(there != header.dataBytes(), there, where);
            return header.array(bytes.asSlice(header.bytes()));
        } catch (IOException failure) {
            throw FileBytes.unreadable(file, failure);
        }
    }

    /** Numbers along each axis; what follows the header is not looked at. */
    static List<Integer> shape(Path file) {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file), BUFFER)) {
            in.mark(2);
            boolean gzip = in.read() == 0x1f && in.read() == 0x8b;
            in.reset();
            return Header.read(gzip ? new GZIPInputStream(in) : in, Where.file(file))
                    .shape();
        } catch (IOException failure) {
            throw FileBytes.unreadable(file, failure);
        }
    }

    private static NumericArray inflated(Path file, Where where) {
        try (InputStream in = new GZIPInputStream(Files.newInputStream(file), BUFFER)) {
            Header header = Header.read(in, where);
            long packed = Files.size(file);
            byte[] data = FileBytes.exactly(in, header.dataBytes(), packed, where);
            header.reject(in.read() >= 0, header.dataBytes() + 1, where); // reading on compares gzip's check sum
            return header.array(MemorySegment.ofArray(data));
        } catch (IOException failure) {
            throw FileBytes.unreadable(file, failure);
        }
    }

    /** What stands before the numbers. */
    private record Header(NumberType type, List<Integer> shape, long dataBytes) {

        static Header read(InputStream in, Where where) throws IOException {
            byte[] magic = in.readNBytes(MAGIC_BYTES);
            if (magic.length < MAGIC_BYTES || magic[0] != 0 || magic[1] != 0) {
                throw bad(where, "it does not begin with two zeros, a type and a number of axes");
            }
            NumberType type = type(magic[2], where);
            int axes = magic[3] & 0xff;
            byte[] sizes = in.readNBytes(Integer.BYTES * axes);
            if (sizes.length < Integer.BYTES * axes) {
                throw bad(where, "it ends within its header");
            }
            List<Integer> shape = new ArrayList<>();
            long claimed = type.bytes();
            for (int axis = 0; axis < axes; axis++) {
                long along = (long) NumberType.UINT32.at(MemorySegment.ofArray(sizes), 4L * axis, ByteOrder.BIG_ENDIAN);
                shape.add((int) Math.min(along, Integer.MAX_VALUE));
                claimed = multiplied(claimed, along, where);
            }
            return new Header(type, List.copyOf(shape), claimed);
        }

        private static long multiplied(long bytes, long along, Where where) {
            if (along > Integer.MAX_VALUE || Math.multiplyHigh(bytes, along) != 0 || bytes * along < 0) {
                throw bad(where, "its shape is larger than can be");
            }
            return bytes * along;
        }

        private static NumberType type(byte code, Where where) {
            return switch (code) {
                case 0x08 -> NumberType.UINT8;
                case 0x09 -> NumberType.INT8;
                case 0x0b -> NumberType.INT16;
                case 0x0c -> NumberType.INT32;
                case 0x0d -> NumberType.FLOAT32;
                case 0x0e -> NumberType.FLOAT64;
                default -> throw bad(where, "it has the type %d, which the format does not know".formatted(code));
            };
        }

        int bytes() {
            return MAGIC_BYTES + Integer.BYTES * shape.size();
        }

        void reject(boolean otherSize, long there, Where where) {
            if (otherSize) {
                throw bad(
                        where,
                        "its header claims %s numbers, %d bytes, and %s %d follow"
                                .formatted(
                                        NumericArray.describe(shape),
                                        dataBytes,
                                        there > dataBytes ? "at least" : "only",
                                        there));
            }
        }

        NumericArray array(MemorySegment data) {
            return new NumericArray(type, shape, data, ByteOrder.BIG_ENDIAN);
        }
    }

    private static DataException bad(Where where, String what) {
        return new DataException("this is no whole IDX file: " + what, where, "download or export it again");
    }
}
