package klarsyn.dicom;

import java.nio.ByteOrder;

/**
 * How the elements of a data set are written.
 *
 * @param explicit whether each says its value representation
 * @param order    of the bytes of a number
 */
public record Encoding(boolean explicit, ByteOrder order) {

    static final Encoding IMPLICIT = new Encoding(false, ByteOrder.LITTLE_ENDIAN);
    public static final Encoding EXPLICIT = new Encoding(true, ByteOrder.LITTLE_ENDIAN);
    static final Encoding EXPLICIT_BIG = new Encoding(true, ByteOrder.BIG_ENDIAN);

    static Encoding of(TransferSyntax syntax) {
        return new Encoding(syntax.isExplicit(), syntax.order());
    }
}
