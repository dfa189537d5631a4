package klarsyn.dicom;

import java.nio.ByteOrder;

/**
 * Encoding of the elements of a data set.
 *
 * @param explicit whether each element states its value representation
 * @param order    byte order of numbers
 */
public record Encoding(boolean explicit, ByteOrder order) {

    static final Encoding IMPLICIT = new Encoding(false, ByteOrder.LITTLE_ENDIAN);
    public static final Encoding EXPLICIT = new Encoding(true, ByteOrder.LITTLE_ENDIAN);
    static final Encoding EXPLICIT_BIG = new Encoding(true, ByteOrder.BIG_ENDIAN);

    static Encoding of(TransferSyntax syntax) {
        return new Encoding(syntax.isExplicit(), syntax.order());
    }
}
