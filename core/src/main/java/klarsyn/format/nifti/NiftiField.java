package klarsyn.format.nifti;

import java.nio.ByteBuffer;

/** The NIfTI header fields used here, with their offsets and types in version 1 and version 2. */
enum NiftiField {
    HEADER_SIZE(0, Kind.INT, 0, Kind.INT),
    DIM(40, Kind.SHORT, 16, Kind.LONG),
    DATATYPE(70, Kind.SHORT, 12, Kind.SHORT),
    BITPIX(72, Kind.SHORT, 14, Kind.SHORT),
    PIXDIM(76, Kind.FLOAT, 104, Kind.DOUBLE),
    OFFSET(108, Kind.FLOAT, 168, Kind.LONG),
    SLOPE(112, Kind.FLOAT, 176, Kind.DOUBLE),
    INTERCEPT(116, Kind.FLOAT, 184, Kind.DOUBLE),
    UNITS(123, Kind.BYTE, 500, Kind.INT),
    QFORM_CODE(252, Kind.SHORT, 344, Kind.INT),
    SFORM_CODE(254, Kind.SHORT, 348, Kind.INT),
    QUATERN(256, Kind.FLOAT, 352, Kind.DOUBLE),
    SROW(280, Kind.FLOAT, 400, Kind.DOUBLE);

    private enum Kind {
        BYTE(1),
        SHORT(2),
        INT(4),
        LONG(8),
        FLOAT(4),
        DOUBLE(8);

        private final int bytes;

        Kind(int bytes) {
            this.bytes = bytes;
        }
    }

    private final int first;
    private final Kind firstKind;
    private final int second;
    private final Kind secondKind;

    NiftiField(int first, Kind firstKind, int second, Kind secondKind) {
        this.first = first;
        this.firstKind = firstKind;
        this.second = second;
        this.secondKind = secondKind;
    }

    /** An element of the field as a double; exact, except for integers beyond 2⁵³. */
    double get(ByteBuffer header, NiftiVersion version, int index) {
        int at = at(version, index);
        return switch (kind(version)) {
            case BYTE -> header.get(at);
            case SHORT -> header.getShort(at);
            case INT -> header.getInt(at);
            case LONG -> header.getLong(at);
            case FLOAT -> header.getFloat(at);
            case DOUBLE -> header.getDouble(at);
        };
    }

    void put(ByteBuffer header, NiftiVersion version, int index, double value) {
        int at = at(version, index);
        switch (kind(version)) {
            case BYTE -> header.put(at, (byte) value);
            case SHORT -> header.putShort(at, (short) value);
            case INT -> header.putInt(at, (int) value);
            case LONG -> header.putLong(at, (long) value);
            case FLOAT -> header.putFloat(at, (float) value);
            case DOUBLE -> header.putDouble(at, value);
        }
    }

    private Kind kind(NiftiVersion version) {
        return version == NiftiVersion.ONE ? firstKind : secondKind;
    }

    private int at(NiftiVersion version, int index) {
        return (version == NiftiVersion.ONE ? first : second) + index * kind(version).bytes;
    }
}
