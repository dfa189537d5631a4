package klarsyn.format.nrrd;

import java.util.Locale;
import klarsyn.format.rawdata.StoredVoxels;

/**
 * The space of the vectors of a NRRD header.
 *
 * @param dimension numbers per vector; 0 if the header names no space
 * @param anatomical whether the first three are patient axes
 * @param right      1 if x increases to the patient's right, -1 if to the left
 * @param anterior   1 if y increases to the front, -1 if to the back
 */
record NrrdSpace(int dimension, boolean anatomical, int right, int anterior) {

    private static final int LARGEST = 16; // maximum allowed by the format

    static NrrdSpace of(NrrdFields fields) {
        long dimension = fields.number("spacedimension", 0);
        if (fields.value("space").isPresent() && dimension != 0) {
            throw StoredVoxels.bad(fields.file(), "the header has both a space and a space dimension");
        }
        if (dimension < 0 || dimension > LARGEST) {
            throw StoredVoxels.bad(fields.file(), "the header's space has %d dimensions".formatted(dimension));
        }
        return fields.value("space")
                .map(name -> named(name, fields))
                .orElse(new NrrdSpace((int) dimension, false, 1, 1));
    }

    private static NrrdSpace named(String name, NrrdFields fields) {
        String lower = name.toLowerCase(Locale.ROOT);
        return switch (lower) {
            case "right-anterior-superior", "ras" -> new NrrdSpace(3, true, 1, 1);
            case "left-anterior-superior", "las" -> new NrrdSpace(3, true, -1, 1);
            case "left-posterior-superior", "lps" -> new NrrdSpace(3, true, -1, -1);
            case "right-anterior-superior-time", "rast" -> new NrrdSpace(4, true, 1, 1);
            case "left-anterior-superior-time", "last" -> new NrrdSpace(4, true, -1, 1);
            case "left-posterior-superior-time", "lpst" -> new NrrdSpace(4, true, -1, -1);
            case "scanner-xyz", "3d-right-handed", "3d-left-handed" -> new NrrdSpace(3, false, 1, 1);
            case "scanner-xyz-time", "3d-right-handed-time", "3d-left-handed-time" -> new NrrdSpace(4, false, 1, 1);
            default ->
                throw StoredVoxels.bad(
                        fields.file(),
                        "the header's space %s is not defined by NRRD"
                                .formatted(name.substring(0, Math.min(40, name.length()))));
        };
    }

    /** Number of spatial components of a vector, the others being time; at most three are used. */
    int lengths() {
        return Math.min(3, dimension);
    }

    /** Sign that converts a vector component to RAS. */
    int signOf(int row) {
        return row == 0 ? right : row == 1 ? anterior : 1;
    }
}
