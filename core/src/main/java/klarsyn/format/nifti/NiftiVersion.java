package klarsyn.format.nifti;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** The two NIfTI header versions: the first has shorts and floats, the second longs and doubles. */
enum NiftiVersion {
    ONE(348, 344, "n+1\0", "ni1\0", 148),
    TWO(540, 4, "n+2\0\r\n\u001a\n", "ni2\0\r\n\u001a\n", 240);

    private final int headerBytes;
    private final int markAt;
    private final String mark;
    private final String pairMark;
    private final int descriptionAt;

    NiftiVersion(int headerBytes, int markAt, String mark, String pairMark, int descriptionAt) {
        this.headerBytes = headerBytes;
        this.markAt = markAt;
        this.mark = mark;
        this.pairMark = pairMark;
        this.descriptionAt = descriptionAt;
    }

    /** Length of the header, which is also the value of its first field. */
    int headerBytes() {
        return headerBytes;
    }

    /** Minimum voxel offset in a single file: the header and four bytes that announce extensions. */
    int singleFileOffset() {
        return headerBytes + 4;
    }

    /** Whether the header has the magic number of a single file. */
    boolean isSingle(byte[] header) {
        return has(mark, header);
    }

    /** Whether the header has the magic number of a header with separate voxels. */
    boolean isPair(byte[] header) {
        return has(pairMark, header);
    }

    private boolean has(String expected, byte[] header) {
        return new String(header, StandardCharsets.ISO_8859_1).startsWith(expected, markAt);
    }

    /** Writes the magic number of a single file. */
    void sign(ByteBuffer header) {
        header.put(descriptionAt, "Klarsyn".getBytes(StandardCharsets.US_ASCII));
        header.put(markAt, mark.getBytes(StandardCharsets.US_ASCII));
    }
}
