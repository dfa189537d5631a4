package klarsyn.dicom;

import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The start of a DICOM file.
 *
 * @param start position of the first element: after preamble and prefix, if present
 */
record FileStart(int start) {

    /** Number of bytes sufficient to decide. */
    static final int ENOUGH = 256;

    private static final int PREAMBLE = 128;
    private static final String PREFIX = "DICM";

    /** Maximum length of a first element; bytes of other files rarely decode to such a short length. */
    private static final int LONGEST_FIRST = 1024;

    /** The start of a DICOM file; empty if the bytes are something else. */
    static Optional<FileStart> of(ByteSource source) throws IOException {
        if (hasPrefix(source, PREAMBLE)) {
            return Optional.of(new FileStart(PREAMBLE + PREFIX.length()));
        } else if (hasPrefix(source, 0)) {
            return Optional.of(new FileStart(PREFIX.length()));
        }
        return guess(source, 0).map(_ -> new FileStart(0));
    }

    private static boolean hasPrefix(ByteSource source, int at) throws IOException {
        return source.reaches(at + (long) PREFIX.length())
                && new String(source.copy(at, PREFIX.length()), StandardCharsets.ISO_8859_1).equals(PREFIX);
    }

    /** Encoding of the element at this position, if it can be the first of a data set. */
    private static Optional<Encoding> guess(ByteSource source, int at) throws IOException {
        if (!source.reaches(at + 8L)) {
            return Optional.empty();
        } else if (isFirst(source, at, Encoding.EXPLICIT)) {
            return Optional.of(Encoding.EXPLICIT);
        } else if (isFirst(source, at, Encoding.EXPLICIT_BIG)) {
            return Optional.of(Encoding.EXPLICIT_BIG);
        } else if (isFirst(source, at, Encoding.IMPLICIT)) {
            return Optional.of(Encoding.IMPLICIT);
        }
        return Optional.empty();
    }

    private static boolean isFirst(ByteSource source, int at, Encoding encoding) {
        ByteOrder order = encoding.order();
        int group = source.unsigned16(at, order);
        if (group == 0 || group > 0x10 || (group & 1) != 0) {
            return false;
        } else if (!encoding.explicit()) {
            return Integer.compareUnsigned(source.signed32(at + 4, order), LONGEST_FIRST) <= 0;
        }
        return saysRepresentation(source, at) && source.unsigned16(at + 6, order) <= LONGEST_FIRST;
    }

    private static boolean saysRepresentation(ByteSource source, int at) {
        return ValueRepresentation.of(source.unsigned8(at + 4), source.unsigned8(at + 5))
                .isPresent();
    }

    /**
     * Encoding of the data set at this position: from its transfer syntax, unless its first element shows that explicit
     * and implicit were confused.
     */
    static Encoding encodingAt(ByteSource source, int at, Optional<TransferSyntax> declared) throws IOException {
        if (!source.reaches(at + 8L)) {
            return declared.map(Encoding::of).orElse(Encoding.EXPLICIT);
        }
        boolean shows = saysRepresentation(source, at);
        if (declared.isEmpty()) {
            return guess(source, at).orElse(shows ? Encoding.EXPLICIT : Encoding.IMPLICIT);
        }
        Encoding encoding = Encoding.of(declared.get());
        if (encoding.explicit()
                && !ValueRepresentation.areLetters(source.unsigned8(at + 4), source.unsigned8(at + 5))) {
            return new Encoding(false, encoding.order());
        } else if (!encoding.explicit() && shows && isFirst(source, at, Encoding.EXPLICIT)) {
            return Encoding.EXPLICIT;
        }
        return encoding;
    }

    /** The transfer syntax of a data set that states none. */
    static TransferSyntax syntaxOf(Encoding encoding) {
        if (!encoding.explicit()) {
            return TransferSyntax.IMPLICIT_LITTLE_ENDIAN;
        }
        return encoding.order() == ByteOrder.BIG_ENDIAN
                ? TransferSyntax.EXPLICIT_BIG_ENDIAN
                : TransferSyntax.EXPLICIT_LITTLE_ENDIAN;
    }
}
