package klarsyn.format.array;

import io.jhdf.HdfFile;
import io.jhdf.api.Dataset;
import io.jhdf.api.Group;
import io.jhdf.api.Node;
import io.jhdf.exceptions.HdfException;
import io.jhdf.exceptions.UnsupportedHdfException;
import io.jhdf.object.datatype.DataType;
import io.jhdf.object.datatype.EnumDataType;
import io.jhdf.object.datatype.FixedPoint;
import io.jhdf.object.datatype.FloatingPoint;
import io.jhdf.object.datatype.OrderedDataType;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import klarsyn.base.DataException;
import klarsyn.base.Where;
import klarsyn.format.file.FileBytes;
import klarsyn.format.file.NumberType;
import klarsyn.format.file.NumericArray;

/**
 * The numeric data sets of an HDF5 file.
 *
 * <p>Links are not followed: the target of a soft link is found in its own place, an external link refers to another
 * file.
 */
final class Hdf5 {

    private static final int DEEPEST = 64;
    private static final int MAX_DATA_SETS = 1 << 16;

    private Hdf5() {}

    static Map<String, NumericArray> read(Path file) {
        Where where = Where.file(file);
        try (HdfFile hdf = open(file)) {
            Map<String, NumericArray> arrays = new LinkedHashMap<>();
            collect(hdf, "", hdf.size(), new Walk(arrays, new HashSet<>(), where));
            if (arrays.isEmpty()) {
                throw new DataException(
                        "the file contains no data set of numbers", where, "save arrays of numbers, or exclude it");
            }
            return Collections.unmodifiableMap(arrays);
        } catch (DataException known) {
            throw known;
        } catch (UnsupportedHdfException unsupported) {
            throw new DataException(
                    "the file uses an unsupported HDF5 feature (%s)".formatted(reason(unsupported)),
                    where,
                    "save it for HDF5 1.10: h5py.File(name, \"w\", libver=\"v110\")",
                    unsupported);
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError failure) {
            throw new DataException(
                    "the HDF5 file is damaged (%s)".formatted(reason(failure)),
                    where,
                    "copy or export it again, or exclude it",
                    failure);
        }
    }

    private static HdfFile open(Path file) {
        var bytes = FileBytes.of(file);
        return bytes.byteSize() > Integer.MAX_VALUE
                ? new HdfFile(file)
                : HdfFile.fromByteBuffer(bytes.asReadOnly().asByteBuffer());
    }

    /** State of the traversal. */
    private record Walk(Map<String, NumericArray> arrays, Set<Long> visited, Where where) {}

    private static void collect(Group group, String path, long fileSize, Walk walk) {
        if (path.chars().filter(c -> c == '/').count() > DEEPEST
                || walk.arrays().size() > MAX_DATA_SETS) {
            throw new HdfException("its groups are too many or nested too deeply");
        }
        for (Map.Entry<String, Node> child : new TreeMap<>(group.getChildren()).entrySet()) {
            Node node = child.getValue();
            if (node.isLink()) {
                continue;
            }
            String name = path + child.getKey();
            if (node instanceof Group inner) {
                if (walk.visited().add(inner.getAddress())) {
                    collect(inner, name + "/", fileSize, walk);
                }
            } else if (node instanceof Dataset set) {
                Where where = new Where(walk.where() + ", data set " + name);
                numberType(set.getDataType())
                        .flatMap(type -> HdfNumbers.of(set, type, order(set.getDataType()), fileSize, where))
                        .ifPresent(array -> walk.arrays().put(name, array));
            }
        }
    }

    /** Empty for types that are not plain numbers: text, compounds, references, bits. */
    private static Optional<NumberType> numberType(DataType type) {
        return switch (type) {
            case EnumDataType choice -> numberType(choice.getBaseType());
            case FixedPoint whole -> whole(whole);
            case FloatingPoint floating -> floating(floating);
            default -> Optional.empty();
        };
    }

    private static Optional<NumberType> whole(FixedPoint type) {
        if (type.getBitOffset() != 0 || type.getBitPrecision() != Byte.SIZE * type.getSize()) {
            return Optional.empty();
        }
        boolean signed = type.isSigned();
        return switch (type.getSize()) {
            case 1 -> Optional.of(signed ? NumberType.INT8 : NumberType.UINT8);
            case 2 -> Optional.of(signed ? NumberType.INT16 : NumberType.UINT16);
            case 4 -> Optional.of(signed ? NumberType.INT32 : NumberType.UINT32);
            case 8 -> Optional.of(signed ? NumberType.INT64 : NumberType.UINT64);
            default -> Optional.empty();
        };
    }

    /** Half, single and double precision have exponents of 5, 8 and 11 bits; other floats of these sizes exist. */
    private static Optional<NumberType> floating(FloatingPoint type) {
        return switch (100 * type.getSize() + type.getExponentSize()) {
            case 205 -> Optional.of(NumberType.FLOAT16);
            case 408 -> Optional.of(NumberType.FLOAT32);
            case 811 -> Optional.of(NumberType.FLOAT64);
            default -> Optional.empty();
        };
    }

    private static ByteOrder order(DataType type) {
        return switch (type) {
            case EnumDataType choice -> order(choice.getBaseType());
            case OrderedDataType ordered -> ordered.getByteOrder();
            default -> ByteOrder.LITTLE_ENDIAN;
        };
    }

    private static String reason(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        String message = cause.getMessage();
        return message == null ? cause.getClass().getSimpleName() : message;
    }
}
