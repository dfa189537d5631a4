package klarsyn.format.nifti;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** The two kinds of NIfTI header: the first holds shorts and floats, the second longs and doubles. */
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

    /** Length of the header, which is also what its first field says. */
    int headerBytes() {
        return headerBytes;
    }

    /** Where voxels may start in a single file: behind the header and four bytes that announce extensions. */
    int singleFileOffset() {
        return headerBytes + 4;
    }

    /** Whether the header carries this version's mark of a file that holds its voxels too. */
    boolean isSingle(byte[] header) {
        return has(mark, header);
    }

    /** Whether the header carries this version's mark of a header whose voxels lie in another file. */
    boolean isPair(byte[] header) {
        return has(pairMark, header);
    }

    private boolean has(String expected, byte[] header) {
        return new String(header, StandardCharsets.ISO_8859_1).startsWith(expected, markAt);
    }

    /** Marks a header as that of a single file that was written here. */
    void sign(ByteBuffer header) {
        header.put(descriptionAt, "Klarsyn".getBytes(StandardCharsets.US_ASCII));
        header.put(markAt, mark.getBytes(StandardCharsets.US_ASCII));
    }
}
