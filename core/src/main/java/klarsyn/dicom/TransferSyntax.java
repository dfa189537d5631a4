package klarsyn.dicom;

import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Encoding of a data set and compression of its pixels (PS3.5, section 10 and annex A).
 *
 * @param uid    its unique identifier
 * @param name   its standard name; "unknown" for others, which are read as explicit little endian with encapsulated
 *               pixels, as PS3.5 A.4 requires for future ones
 * @param properties differences from explicit little endian
 */
public record TransferSyntax(String uid, String name, Set<Property> properties) {

    /** Differences from explicit little endian. */
    public enum Property {
        /** Elements do not state their value representation. */
        IMPLICIT,
        /** Numbers are stored most significant byte first. */
        BIG_ENDIAN,
        /** Everything after the file meta information is deflated. */
        DEFLATED,
        /** Pixel data are compressed and stored in fragments. */
        ENCAPSULATED,
        /** Compression may have changed pixel values. */
        LOSSY
    }

    /** Implicit VR little endian. */
    public static final TransferSyntax IMPLICIT_LITTLE_ENDIAN =
            syntax("1.2.840.10008.1.2", "Implicit VR Little Endian", Property.IMPLICIT);
    /** Explicit VR little endian. */
    public static final TransferSyntax EXPLICIT_LITTLE_ENDIAN =
            syntax("1.2.840.10008.1.2.1", "Explicit VR Little Endian");
    /** Explicit VR big endian. */
    public static final TransferSyntax EXPLICIT_BIG_ENDIAN =
            syntax("1.2.840.10008.1.2.2", "Explicit VR Big Endian", Property.BIG_ENDIAN);
    /** Deflated explicit VR little endian. */
    public static final TransferSyntax DEFLATED =
            syntax("1.2.840.10008.1.2.1.99", "Deflated Explicit VR Little Endian", Property.DEFLATED);
    /** Frames of packed pixels, each deflated. */
    public static final TransferSyntax DEFLATED_FRAMES =
            syntax("1.2.840.10008.1.2.8.1", "Deflated Image Frame Compression", Property.ENCAPSULATED);
    /** Run-length encoding (PS3.5, annex G). */
    public static final TransferSyntax RLE = syntax("1.2.840.10008.1.2.5", "RLE Lossless", Property.ENCAPSULATED);
    /** JPEG process 1, 8 bits. */
    public static final TransferSyntax JPEG_BASELINE =
            syntax("1.2.840.10008.1.2.4.50", "JPEG Baseline (Process 1)", Property.ENCAPSULATED, Property.LOSSY);
    /** JPEG processes 2 and 4, 8 or 12 bits. */
    public static final TransferSyntax JPEG_EXTENDED =
            syntax("1.2.840.10008.1.2.4.51", "JPEG Extended (Process 2 and 4)", Property.ENCAPSULATED, Property.LOSSY);
    /** JPEG process 14, any predictor. */
    public static final TransferSyntax JPEG_LOSSLESS =
            syntax("1.2.840.10008.1.2.4.57", "JPEG Lossless (Process 14)", Property.ENCAPSULATED);
    /** JPEG process 14, the first predictor. */
    public static final TransferSyntax JPEG_LOSSLESS_FIRST = syntax(
            "1.2.840.10008.1.2.4.70", "JPEG Lossless, First-Order Prediction (Process 14)", Property.ENCAPSULATED);
    /** JPEG-LS. */
    public static final TransferSyntax JPEG_LS =
            syntax("1.2.840.10008.1.2.4.80", "JPEG-LS Lossless", Property.ENCAPSULATED);
    /** JPEG-LS with a bounded error. */
    public static final TransferSyntax JPEG_LS_NEAR =
            syntax("1.2.840.10008.1.2.4.81", "JPEG-LS Near-Lossless", Property.ENCAPSULATED, Property.LOSSY);
    /** JPEG 2000, reversible. */
    public static final TransferSyntax JPEG_2000_LOSSLESS =
            syntax("1.2.840.10008.1.2.4.90", "JPEG 2000 (Lossless Only)", Property.ENCAPSULATED);
    /** JPEG 2000. */
    public static final TransferSyntax JPEG_2000 =
            syntax("1.2.840.10008.1.2.4.91", "JPEG 2000", Property.ENCAPSULATED, Property.LOSSY);
    /** High-throughput JPEG 2000, reversible. */
    public static final TransferSyntax HTJ2K_LOSSLESS =
            syntax("1.2.840.10008.1.2.4.201", "High-Throughput JPEG 2000 (Lossless Only)", Property.ENCAPSULATED);
    /** High-throughput JPEG 2000, reversible, by resolution. */
    public static final TransferSyntax HTJ2K_LOSSLESS_RPCL = syntax(
            "1.2.840.10008.1.2.4.202", "High-Throughput JPEG 2000 with RPCL (Lossless Only)", Property.ENCAPSULATED);
    /** High-throughput JPEG 2000. */
    public static final TransferSyntax HTJ2K =
            syntax("1.2.840.10008.1.2.4.203", "High-Throughput JPEG 2000", Property.ENCAPSULATED, Property.LOSSY);

    private static final Map<String, TransferSyntax> KNOWN = Arrays.stream(new TransferSyntax[] {
                IMPLICIT_LITTLE_ENDIAN,
                EXPLICIT_LITTLE_ENDIAN,
                EXPLICIT_BIG_ENDIAN,
                DEFLATED,
                DEFLATED_FRAMES,
                RLE,
                JPEG_BASELINE,
                JPEG_EXTENDED,
                JPEG_LOSSLESS,
                JPEG_LOSSLESS_FIRST,
                JPEG_LS,
                JPEG_LS_NEAR,
                JPEG_2000_LOSSLESS,
                JPEG_2000,
                HTJ2K_LOSSLESS,
                HTJ2K_LOSSLESS_RPCL,
                HTJ2K
            })
            .collect(Collectors.toUnmodifiableMap(TransferSyntax::uid, Function.identity()));

    /** Copies the set. */
    public TransferSyntax {
        properties = Set.copyOf(properties);
    }

    /** The syntax of a unique identifier. */
    public static TransferSyntax of(String uid) {
        TransferSyntax known = KNOWN.get(uid);
        return known == null ? new TransferSyntax(uid, "unknown", Set.of(Property.ENCAPSULATED)) : known;
    }

    private static TransferSyntax syntax(String uid, String name, Property... properties) {
        Set<Property> all = EnumSet.noneOf(Property.class);
        all.addAll(Arrays.asList(properties));
        return new TransferSyntax(uid, name, all);
    }

    /** Whether this may be a future standard syntax: unknown, but not private. */
    public boolean isLater() {
        return !KNOWN.containsKey(uid) && uid.startsWith("1.2.840.10008.");
    }

    /** Whether elements state their value representation. */
    public boolean isExplicit() {
        return !properties.contains(Property.IMPLICIT);
    }

    /** Whether everything after the file meta information is deflated. */
    public boolean isDeflated() {
        return properties.contains(Property.DEFLATED);
    }

    /** Whether pixels are compressed and stored in fragments. */
    public boolean isEncapsulated() {
        return properties.contains(Property.ENCAPSULATED);
    }

    /** Whether compression may have changed the pixels. */
    public boolean isLossy() {
        return properties.contains(Property.LOSSY);
    }

    /** The byte order of numbers. */
    public ByteOrder order() {
        return properties.contains(Property.BIG_ENDIAN) ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
    }

    @Override
    public String toString() {
        return name + " (" + uid + ")";
    }
}
