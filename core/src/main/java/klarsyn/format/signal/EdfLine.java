package klarsyn.format.signal;

import java.nio.file.Path;
import java.util.Locale;
import klarsyn.base.DataException;
import klarsyn.base.Where;

/**
 * One signal of an EDF or BDF header.
 *
 * @param label       as in the file
 * @param unit        as in the file
 * @param physicalMin value of {@code digitalMin} in units
 * @param physicalMax value of {@code digitalMax} in units; may be smaller, which inverts the signal
 * @param digitalMin  smallest step
 * @param digitalMax  largest step, above the smallest
 * @param perRecord   samples per data record
 */
record EdfLine(
        String label,
        String unit,
        double physicalMin,
        double physicalMax,
        int digitalMin,
        int digitalMax,
        int perRecord) {

    /** Rejects ranges that define no scale. */
    static EdfLine of(EdfFields fields, int index, Path file) {
        String label = fields.text(index, EdfFields.Column.LABEL);
        double digitalMin = fields.number(index, EdfFields.Column.DIGITAL_MIN);
        double digitalMax = fields.number(index, EdfFields.Column.DIGITAL_MAX);
        double perRecord = fields.number(index, EdfFields.Column.SAMPLES);
        if (!(digitalMin < digitalMax) || Math.abs(digitalMin) > 1 << 24 || Math.abs(digitalMax) > 1 << 24) {
            throw bad(
                    file,
                    "signal %s has digital minimum %s and maximum %s, but the minimum must be smaller"
                            .formatted(label, EdfFields.plain(digitalMin), EdfFields.plain(digitalMax)));
        }
        if (!(perRecord >= 0 && perRecord < 1 << 28) || perRecord != Math.rint(perRecord)) {
            throw bad(file, "signal %s has %s samples in a record".formatted(label, EdfFields.plain(perRecord)));
        }
        return new EdfLine(
                label,
                fields.text(index, EdfFields.Column.UNIT),
                fields.number(index, EdfFields.Column.PHYSICAL_MIN),
                fields.number(index, EdfFields.Column.PHYSICAL_MAX),
                (int) digitalMin,
                (int) digitalMax,
                (int) perRecord);
    }

    /** Whether this is an annotation signal. */
    boolean isAnnotations() {
        return label.equals("EDF Annotations") || label.equals("BDF Annotations");
    }

    /** Whether this is BioSemi's trigger channel. */
    boolean isStatus() {
        return label.toLowerCase(Locale.ROOT).equals("status");
    }

    /** Whether the file defines the value of a step; otherwise steps are the values. */
    boolean isCalibrated() {
        return physicalMin != physicalMax;
    }

    /** Value of a step in units. */
    double physical(int step) {
        double gain = (physicalMax - physicalMin) / ((double) digitalMax - digitalMin);
        return isCalibrated() ? ((double) step - digitalMin) * gain + physicalMin : step;
    }

    static DataException bad(Path file, String what) {
        return new DataException(
                what, Where.file(file), "export the recording as EDF+ or BDF+ again, or copy it again");
    }
}
